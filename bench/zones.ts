// What a time zone costs: the same query over three million flights, by UTC and by the clock of somewhere. CPU of the
// answering process is what counts on a busy machine; the engine's own conversion of every row stands beside it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openAnalytics } from '../src/analytics/index.ts';
import { systemClock } from '../src/clock.ts';
import { Query } from '../src/contract/index.ts';
import { silentLog } from '../src/log.ts';

const data = join(import.meta.dirname, '..', 'node_modules', 'vega-datasets', 'data');
const folder = await mkdtemp(join(tmpdir(), 'sightline-zones-'));
const analytics = await openAnalytics({
  cacheDir: folder,
  allowedFolders: [data],
  log: silentLog,
  clock: systemClock,
  workers: 1,
});
const dataset = {
  source: { id: 'flights', type: 'folder' as const, path: data },
  table: 'flights-3m',
  time: 'date',
  dimensions: [{ name: 'date', type: 'time' as const }],
  measures: [
    { name: 'rows', aggregate: 'count' as const },
    { name: 'delay', aggregate: 'avg' as const, column: 'delay' },
  ],
};
const best = async (work: () => Promise<number>) =>
  Math.min(await work(), await work(), await work(), await work(), await work());

for (const grain of ['day', 'hour', 'month'] as const) {
  const ask = (more: object) => () =>
    analytics
      .run(dataset, Query.parse({ dimensions: [{ name: 'date', grain }], measures: ['rows', 'delay'], limit: 10_000, ...more }))
      .then(({ engineMs }) => engineMs);
  const year = { time: { from: '2001-01-01', to: '2001-07-01' } };
  const plain = await best(ask({}));
  const [within, anywhen] = [
    await best(ask({ ...year, timeZone: 'Europe/Madrid' })),
    await best(ask({ timeZone: 'Europe/Madrid' })),
  ];
  console.log(`by ${grain}: UTC ${plain} ms, in a zone over half a year ${within} ms, over any time ${anywhen} ms`);
}
await analytics.close();
const engine = await (await DuckDBInstance.create(':memory:')).connect();
await engine.run(`CREATE TABLE data AS SELECT date AS c0, delay AS c1 FROM read_parquet('${join(data, 'flights-3m.parquet')}')`);
const direct = await best(async () => {
  const start = performance.now();
  await (
    await engine.run(
      "SELECT CAST(c0 AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Madrid' AS DATE) AS d, count(*), avg(c1) FROM data GROUP BY d",
    )
  ).getRowsJson();
  return Math.round((performance.now() - start) * 10) / 10;
});
console.log(`by day, converted by the engine row by row: ${direct} ms`);
engine.closeSync();
await rm(folder, { recursive: true, force: true });
