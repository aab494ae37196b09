import { expect, test } from 'vitest';
import type { Field, Result } from '#contract';
import { aboutOne, apart, besideEachOther, grainFor, grainsFor, leaders, lengthOf, pivotOf, spanOf } from './asking.ts';

const result: Result = {
  columns: [
    { name: 'day', label: 'Day', role: 'dimension', type: 'date' },
    { name: 'flights', label: 'Flights', role: 'measure', type: 'number' },
    { name: 'delay', label: 'Delay', role: 'measure', type: 'number' },
    { name: 'delay', label: 'Delay', role: 'measure', type: 'number', of: 'previous' },
  ],
  rows: [
    ['2001-01-01', 1, 2, 3],
    ['2001-03-01', 4, 5, 6],
  ],
  more: false,
  dataAsOf: '',
  engineMs: 0,
};

test('a grain fits the length of the time', () => {
  expect(grainFor(lengthOf({ last: 3, unit: 'month' }) ?? 0, 'date')).toBe('day');
  expect(grainFor(lengthOf({ from: '2001-01-01', to: '2001-01-03' }) ?? 0, 'time')).toBe('hour');
  expect(grainFor(lengthOf({ last: 12, unit: 'month' }) ?? 0, 'date')).toBe('week');
  expect(grainFor(lengthOf({ last: 10, unit: 'year' }) ?? 0, 'date')).toBe('month');
  expect(lengthOf({})).toBeNull();
  expect(spanOf(result)).toBe(89);
});

test('one measure keeps its comparison and loses the others', () => {
  const one = aboutOne(result, 'delay');
  expect(one.columns.map((column) => column.name)).toEqual(['day', 'delay', 'delay']);
  expect(one.rows).toEqual([
    ['2001-01-01', 2, 3],
    ['2001-03-01', 5, 6],
  ]);
});

test('what became of a measure stands beside it, in the totals too', () => {
  const [day, count, delay, before] = result.columns;
  const columns = [day, count, delay, { ...before, name: 'flights' }] as Result['columns'];
  const turned = besideEachOther({ ...result, columns, totals: [null, 5, 7, 9] });
  expect(turned.columns.map(({ name, of }) => [name, of])).toEqual([
    ['day', undefined],
    ['flights', undefined],
    ['flights', 'previous'],
    ['delay', undefined],
  ]);
  expect(turned.rows[0]).toEqual(['2001-01-01', 1, 3, 2]);
  expect(turned.totals).toEqual([null, 5, 9, 7]);
});

const flights: Field = { name: 'flights', label: 'Flights', role: 'measure', type: 'number', format: 'integer' };

test('grains are offered that draw a line, not a point and not a cloud', () => {
  expect(grainsFor(7, 'time')).toEqual(['hour', 'day']);
  expect(grainsFor(7, 'date')).toEqual(['day']);
  expect(grainsFor(181, 'date')).toEqual(['day', 'week', 'month', 'quarter']);
  expect(grainsFor(4000, 'time')).toEqual(['week', 'month', 'quarter', 'year']);
  for (const length of [1, 3, 30, 190, 191, 1000, 5000, 9000])
    expect(grainsFor(length, 'time')).toContain(grainFor(length, 'time'));
});

test('a ranking asks for changes only where there is something to compare with', () => {
  const ranking = { by: flights, sort: 'percent', ascending: true, limit: 7 } as const;
  expect(leaders('origin', ranking, {})).toMatchObject({ derive: ['share'], sort: [{ field: 'flights', descending: false }] });
  expect(leaders('origin', ranking, { compare: 'previous' })).toMatchObject({
    derive: ['delta', 'ratio', 'share'],
    sort: [{ field: 'flights', descending: false, of: 'ratio' }],
  });
  const { format: _, ...average } = flights;
  expect(leaders('origin', { ...ranking, by: average }, {}).derive).toEqual([]);
});

test('values apart are asked for beside everything else that is chosen, and without a comparison', () => {
  const choices = { filter: { field: 'hour', in: [7] }, compare: 'previous' as const };
  const query = apart('date', 'day', [flights], choices, { dimension: 'origin', values: ['ORD'] });
  expect(query.filter).toEqual({
    and: [
      { field: 'hour', in: [7] },
      { field: 'origin', in: ['ORD'] },
    ],
  });
  expect(query.compare).toBeUndefined();
  // A value that wasn't there in a month was there no times, and has no gap.
  expect(query.fill).toBe(true);
});

test('a pivot without rows is a plain table, and without a measure nothing', () => {
  const time = { name: 'date', grain: 'month' } as const;
  expect(pivotOf({ rows: ['origin'], columns: ['date'], measures: ['flights'] }, time, {})).toMatchObject({
    dimensions: [{ name: 'origin' }, time],
    pivot: { columns: ['date'] },
  });
  expect(pivotOf({ rows: [], columns: ['date'], measures: ['flights'] }, time, {})?.pivot).toBeUndefined();
  expect(pivotOf({ rows: ['origin'], columns: [], measures: [] }, time, {})).toBeNull();
});
