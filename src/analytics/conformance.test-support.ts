// One table and more than a hundred questions about it, which every engine has to answer as the naive evaluation does.
import type { Measure, QueryInput, TimeRange } from '#contract';
import type { Row } from './naive.test-support.ts';
import type { DatasetPlan } from './plan.ts';

/** Column by column, as both engines call the types. */
export const columns = {
  id: 'INTEGER',
  region: 'VARCHAR',
  product: 'VARCHAR',
  amount: 'DOUBLE PRECISION',
  price: 'DECIMAL(12,2)',
  units: 'BIGINT',
  huge: 'BIGINT',
  paid: 'BOOLEAN',
  day: 'DATE',
  at: 'TIMESTAMP',
  shipped: 'TIMESTAMP',
  note: 'VARCHAR',
} as const;

const regions = ['North', 'north', 'Élan', 'elan', '', "O'Hara", 'x; DROP TABLE data; --', '日本', null];
const products = ['a', 'B', 'c', 'D', 'e', 'F', 'g', 'H', 'i', 'J', 'k', 'L'];

/** The same each time. */
export const rows: Row[] = makeRows();

function makeRows(): Row[] {
  let state = 11;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const row = (id: number, at: string | null): Row => ({
    id,
    region: pick(regions),
    product: pick(products),
    // Quarters add up exactly in whatever order.
    amount: random() < 0.1 ? null : Math.round(random() * 400 - 100) / 4,
    price: random() < 0.1 ? null : Math.round(random() * 4000) / 4,
    units: random() < 0.05 ? null : Math.floor(random() * 20) - 5,
    huge: pick(['9007199254740993', '-9007199254740995', '9223372036854775', 1, -1, null]),
    paid: pick([true, false, null]),
    day: at?.slice(0, 10) ?? null,
    at,
    shipped:
      random() < 0.2 ? null : pick(['2026-01-15T10:30:00', '2026-07-15T22:30:00', '1999-12-31T23:30:00', '2026-10-25T00:30:00']),
    note: pick(['12', ' 3.5 ', '1e2', 'twelve', '', null, 'true', '2026-03-29', '2026-03-29T01:30:00', '2026-02-30']),
  });
  const moments: (string | null)[] = [];
  // Two years of days with holes, and every half hour around the days on which clocks change.
  for (let day = Date.UTC(2025, 0, 3); day < Date.UTC(2026, 10, 12); day += 86_400_000 * (1 + Math.floor(random() * 9)))
    for (let n = Math.floor(random() * 4); n >= 0; n--)
      moments.push(new Date(day + Math.floor(random() * 86_400) * 1000).toISOString().slice(0, 19));
  for (const middle of [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25), Date.UTC(2026, 2, 8)])
    for (let half = -30; half < 80; half++) moments.push(new Date(middle + half * 1_800_000).toISOString().slice(0, 19));
  moments.push(null, null, null);
  return moments.map((at, id) => row(id, at));
}

const measures: Measure[] = [
  { name: 'orders', aggregate: 'count' },
  { name: 'amount', aggregate: 'sum', column: 'amount' },
  { name: 'revenue', aggregate: 'sum', column: 'price' },
  { name: 'units', aggregate: 'sum', column: 'units' },
  { name: 'huge', aggregate: 'sum', column: 'huge' },
  { name: 'average', aggregate: 'avg', column: 'price' },
  { name: 'products', aggregate: 'count_distinct', column: 'product' },
  { name: 'middle', aggregate: 'median', column: 'price' },
  { name: 'high', aggregate: 'p95', column: 'units' },
  { name: 'least', aggregate: 'min', column: 'huge' },
  { name: 'cheapest', aggregate: 'min', column: 'price' },
  { name: 'last_region', aggregate: 'max', column: 'region' },
  { name: 'first_seen', aggregate: 'min', column: 'at' },
  { name: 'last_day', aggregate: 'max', column: 'day' },
  { name: 'all_paid', aggregate: 'min', column: 'paid' },
  { name: 'paid', aggregate: 'count', where: { and: [{ field: 'paid', in: [true] }, { not: { field: 'units', max: 0 } }] } },
  { name: 'paid_share', ratio: { of: 'paid', to: 'orders' } },
  { name: 'none', aggregate: 'sum', column: 'amount', where: { field: 'region', in: [] } },
  { name: 'balance', aggregate: 'sum', column: 'units', additive: false },
  { name: 'truths', aggregate: 'sum', column: 'paid' },
  { name: 'turnover', expression: 'sum(price * units)' },
  { name: 'per_order', expression: '(sum(price) - coalesce(amount, 0)) / count() * -2.5' },
  {
    name: 'spread',
    expression: 'abs(median(price + 1) - avg(units / (units - 2))) + count_distinct(region) - count(paid) + p95(units)',
  },
  { name: 'paid_turnover', expression: 'max(price) - min(price) + orders', where: { field: 'paid', in: [true] } },
];

export const dataset = (over: Pick<DatasetPlan, 'source' | 'table'>): DatasetPlan => ({
  ...over,
  time: 'at',
  dimensions: [
    { name: 'region', type: 'string' },
    { name: 'product', type: 'string' },
    { name: 'paid', type: 'boolean' },
    { name: 'day', type: 'date' },
    { name: 'at', type: 'time' },
    { name: 'shipped', type: 'time' },
    { name: 'units', type: 'number' },
    { name: 'huge', type: 'number' },
    { name: 'price', type: 'number' },
    { name: 'hour', type: 'number', column: 'at', part: 'hour' },
    { name: 'weekday', type: 'number', column: 'at', part: 'weekday' },
    { name: 'month', type: 'number', column: 'day', part: 'month' },
    { name: 'fives', type: 'number', column: 'units', bucket: 5 },
    { name: 'tenths', type: 'number', column: 'price', bucket: 0.5 },
    { name: 'id_as_text', type: 'string', column: 'units' },
    { name: 'note_as_number', type: 'number', column: 'note' },
    { name: 'note_as_time', type: 'time', column: 'note' },
    { name: 'note_as_yes', type: 'boolean', column: 'note' },
    { name: 'units_as_yes', type: 'boolean', column: 'units' },
  ],
  measures,
});

const spring: TimeRange = { from: '2026-03-27', to: '2026-04-01' };
const autumn: TimeRange = { from: '2026-10-23', to: '2026-10-28' };
const year: TimeRange = { from: '2026-01-01', to: '2027-01-01' };
const by = (name: string, grain?: string) => ({ name, ...(grain && { grain }) });
const grains = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
const zones = ['Europe/Madrid', 'America/New_York', 'Asia/Kathmandu', 'UTC'] as const;
const additive = ['orders', 'amount', 'revenue', 'units', 'huge'];
const others = ['average', 'products', 'middle', 'high', 'paid_share', 'balance'];

/** Each with what it is about. */
export const questions: [string, QueryInput][] = [
  ...measures.map(({ name }) => [`the total of ${name}`, { measures: [name] }]),
  ...measures.map(({ name }) => [`${name} by region`, { dimensions: [by('region')], measures: [name] }]),
  ['totals of an empty range', { measures: ['orders', 'amount', 'average'], time: { from: '1990-01-01', to: '1990-02-01' } }],
  [
    'an empty range by region',
    {
      dimensions: [by('region')],
      measures: ['orders'],
      time: { from: '1990-01-01', to: '1990-02-01' },
      totals: true,
      others: true,
    },
  ],
  [
    'totals compared',
    { measures: [...additive, ...others], time: { last: 2, unit: 'month' }, compare: 'previous', derive: ['delta', 'ratio'] },
  ],
  [
    'totals compared with a year earlier',
    { measures: additive, time: { from: '2026-02-01', to: '2026-06-01' }, compare: 'previous_year', derive: ['delta', 'ratio'] },
  ],
  [
    'totals compared with days that overlap',
    {
      measures: ['orders', 'products'],
      time: { from: '2026-03-01', to: '2026-04-15' },
      compare: { from: '2026-03-20', to: '2026-05-01' },
      derive: ['delta'],
    },
  ],
  [
    'totals compared with an empty period',
    {
      measures: ['orders', 'amount', 'average'],
      time: { from: '2026-01-01', to: '2026-02-01' },
      compare: { from: '1990-01-01', to: '1990-01-02' },
      derive: ['delta', 'ratio'],
    },
  ],
  [
    'changes of what is no number',
    { measures: ['last_day', 'first_seen', 'orders'], time: year, compare: 'previous', derive: ['delta', 'ratio'] },
  ],

  ...grains.map((grain) => [`by ${grain}`, { dimensions: [by('at', grain)], measures: ['orders', 'average'], time: spring }]),
  ...grains.map((grain) => [
    `by ${grain}, without gaps`,
    {
      dimensions: [by('at', grain)],
      measures: ['orders', 'amount', 'average', 'products', 'balance'],
      time: grain === 'hour' ? spring : { from: '2026-04-05', to: '2026-11-11' },
      fill: true,
      limit: 5000,
    },
  ]),
  ['by minute', { dimensions: [by('at', 'minute')], measures: ['orders'], time: { from: '2026-03-29', to: '2026-03-30' } }],
  ['by second', { dimensions: [by('at', 'second')], measures: ['orders'], time: { from: '2026-04-01', to: '2026-06-01' } }],
  ...[0, 1, 3, 6].map((firstDayOfWeek) => [
    `by week from day ${firstDayOfWeek}`,
    { dimensions: [by('at', 'week')], measures: ['orders'], time: { last: 10, unit: 'week' }, firstDayOfWeek, fill: true },
  ]),
  [
    'by day, compared',
    {
      dimensions: [by('at', 'day')],
      measures: ['orders', 'amount'],
      time: { from: '2026-03-01', to: '2026-04-01' },
      compare: 'previous',
      derive: ['delta', 'ratio'],
    },
  ],
  [
    'by day, compared, without gaps',
    {
      dimensions: [by('at', 'day')],
      measures: ['orders', 'average'],
      time: { from: '2026-03-01', to: '2026-04-01' },
      compare: 'previous',
      derive: ['delta', 'ratio'],
      fill: true,
    },
  ],
  [
    'by month, compared with a year earlier',
    {
      dimensions: [by('at', 'month')],
      measures: ['revenue', 'products'],
      time: year,
      compare: 'previous_year',
      derive: ['delta', 'ratio'],
      totals: true,
    },
  ],
  [
    'by week, compared with a year earlier',
    {
      dimensions: [by('at', 'week')],
      measures: ['orders'],
      time: { from: '2026-03-02', to: '2026-05-04' },
      compare: 'previous_year',
    },
  ],
  [
    'by day, compared with days that overlap',
    {
      dimensions: [by('at', 'day')],
      measures: ['orders', 'huge'],
      time: { from: '2026-03-20', to: '2026-04-05' },
      compare: { from: '2026-03-25', to: '2026-04-05' },
      derive: ['delta'],
    },
  ],
  [
    'by day, compared with later days',
    {
      dimensions: [by('at', 'day')],
      measures: ['orders'],
      time: { from: '2026-03-01', to: '2026-03-20' },
      compare: { from: '2026-10-20', to: '2026-10-30' },
    },
  ],
  [
    'by day and region, without gaps',
    { dimensions: [by('at', 'day'), by('region')], measures: ['orders', 'middle'], time: spring, fill: true },
  ],
  [
    'by region and day, without gaps',
    { dimensions: [by('region'), by('at', 'day')], measures: ['orders'], time: spring, fill: true, sort: [{ field: 'at' }] },
  ],
  [
    'by day backwards',
    { dimensions: [by('at', 'day')], measures: ['orders'], time: spring, sort: [{ field: 'at', descending: true }] },
  ],
  ['by moment', { dimensions: [by('at')], measures: ['orders'], time: { from: '2026-03-29', to: '2026-03-30' } }],
  ['without a beginning', { dimensions: [by('at', 'quarter')], measures: ['orders'], time: { to: '2026-01-01' } }],
  ['without an end', { dimensions: [by('at', 'quarter')], measures: ['orders'], time: { from: '2026-05-01' } }],
  ['of a year without any range', { dimensions: [by('at', 'year')], measures: ['orders'] }],
  ['of a date by quarter', { dimensions: [by('day', 'quarter')], measures: ['orders', 'share'].slice(0, 1), derive: ['share'] }],

  ...zones.flatMap((timeZone) => [
    [
      `by day in ${timeZone}, over the clocks going forward`,
      { dimensions: [by('at', 'day')], measures: ['orders', 'products', 'first_seen'], time: spring, timeZone, fill: true },
    ],
    [
      `by hour in ${timeZone}, over the clocks going back`,
      { dimensions: [by('at', 'hour')], measures: ['orders'], time: autumn, timeZone, limit: 5000 },
    ],
    [`by hour of the day in ${timeZone}`, { dimensions: [by('hour')], measures: ['orders', 'amount'], timeZone }],
    [
      `by month in ${timeZone}, compared`,
      {
        dimensions: [by('at', 'month')],
        measures: ['orders', 'average'],
        time: { last: 4, unit: 'month' },
        compare: 'previous',
        timeZone,
      },
    ],
    [`another time by week in ${timeZone}`, { dimensions: [by('shipped', 'week')], measures: ['orders'], timeZone }],
    [`a total in ${timeZone}`, { measures: ['orders', 'first_seen', 'last_day'], time: { last: 3, unit: 'day' }, timeZone }],
  ]),
  [
    'of one local day',
    { measures: ['orders'], filter: { field: 'at', min: '2026-03-29', max: '2026-03-30' }, timeZone: 'Europe/Madrid' },
  ],
  ['by weekday in another zone', { dimensions: [by('weekday')], measures: ['orders'], timeZone: 'Pacific/Auckland' }],

  [
    'the greatest three, and the others',
    {
      dimensions: [by('product')],
      measures: ['orders', ...additive.slice(1), ...others],
      limit: 3,
      totals: true,
      others: true,
      derive: ['share'],
    },
  ],
  [
    'the greatest by an average, and the others',
    { dimensions: [by('region')], measures: ['average', 'orders'], limit: 2, totals: true, others: true, derive: ['share'] },
  ],
  ['ties at the limit', { dimensions: [by('product')], measures: ['none'], limit: 5, others: true, totals: true }],
  ['ties at the limit, by two', { dimensions: [by('region'), by('paid')], measures: ['orders'], limit: 7, others: true }],
  ['the least first', { dimensions: [by('product')], measures: ['units'], sort: [{ field: 'units' }], limit: 4, others: true }],
  [
    'the greatest fall',
    {
      dimensions: [by('product')],
      measures: ['orders', 'amount'],
      time: { last: 6, unit: 'month' },
      compare: 'previous',
      derive: ['delta', 'ratio', 'share'],
      sort: [{ field: 'orders', of: 'delta' }],
      limit: 4,
      others: true,
      totals: true,
    },
  ],
  [
    'the greatest rise in parts',
    {
      dimensions: [by('region')],
      measures: ['orders'],
      time: { last: 6, unit: 'month' },
      compare: 'previous_year',
      derive: ['ratio'],
      sort: [{ field: 'orders', of: 'ratio', descending: true }],
      limit: 3,
      others: true,
    },
  ],
  [
    'by what it was',
    {
      dimensions: [by('region')],
      measures: ['orders', 'last_region'],
      time: year,
      compare: 'previous',
      sort: [{ field: 'last_region', of: 'previous', descending: true }],
      limit: 4,
    },
  ],
  [
    'by text, byte by byte',
    { dimensions: [by('region')], measures: ['last_region'], sort: [{ field: 'region', descending: true }] },
  ],
  ['by hugest', { dimensions: [by('huge')], measures: ['orders', 'huge'], sort: [{ field: 'huge', descending: true }] }],
  ['numbers as text', { dimensions: [by('id_as_text')], measures: ['orders'], limit: 6, others: true }],
  ['text as numbers', { dimensions: [by('note_as_number')], measures: ['orders'] }],
  ['text as times', { dimensions: [by('note_as_time', 'day')], measures: ['orders'] }],
  ['text as yes and no', { dimensions: [by('note_as_yes')], measures: ['orders'] }],
  ['numbers as yes and no', { dimensions: [by('units_as_yes')], measures: ['orders'] }],
  ['numbers in steps', { dimensions: [by('fives')], measures: ['orders'], sort: [{ field: 'fives' }] }],
  ['broken numbers in steps', { dimensions: [by('tenths')], measures: ['orders'], limit: 20 }],
  ['groups without measures', { dimensions: [by('region'), by('paid')] }],

  [
    'across: month by region',
    {
      dimensions: [by('region'), by('at', 'month')],
      measures: ['orders', 'average'],
      time: year,
      pivot: { columns: ['at'], limit: 6 },
      limit: 4,
    },
  ],
  [
    'across: region by product',
    {
      dimensions: [by('product'), by('region')],
      measures: ['amount', 'products'],
      pivot: { columns: ['region'], limit: 3 },
      limit: 5,
      totals: true,
      others: true,
      derive: ['share'],
    },
  ],
  [
    'across: two by one',
    {
      dimensions: [by('paid'), by('region'), by('weekday')],
      measures: ['orders'],
      pivot: { columns: ['paid', 'weekday'], limit: 8 },
      limit: 5,
    },
  ],
  [
    'across without rows',
    { dimensions: [by('region')], measures: ['orders', 'middle'], pivot: { columns: ['region'], limit: 4 } },
  ],
  [
    'across, compared',
    {
      dimensions: [by('product'), by('paid')],
      measures: ['orders', 'revenue'],
      time: { last: 5, unit: 'month' },
      compare: 'previous',
      derive: ['delta', 'ratio', 'share'],
      pivot: { columns: ['paid'] },
      sort: [{ field: 'revenue', of: 'delta', descending: true }],
      limit: 6,
    },
  ],
  [
    'across in a zone',
    {
      dimensions: [by('hour'), by('at', 'day')],
      measures: ['orders'],
      time: autumn,
      timeZone: 'Europe/Madrid',
      pivot: { columns: ['at'] },
      sort: [{ field: 'hour' }],
    },
  ],
  [
    'across nothing',
    {
      dimensions: [by('region'), by('paid')],
      measures: ['orders'],
      time: { from: '1990-01-01', to: '1990-02-01' },
      pivot: { columns: ['paid'] },
    },
  ],

  [
    'only some regions',
    { dimensions: [by('region')], measures: ['orders'], filter: { field: 'region', in: ['North', '', null] } },
  ],
  [
    'all but some regions',
    { dimensions: [by('region')], measures: ['orders'], filter: { field: 'region', notIn: ['North', null] } },
  ],
  ['regions of any case', { dimensions: [by('region')], measures: ['orders'], filter: { field: 'region', contains: 'ÉL' } }],
  [
    'regions with a wildcard’s letter',
    {
      measures: ['orders'],
      filter: {
        or: [
          { field: 'region', contains: '%' },
          { field: 'region', contains: "o'h" },
        ],
      },
    },
  ],
  [
    'regions from one to another',
    { dimensions: [by('region')], measures: ['orders'], filter: { field: 'region', min: 'N', max: 'o' } },
  ],
  ['huge numbers', { measures: ['orders', 'huge'], filter: { field: 'huge', in: ['9007199254740993'] } }],
  ['numbers from below zero', { dimensions: [by('units')], measures: ['orders'], filter: { field: 'units', min: -3, max: 2.5 } }],
  ['prices to the cent', { dimensions: [by('price')], measures: ['orders'], filter: { not: { field: 'price', min: 20 } } }],
  [
    'unknown and not unknown',
    { measures: ['orders'], filter: { and: [{ field: 'paid', in: [null, true] }, { not: { field: 'units', in: [null] } }] } },
  ],
  ['moments', { measures: ['orders'], filter: { field: 'at', min: '2026-03-29T00:30:00', max: '2026-03-29 06:00' } }],
  ['dates', { dimensions: [by('day')], measures: ['orders'], filter: { field: 'day', in: ['2026-03-28', '2026-10-25', null] } }],
  ['numbers that contain a digit', { measures: ['orders'], filter: { field: 'units', contains: '1' } }],
  ['nothing at all', { dimensions: [by('region')], measures: ['orders'], filter: { or: [] }, totals: true, others: true }],
] as [string, QueryInput][];
