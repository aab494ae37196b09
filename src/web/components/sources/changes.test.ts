import { expect, test } from 'vitest';
import { changesBetween } from './changes.ts';

const table = (name: string, columns: Record<string, string>, problem?: string) => ({
  name,
  file: `${name}.csv`,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
  ...(problem && { problem }),
});

test('a source that is as it was says nothing', () => {
  const tables = [table('orders', { day: 'date' })];
  expect(changesBetween(tables, tables)).toEqual([]);
});

test('columns that came, went or hold something else are named, and so are tables', () => {
  expect(
    changesBetween(
      [table('orders', { day: 'text', amount: 'integer' }), table('old', {}), table('bad', { a: 'text' })],
      [table('orders', { day: 'date', price: 'decimal' }), table('new', {}), table('bad', {}, 'it is empty')],
    ),
  ).toEqual([
    'The table “new” is new.',
    '“orders” has a new column “price”.',
    '“day” of “orders” was text and is date.',
    '“orders” has no column “amount” any more.',
    'The table “old” is gone.',
    '“bad” can’t be read any more: it is empty',
  ]);
});
