import { expect, test } from 'vitest';
import type { Result } from '#contract';
import { aboutOne, grainFor, lengthOf, spanOf } from './asking.ts';

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
