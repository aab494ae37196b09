import { expect, test } from 'vitest';
import { entryOf } from './walk.ts';

test('the tabulator enters a table at a number even where the first row in sight has none', () => {
  const numbers: Record<number, number> = { 4: -1, 5: 2 };
  expect(entryOf([4, 5], (row) => numbers[row] ?? 0)).toEqual({ row: 5, cell: 2 });
  expect(entryOf([4], (row) => numbers[row] ?? 0)).toBeUndefined();
});
