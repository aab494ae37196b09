// Writes what was measured into docs/performance.md, below the words there: node bench/page.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './access.ts';
import type { BrowserResult } from './browser.ts';
import type { ChartsResult } from './charts.ts';
import { browserTold, chartsTable, sharingTold } from './drawn.ts';
import type { SharingResult } from './sharing.ts';
import { tableOf } from './table.ts';
import type { Size } from './world.ts';

const page = join(import.meta.dirname, '..', 'docs', 'performance.md');
const measured = <T>(name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'results', `${name}.json`), 'utf8')) as T;
const [words] = readFileSync(page, 'utf8').split(/### (?:World|Charts)/);
const worlds = (['S', 'M', 'L'] as const).map((size: Size) => tableOf(size, measured<{ results: Result[] }>(size).results));
const drawn = [
  chartsTable(measured<ChartsResult[]>('charts')),
  browserTold(measured<BrowserResult>('browser')),
  sharingTold(measured<SharingResult>('sharing')),
];
writeFileSync(page, `${words}${[...drawn, ...worlds].join('\n')}`);
