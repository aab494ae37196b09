// Every engine answers every question as the naive evaluation does.
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Filter, QueryInput, Result, Value } from '#contract';
import { columns, dataset, questions, rows } from './conformance.test-support.ts';
import { naively } from './naive.test-support.ts';
import type { DatasetPlan } from './plan.ts';
import { layTable, openDatabase } from './postgres.test-support.ts';
import { airline, ask, openTrial, type Trial } from './trial.test-support.ts';

/** Averages and quantiles may differ in the last bits, and no further. */
const rounded = <T>(what: T): T =>
  JSON.parse(JSON.stringify(what ?? null), (_, value: unknown) =>
    typeof value === 'number' && !Number.isSafeInteger(value) ? Number(value.toPrecision(12)) : value,
  );

const restrictions: [string, Filter[]][] = [
  ['restricted to regions', [{ field: 'region', in: ['North', 'Élan', null] }]],
  ['restricted twice', [{ not: { field: 'paid', in: [false] } }, { field: 'units', min: 0 }]],
];

const database = await openDatabase();
// A server may order and compare texts by any rules of its own.
const zoned = {
  ...columns,
  region: 'TEXT COLLATE "en-x-icu"',
  product: 'TEXT COLLATE "en-x-icu"',
  at: 'TIMESTAMP WITH TIME ZONE',
  shipped: 'TIMESTAMP WITH TIME ZONE',
};
const engines = ['DuckDB', 'PostgreSQL', 'PostgreSQL, whose moments know their zone'];

let trial: Trial;
const plans: Record<string, DatasetPlan> = {};
beforeAll(async () => {
  trial = await openTrial({ connectionOf: () => ('missing' in database ? undefined : database.reader) });
  await trial.write('orders.jsonl', rows.map((row) => asLine(row)).join('\n'));
  const made = await (await DuckDBInstance.create(':memory:')).connect();
  const types = Object.entries(columns).map(([name, type]) => `'${name}': '${type.replace(' PRECISION', '')}'`);
  const path = (name: string) => join(trial.folder, name).replaceAll("'", "''");
  await made.run(
    `COPY (SELECT * FROM read_json('${path('orders.jsonl')}', columns = {${types.join(', ')}})) TO '${path('orders.parquet')}' (FORMAT parquet)`,
  );
  await trial.remove('orders.jsonl');
  plans.DuckDB = dataset({ source: airline, table: 'orders' });
  if ('missing' in database) return;
  const source = { id: 'warehouse', type: 'postgres', path: '', connection: 'warehouse' } as const;
  await layTable(database, 'orders', columns, rows);
  await layTable(database, 'orders zoned', zoned, rows);
  plans.PostgreSQL = dataset({ source, table: 'orders' });
  plans['PostgreSQL, whose moments know their zone'] = dataset({ source, table: 'orders zoned' });
});
afterAll(async () => {
  await trial?.close();
  if (!('missing' in database)) await database.stop();
});

/** Beyond 2^53 numbers stand as they are in the file. */
const asLine = (row: Record<string, Value>) => JSON.stringify(row).replaceAll(/"(-?\d{16,})"/g, '$1');

const skipped = (engine: string) => ('missing' in database && engine !== 'DuckDB' ? ` (skipped: ${database.missing})` : '');

describe.each(engines.map((engine) => [engine, skipped(engine)] as const))('%s%s', (engine, why) => {
  const it = why ? test.skip : test;
  it('is asked more than a hundred different things', () => {
    expect(new Set(questions.map(([, query]) => JSON.stringify(query))).size).toBeGreaterThanOrEqual(100);
  });

  it.each(questions)('answers: %s', (_, query) => agrees(engine, query));

  describe.each(restrictions)('%s', (_, restrict) => {
    const some = questions.filter((_, at) => at % 5 === 0);
    it.each(some)('answers: %s', (_, query) => agrees(engine, query, restrict));
  });
});

async function agrees(engine: string, input: QueryInput, restrict: Filter[] = []) {
  const plan = plans[engine];
  if (!plan) return expect.fail(`${engine} has no table`);
  const query = ask(input);
  const result: Result = await trial.analytics.run(plan, query, { restrict });
  const expected = naively(plan, rows, query, restrict);
  expect(rounded(result.rows)).toEqual(rounded(expected.rows));
  expect(result.more).toBe(expected.more);
  expect(rounded(result.pivot)).toEqual(rounded(expected.pivot));
  if (query.totals || query.pivot) expect(rounded(result.totals)).toEqual(rounded(expected.totals));
  if (query.others) expect(rounded(result.others)).toEqual(rounded(expected.others));
  for (const row of result.rows) expect(row).toHaveLength(result.columns.length);
  return undefined;
}
