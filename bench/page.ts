// Writes what was measured into docs/performance.md, below the words there: node bench/page.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './access.ts';
import { tableOf } from './table.ts';
import type { Size } from './world.ts';

const page = join(import.meta.dirname, '..', 'docs', 'performance.md');
const [words] = readFileSync(page, 'utf8').split('### World');
const tables = (['S', 'M', 'L'] as const).map((size: Size) => {
  const { results } = JSON.parse(readFileSync(join(import.meta.dirname, 'results', `${size}.json`), 'utf8')) as {
    results: Result[];
  };
  return tableOf(size, results);
});
writeFileSync(page, `${words}${tables.join('\n')}`);
