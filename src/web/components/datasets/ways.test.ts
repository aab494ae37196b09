import { expect, test } from 'vitest';
import { Measure } from '#contract';
import { inThatWay, type Way, wayOf, ways } from './ways.ts';

const columns = [
  { name: 'region', type: 'text' },
  { name: 'amount', type: 'integer' },
  { name: 'price', type: 'decimal' },
];
const total: Measure = { name: 'total', label: 'Total', aggregate: 'sum', column: 'price', additive: false };
const rows: Measure = { name: 'rows', aggregate: 'count' };

test('a measure worked out anew keeps its name, its label and the column where that still fits', () => {
  expect(inThatWay(total, 'avg', columns, [])).toEqual({ name: 'total', label: 'Total', aggregate: 'avg', column: 'price' });
  expect(inThatWay(rows, 'sum', columns, [])).toMatchObject({ aggregate: 'sum', column: 'amount' });
  expect(inThatWay(total, 'ratio', columns, [rows])).toMatchObject({ ratio: { of: 'rows', to: 'rows' } });
});

test('where there is nothing to work it out from it stays as it was', () => {
  expect(inThatWay(rows, 'sum', [{ name: 'region', type: 'text' }], [])).toBe(rows);
  expect(inThatWay(rows, 'ratio', columns, [])).toBe(rows);
});

test('whatever is chosen after whatever, it is one that the contract takes, worked out as chosen', () => {
  const all = Object.keys(ways) as Way[];
  for (const first of all)
    for (const then of all) {
      const measure = inThatWay(inThatWay(total, first, columns, [rows]), then, columns, [rows]);
      expect([first, then, Measure.safeParse(measure).success, wayOf(measure)]).toEqual([first, then, true, then]);
    }
});
