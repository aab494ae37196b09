// How long the ten charts of "Flights at a glance" take over three million flights: the first time after a start, and again.
// node bench/dashboard.ts [--times 5] [--workers 2] [--threads 2]
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openAnalytics } from '../src/analytics/index.ts';
import { systemClock } from '../src/clock.ts';
import { definitions } from '../src/contract/index.ts';
import { content } from '../src/demo/content.ts';
import { layDemoFiles } from '../src/demo/files.ts';
import { silentLog } from '../src/log.ts';

const { values: options } = parseArgs({
  options: { times: { type: 'string', default: '5' }, workers: { type: 'string' }, threads: { type: 'string' } },
});
const folder = await mkdtemp(join(tmpdir(), 'sightline-bench-'));
await layDemoFiles(join(folder, 'files'));
const open = () =>
  openAnalytics({
    cacheDir: join(folder, 'cache'),
    allowedFolders: [join(folder, 'files')],
    ...(options.workers && { workers: Number(options.workers) }),
    ...(options.threads && { threads: Number(options.threads) }),
    log: silentLog,
    clock: systemClock,
  });

const defined = (ref: string) => {
  const found = content.resources.find(({ project, kind, name }) => project === 'operations' && `${kind}:${name}` === ref);
  if (!found) throw new Error(`The demo has no ${ref}`);
  return found.definition;
};
const dashboard = definitions.dashboard.parse(defined('dashboard:flights-at-a-glance'));
const charts = dashboard.tiles.flatMap((tile) =>
  'chart' in tile ? [{ ref: tile.chart, ...definitions.chart.parse(defined(tile.chart)) }] : [],
);
const { source, table = '', time, dimensions, measures } = definitions.dataset.parse(defined('dataset:flights'));
const { path = '' } = definitions.source.parse(defined(source ?? ''));
const plan = { source: { id: 'bench', type: 'folder' as const, path }, table, time, dimensions, measures };

const timed = async <T>(work: () => Promise<T>) => {
  const start = performance.now();
  const answer = await work();
  return { ms: Math.round(performance.now() - start), answer };
};
const line = (label: string, ms: number, more = '') => console.log(`${label.padEnd(44)}${String(ms).padStart(6)} ms  ${more}`);

let analytics = await open();
line(`import of three million flights`, (await timed(() => analytics.prepare(plan.source))).ms);
await analytics.close();

console.log(`\nten charts at once, ${availableParallelism()} processors`);
analytics = await open();
const all = () => Promise.all(charts.map(({ query }) => analytics.run(plan, query)));
for (let time = 1; time <= Number(options.times); time++) {
  const { ms, answer } = await timed(all);
  const [slowest] = answer
    .map(({ engineMs }, at) => ({ engineMs, ref: charts[at]?.ref }))
    .sort((a, b) => b.engineMs - a.engineMs);
  line(time === 1 ? 'first, just started' : `again (${time})`, ms, `slowest ${slowest?.ref} ${slowest?.engineMs} ms`);
}

console.log('\neach alone');
for (const { ref, query } of charts) {
  const { ms, answer } = await timed(() => analytics.run(plan, query));
  line(ref, ms, `${answer.rows.length} rows`);
}
await analytics.close();
await rm(folder, { recursive: true, force: true });
