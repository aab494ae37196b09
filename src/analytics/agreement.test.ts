// Whatever can be asked, the engine answers as the naive evaluation does.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Filter, Query, Result, Value } from '#contract';
import { naive, naively, type Row } from './naive.test-support.ts';
import { ask, openTrial, plan, type Trial } from './trial.test-support.ts';

const texts = [
  '',
  'a',
  'B',
  'b',
  "o'clock",
  '"quoted"',
  'É',
  'é',
  '\\',
  '%',
  '_',
  '$1',
  'x; DROP TABLE data; --',
  '日本',
  '🐦',
  'new\nline',
  'null',
];
const column = 'we"ird; --';
const some = <T>(random: () => number, values: readonly T[]): T | null =>
  random() < 0.1 ? null : (values[Math.floor(random() * values.length)] ?? null);
const rows: Row[] = makeRows(400);

/** The same each time: what varies are the questions. */
function makeRows(count: number): Row[] {
  let state = 7;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return Array.from({ length: count }, () => {
    const day = new Date(Date.UTC(2001, 0, 1 + Math.floor(random() * 120))).toISOString().slice(0, 10);
    const hour = String(Math.floor(random() * 24)).padStart(2, '0');
    return {
      name: some(random, texts),
      [column]: some(random, texts.slice(0, 5)),
      n: some(random, [-17, -5, -1, 0, 1, 4, 5, 9, 30, 9007199254740991]),
      x: some(random, [-2.75, -0.5, 0, 0.25, 1.5, 12.25, 1000000]),
      flag: some(random, [true, false]),
      day: some(random, [day]),
      at: some(random, [`${day}T${hour}:30:00`]),
    };
  });
}

const dataset = plan('mixed', {
  time: 'at',
  dimensions: [
    { name: 'name', type: 'string' },
    { name: 'weird', type: 'string', column },
    { name: 'n', type: 'number' },
    { name: 'x', type: 'number' },
    { name: 'flag', type: 'boolean' },
    { name: 'day', type: 'date' },
    { name: 'at', type: 'time' },
    { name: 'hour', type: 'number', column: 'at', part: 'hour' },
    { name: 'weekday', type: 'number', column: 'day', part: 'weekday' },
    { name: 'month', type: 'number', column: 'at', part: 'month' },
    { name: 'fives', type: 'number', column: 'n', bucket: 5 },
    { name: 'halves', type: 'number', column: 'x', bucket: 0.5 },
  ],
  measures: [
    { name: 'rows', aggregate: 'count' },
    { name: 'named', aggregate: 'count', column: 'name' },
    { name: 'names', aggregate: 'count_distinct', column: 'name' },
    { name: 'sum_x', aggregate: 'sum', column: 'x' },
    { name: 'avg_x', aggregate: 'avg', column: 'x' },
    { name: 'least', aggregate: 'min', column: 'x' },
    { name: 'last_day', aggregate: 'max', column: 'day' },
    { name: 'median_x', aggregate: 'median', column: 'x' },
    { name: 'high', aggregate: 'p95', column: 'x' },
    { name: 'flagged', aggregate: 'count', where: { and: [{ field: 'flag', in: [true] }, { not: { field: 'n', max: 0 } }] } },
    { name: 'share', ratio: { of: 'flagged', to: 'rows' } },
    { name: 'never', ratio: { of: 'sum_x', to: 'nothing' } },
    { name: 'nothing', aggregate: 'count', where: { field: 'name', in: [] } },
  ],
});

const numbers = fc.constantFrom<Value>(-17, -5, 0, 1, 5, 9, 0.25, 1.5, 30, 9007199254740991, '5');
const days = fc.constantFrom('2001-01-01', '2001-01-15', '2001-02-28', '2001-03-01', '2001-04-10');
const moments = fc.oneof(days, fc.constantFrom('2001-02-01T06:30:00', '2001-03-03T23:30:00'));
const valuesOf: Record<string, fc.Arbitrary<Value>> = {
  name: fc.constantFrom<Value>(...texts),
  weird: fc.constantFrom<Value>(...texts),
  n: numbers.filter((value) => typeof value === 'number'),
  x: numbers.filter((value) => typeof value === 'number'),
  flag: fc.boolean(),
  day: days,
  at: moments,
  hour: fc.integer({ min: 0, max: 23 }),
  weekday: fc.integer({ min: 1, max: 7 }),
  month: fc.integer({ min: 1, max: 4 }),
  fives: fc.constantFrom<Value>(-20, -5, 0, 5),
  halves: fc.constantFrom<Value>(-3, -0.5, 0, 1.5),
};
const fieldNames = Object.keys(valuesOf);

function leaf(field: string): fc.Arbitrary<Filter> {
  const value = valuesOf[field] ?? fc.constant(null);
  const values = fc.array(fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) }), {
    maxLength: 4,
  });
  const bound = value.filter((one) => typeof one === 'number' || typeof one === 'string') as fc.Arbitrary<number | string>;
  return fc.oneof(
    values.map((list) => ({ field, in: list })),
    values.map((list) => ({ field, notIn: list })),
    ...(field === 'flag'
      ? []
      : [fc.record({ min: bound, max: bound }, { requiredKeys: [] }).map((ends) => ({ field, ...ends }))]),
    ...(field === 'name' || field === 'weird' || field === 'n'
      ? [fc.constantFrom('a', 'É', 'e', '%', '_', "'", '"', '1', 'DROP', '\\').map((text) => ({ field, contains: text }))]
      : []),
  );
}
const anyLeaf = fc.constantFrom(...fieldNames).chain(leaf);
const filter = fc.letrec<{ any: Filter }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    anyLeaf,
    fc.array(tie('any'), { maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('any'), { maxLength: 3 }).map((or) => ({ or })),
    tie('any').map((not) => ({ not })),
  ),
})).any;

const dimension = fc.oneof(
  fc.constantFrom(...fieldNames).map((name) => ({ name })),
  fc.constantFrom('hour', 'day', 'week', 'month', 'quarter', 'year').map((grain) => ({ name: 'at', grain })),
  fc.constantFrom('day', 'week', 'month', 'quarter', 'year').map((grain) => ({ name: 'day', grain })),
) as fc.Arbitrary<Query['dimensions'][number]>;
const dimensions = fc.uniqueArray(dimension, { maxLength: 3, selector: ({ name }) => name });
const measures = fc.uniqueArray(fc.constantFrom(...dataset.measures.map(({ name }) => name)), { minLength: 1, maxLength: 4 });
const time: fc.Arbitrary<Query['time']> = fc.oneof(
  fc.constant(undefined),
  fc.record({ last: fc.integer({ min: 1, max: 8 }), unit: fc.constantFrom('day', 'week', 'month', 'year') }),
  fc.uniqueArray(days, { minLength: 2, maxLength: 2 }).map((two) => ({ from: two.sort()[0], to: two.sort()[1] })),
  days.map((from) => ({ from })),
  days.map((to) => ({ to })),
  fc.constantFrom(
    { from: '2001-02-01', to: '2001-03-01' },
    { from: '2001-03-01', to: '2001-04-01' },
    { from: '2001-03-01', to: '2001-05-01' },
  ),
);
// Whose changes come out the same to the last bit, and so in the same order.
const numeric = new Set(['rows', 'named', 'names', 'sum_x', 'least', 'flagged']);
const query = fc
  .record({
    dimensions,
    measures,
    time,
    filter: fc.option(filter, { nil: undefined }),
    compare: fc.constantFrom<Query['compare']>(undefined, 'previous', 'previous_year', { from: '2001-02-10', to: '2001-03-20' }),
    timeZone: fc.constantFrom(undefined, undefined, 'Europe/Madrid', 'America/New_York', 'Asia/Kathmandu'),
    firstDayOfWeek: fc.constantFrom(undefined, 0, 3, 6),
    limit: fc.constantFrom(10_000, 10_000, 3, 17),
    by: fc.constantFrom('previous', 'delta', 'ratio', undefined),
    across: fc.boolean(),
    sorted: fc.nat(),
    descending: fc.boolean(),
  })
  .map(({ dimensions, measures, time, filter, compare, timeZone, firstDayOfWeek, limit, by, across, sorted, descending }) => {
    const fields = [...dimensions.map(({ name }) => name), ...measures];
    const last = dimensions.at(-1)?.name;
    const shown = across && dimensions.length > 1 ? [...dimensions.slice(0, -1).map(({ name }) => name), ...measures] : fields;
    const field = shown[sorted % shown.length] ?? '';
    const bounded = time !== undefined && !('to' in time && !('from' in time));
    return ask({
      dimensions,
      measures,
      limit,
      totals: true,
      ...(dimensions.length > 0 && { others: true }),
      ...(timeZone && { timeZone }),
      ...(firstDayOfWeek !== undefined && { firstDayOfWeek }),
      ...(across && last && dimensions.length > 1 && { pivot: { columns: [last], limit: 4 } }),
      ...(time && { time }),
      ...(filter && { filter }),
      ...(compare && bounded && { compare, derive: ['delta' as const, 'ratio' as const] }),
      ...(sorted % 2 === 0 && {
        sort: [{ field, descending, ...(compare && bounded && numeric.has(field) && by && { of: by }) }],
      }),
    });
  });

/** Quantiles and averages may differ in the last bits. */
const rounded = (what: unknown) =>
  JSON.parse(JSON.stringify(what ?? null), (_, value: unknown) =>
    typeof value === 'number' && !Number.isSafeInteger(value) ? Number(value.toPrecision(12)) : value,
  );

/** The same groups, together with all that comes beside them. */
function agree(result: Result, asked: Query, restrict: Filter[] = []) {
  const expected = naively(dataset, rows, asked, restrict);
  expect(rounded(result.rows)).toEqual(rounded(expected.rows));
  for (const row of result.rows) expect(row).toHaveLength(result.columns.length);
  expect(result.more).toBe(expected.more);
  expect(rounded(result.totals)).toEqual(rounded(expected.totals));
  if (asked.others) expect(rounded(result.others)).toEqual(rounded(expected.others));
  expect(rounded(result.pivot)).toEqual(rounded(expected.pivot));
}

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial();
  await trial.write('mixed.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));
});
afterAll(() => trial.close());

describe('every question has the naive answer', () => {
  it('for any dimensions, measures, filters, time ranges, comparisons and orders', async () => {
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        agree(await trial.analytics.run(dataset, asked), asked);
      }),
      { numRuns: 80 },
    );
  });

  it('under any restriction, which is about the columns themselves', async () => {
    const restriction = filter.map((any) =>
      JSON.parse(JSON.stringify(any).replaceAll('"field":"weird"', `"field":${JSON.stringify(column)}`)),
    );
    const columns = /"field":"(hour|weekday|month|fives|halves)"/;
    await fc.assert(
      fc.asyncProperty(
        query,
        restriction.filter((any) => !columns.test(JSON.stringify(any))),
        async (asked, restrict) => {
          // The end of the data, which "the last 3 weeks" count from, is that of all rows.
          agree(await trial.analytics.run(dataset, asked, { restrict: [restrict] }), asked, [restrict]);
        },
      ),
      { numRuns: 35 },
    );
  });

  it('cut off where the limit is, and says so', async () => {
    const asked = ask({ dimensions: [{ name: 'name' }], measures: ['rows'], limit: 5 });
    const result = await trial.analytics.run(dataset, asked);
    expect(result.rows).toEqual(naive(dataset, rows, asked).slice(0, 5));
    expect(result.more).toBe(true);
  });

  it('offers the values of a dimension, least first, narrowed by what is typed', async () => {
    const all = await trial.analytics.values(dataset, 'name', { limit: 100 });
    const known = [...new Set(rows.map(({ name }) => name))].filter((value) => typeof value === 'string');
    expect(all.values).toEqual([...known.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))), null]);
    expect(await trial.analytics.values(dataset, 'name', { limit: 100, q: 'É' })).toEqual({ values: ['É', 'é'], more: false });
    const kept = await trial.analytics.values(dataset, 'weird', { limit: 2, restrict: [{ field: 'n', in: [30] }] });
    expect(kept.more).toBe(true);
  });
});
