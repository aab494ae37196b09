// How long decisions, lists and counts take, on worlds of three sizes and both stores, beside what others ship for npm.
// npm run bench [-- --world S|M|L] [--stores pglite,postgres] [--runs 5] [--seed 1] [--no-peers]
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from './load.ts';
import { type Measured, measure } from './measure.ts';
import { openFor } from './open.ts';
import { type Oracle, oracleOf } from './oracle.ts';
import { checked, ourRows } from './ours.ts';
import { peerRows } from './peers/index.ts';
import { tableOf } from './table.ts';
import { type BenchWorld, makeWorld, type Size, sizes } from './world.ts';

const { values: options } = parseArgs({
  options: {
    world: { type: 'string', multiple: true, default: ['S', 'M'] },
    stores: { type: 'string', default: 'postgres,pglite' },
    runs: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    'no-peers': { type: 'boolean', default: false },
  },
});
const runs = Number(options.runs);

export type Result = {
  engine: string;
  version: string;
  loadedIn?: number;
  answers: number;
  wrong: number;
  notes: string[];
  rows: Measured[];
  /** Of the machine, before and after: how many wanted a processor. */
  load?: [number, number];
};

for (const size of options.world) {
  if (!isSize(size)) throw new Error(`There is no world ${size}: S, M or L`);
  const world = makeWorld(size, Number(options.seed));
  const oracle = oracleOf(world);
  const results: Result[] = [];
  // A million resources are for a server.
  for (const dialect of options.stores.split(',').filter((one) => size !== 'L' || one === 'postgres')) {
    if (dialect !== 'postgres' && dialect !== 'pglite') throw new Error(`There is no store ${dialect}: postgres or pglite`);
    results.push(await onStore(dialect, world, oracle));
  }
  if (!options['no-peers'] && size !== 'L') results.push(...(await peerRows(world, oracle, runs)));
  console.log(`\n${tableOf(world.size, results)}`);
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
  writeFileSync(
    join(import.meta.dirname, 'results', `${size}.json`),
    `${JSON.stringify({ world: { size, ...sizes[size] }, seed: Number(options.seed), node: process.versions.node, cpus: cpus().length, results }, null, 2)}\n`,
  );
  if (results.some(({ wrong }) => wrong > 0)) process.exitCode = 1;
}

async function onStore(dialect: 'postgres' | 'pglite', world: BenchWorld, oracle: Oracle): Promise<Result> {
  const opened = await openFor(dialect);
  if ('missing' in opened) return { engine: dialect, version: '', answers: 0, wrong: 0, notes: [opened.missing], rows: [] };
  try {
    const began = performance.now();
    await load(opened.store, world);
    const loadedIn = Math.round(performance.now() - began);
    console.error(`${world.size} on ${dialect}: loaded in ${(loadedIn / 1000).toFixed(1)} s`);
    const { answers, wrong, shares } = await checked(opened.store, world, oracle);
    for (const one of wrong.slice(0, 10)) console.error(`WRONG ${one}`);
    const measured = await measure(await ourRows(opened.store, world), runs);
    const [{ server_version: version } = { server_version: '' }] = await opened.store.rows<{ server_version: string }>(
      'show server_version',
      [],
    );
    const notes = Object.entries(shares).map(([viewer, share]) => `${viewer} reaches ${(100 * share).toFixed(1)} %`);
    return { engine: dialect, version, loadedIn, answers, wrong: wrong.length, notes, ...measured };
  } finally {
    await opened.close();
  }
}

function isSize(text: string): text is Size {
  return text in sizes;
}
