// How long each kind of chart takes over three and twelve million flights: of that the engine's own time, and what is ours.
// npm run bench -- dashboards [--runs 15]
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { openAnalytics } from '../src/analytics/index.ts';
import { systemClock } from '../src/clock.ts';
import { definitions } from '../src/contract/index.ts';
import { content } from '../src/demo/content.ts';
import { layDemoFiles } from '../src/demo/files.ts';
import { silentLog } from '../src/log.ts';
import { quantile } from './measure.ts';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '15' } } });
const runs = Number(options.runs);
/** One chart of the demo for each kind. */
const ofKind = {
  number: 'average-delay',
  line: 'delay-by-week',
  area: 'flights-of-hubs',
  bar: 'busiest-airports',
  table: 'routes-in-numbers',
  pivot: 'airports-by-weekday',
  pie: 'flights-by-weekday-ring',
  scatter: 'size-and-delay',
  heatmap: 'late-by-hour-and-weekday',
  combo: 'flights-and-delay-by-hour',
  histogram: 'spread-of-delays',
  leaderboard: 'where-to',
} satisfies Record<ReturnType<typeof definitions.chart.parse>['type'], string>;

type Spread = { median: number; min: number; max: number };
export type ChartRow = { kind: string; cold: number; coldEngine: number; again: Spread; engine: Spread; ours: Spread };
export type ChartsResult = { millions: number; rows: ChartRow[]; board: { cold: number; again: Spread }; load: [number, number] };

const folder = await mkdtemp(join(tmpdir(), 'sightline-bench-'));
const files = join(folder, 'files');
await layDemoFiles(files);
const maker = await (await DuckDBInstance.create()).connect();
const flights = join(files, 'airline-operations', 'flights-3m.parquet');
await maker.run(
  `copy (select f.* from read_parquet('${flights}') f, range(4)) to '${join(files, 'airline-operations', 'flights-12m.parquet')}' (format parquet)`,
);
maker.closeSync();

const defined = (ref: string) => {
  const found = content.resources.find(({ project, kind, name }) => project === 'operations' && `${kind}:${name}` === ref);
  if (!found) throw new Error(`The demo has no ${ref}`);
  return found.definition;
};
const charts = Object.entries(ofKind).map(([kind, name]) => ({ kind, ...definitions.chart.parse(defined(`chart:${name}`)) }));
const board = definitions.dashboard
  .parse(defined('dashboard:flights-at-a-glance'))
  .tiles.flatMap((tile) => ('chart' in tile ? [definitions.chart.parse(defined(tile.chart))] : []));
const { source, time, dimensions, measures } = definitions.dataset.parse(defined('dataset:flights'));
const { path = '' } = definitions.source.parse(defined(source ?? ''));

const open = () =>
  openAnalytics({ cacheDir: join(folder, 'cache'), allowedFolders: [files], log: silentLog, clock: systemClock });
const timed = async <T>(work: () => Promise<T>) => {
  const start = performance.now();
  const answer = await work();
  return { ms: performance.now() - start, answer };
};
const spread = (times: number[]): Spread => ({
  median: round(quantile(times, 0.5)),
  min: round(Math.min(...times)),
  max: round(Math.max(...times)),
});
const round = (ms: number) => Math.round(ms * 10) / 10;

const results: ChartsResult[] = [];
for (const millions of [3, 12]) {
  const before = loadavg()[0] ?? Number.NaN;
  const plan = {
    source: { id: 'bench', type: 'folder' as const, path },
    table: `flights-${millions}m`,
    time,
    dimensions,
    measures,
  };
  const first = await open();
  await first.prepare(plan.source);
  await first.close();
  const rows: ChartRow[] = [];
  for (const { kind, query } of charts) {
    // A fresh engine for each: nothing of another chart's is warm.
    const analytics = await open();
    const cold = await timed(() => analytics.run(plan, query));
    const times = { again: [] as number[], engine: [] as number[], ours: [] as number[] };
    for (let run = 0; run < runs; run++) {
      const { ms, answer } = await timed(() => analytics.run(plan, query));
      times.again.push(ms);
      times.engine.push(answer.engineMs);
      times.ours.push(ms - answer.engineMs);
    }
    await analytics.close();
    rows.push({
      kind,
      cold: round(cold.ms),
      coldEngine: round(cold.answer.engineMs),
      again: spread(times.again),
      engine: spread(times.engine),
      ours: spread(times.ours),
    });
    console.error(JSON.stringify(rows.at(-1)));
  }
  const analytics = await open();
  const all = () => Promise.all(board.map(({ query }) => analytics.run(plan, query)));
  const cold = await timed(all);
  const again: number[] = [];
  for (let run = 0; run < runs; run++) again.push((await timed(all)).ms);
  await analytics.close();
  results.push({
    millions,
    rows,
    board: { cold: round(cold.ms), again: spread(again) },
    load: [before, loadavg()[0] ?? Number.NaN],
  });
}
mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
writeFileSync(join(import.meta.dirname, 'results', 'charts.json'), `${JSON.stringify(results, null, 2)}\n`);
await rm(folder, { recursive: true, force: true });
