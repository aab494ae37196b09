import { expect, test } from 'vitest';
import { placed, removed } from './pivoting.ts';

const pivot = { rows: ['origin', 'hour'], columns: ['date'], measures: ['flights'] };

test('a field is in one place, and goes before the one it is dropped on', () => {
  expect(placed(pivot, 'columns', 'origin')).toEqual({ ...pivot, rows: ['hour'], columns: ['date', 'origin'] });
  expect(placed(pivot, 'rows', 'hour', 'origin').rows).toEqual(['hour', 'origin']);
  expect(placed(pivot, 'measures', 'delay', 'flights').measures).toEqual(['delay', 'flights']);
  expect(removed(pivot, 'date').columns).toEqual([]);
});

test('more than a query takes is not taken', () => {
  const full = { rows: [], columns: ['a', 'b', 'c'], measures: ['flights'] };
  expect(placed(full, 'columns', 'd')).toBe(full);
  expect(placed(full, 'rows', 'd').rows).toEqual(['d']);
});
