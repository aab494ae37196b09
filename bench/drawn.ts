// What charts and browsers took, in words and a table for the page.

import type { BrowserResult } from './browser.ts';
import type { ChartsResult } from './charts.ts';
import type { SharingResult } from './sharing.ts';

type Spread = { median: number; min: number; max: number };
const told = ({ median, min, max }: Spread) => `${figure(median)} (${figure(min)}–${figure(max)})`;
const figure = (ms: number) => (ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en'));

export const chartsTable = (results: readonly ChartsResult[]): string => {
  const lines = [
    '### Charts over flights',
    '',
    'Milliseconds. First: the first question to a fresh engine, whose process starts with it, and in brackets what the engine',
    'itself took. Again: the median (least–most) of the runs after it. Ours is what is left of each without the engine: checking,',
    'compiling, the way to its process and back, and what is made of its answer.',
  ];
  for (const { millions, rows, board, load } of results) {
    lines.push('', `${millions} million rows, load of the machine ${load.map((one) => one.toFixed(1)).join(' to ')}:`, '');
    lines.push('| chart | first | again | engine | ours |', '|---|---:|---:|---:|---:|');
    for (const { kind, cold, coldEngine, again, engine, ours } of rows)
      lines.push(`| ${kind} | ${figure(cold)} (${figure(coldEngine)}) | ${told(again)} | ${told(engine)} | ${told(ours)} |`);
    lines.push(`| a dashboard of ten | ${figure(board.cold)} | ${told(board.again)} | | |`);
  }
  return `${lines.join('\n')}\n`;
};

/** A consequence is told after a pause of 150 ms, which its time holds. */
export const sharingTold = ({
  people,
  groups,
  sharedWith,
  picker,
  access,
  preview,
  dialog,
  consequence,
}: SharingResult): string => {
  const slowest = Object.entries(picker).toSorted(([, a], [, b]) => b.median - a.median)[0];
  const both = ({ median, p95 }: { median: number; p95: number }) => `${figure(median)} ms (95th percentile ${figure(p95)})`;
  return `### Sharing among many

${figure(people)} people, ${figure(groups)} groups, and a dashboard that ${sharedWith} people were given; by HTTP on this machine.

- Whom to share with, at its slowest (“${slowest?.[0]}” typed): ${slowest ? both(slowest[1]) : ''}. Who has access: ${both(access)}.
  What a change would do: ${both(preview)}.
- The dialog in Chromium, from the click until those who have access stand there: ${both(dialog)}.
- From a choice until the sentence counts those who will see it, a pause of 150 ms among it: ${both(consequence)}.
`;
};

export const browserTold = ({ tiles, list, depths }: BrowserResult): string =>
  `### In a browser

- A dashboard of ${tiles.tiles} tiles, scrolled from top to bottom in ${tiles.steps} steps while its charts are drawn: ${tiles.longTasks} tasks of more than
  50 ms, the longest ${tiles.longest} ms. What is far away isn't asked for, nor drawn.
- A list of ${depths.at(-1)?.page.toLocaleString('en')} pages of fifty resources: ${depths.map(({ page, ms }) => `page ${page.toLocaleString('en')} in ${ms} ms`).join(', ')}, by its cursor.
- The same in Chromium: the first rows stand ${figure(list.first)} ms after the address was opened; the end of what is loaded reached
  ${list.pages} times, ${list.rows.toLocaleString('en')} rows came in ${list.requests} requests, each time after ${figure(list.median)} ms (95th percentile ${figure(list.p95)}); never more than ${list.drawn} rows
  were in the document, and ${list.nodes.toLocaleString('en')} elements at the end.
`;
