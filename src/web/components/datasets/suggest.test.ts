import { expect, test } from 'vitest';
import { DatasetDefinition } from '#contract';
import { fieldNameOf, spokenOf, suggest } from './suggest.ts';

test('numbers are added up or averaged, names and days are what they are seen by', () => {
  const { time, dimensions, measures } = suggest([
    { name: 'Order ID', type: 'integer' },
    { name: 'sold_at', type: 'timestamp' },
    { name: 'region', type: 'text' },
    { name: 'amount', type: 'decimal' },
    { name: 'discount_rate', type: 'decimal' },
  ]);
  expect(time).toBe('sold_at');
  expect(dimensions.map(({ name, type, label }) => [name, type, label])).toEqual([
    ['order_id', 'number', 'Order ID'],
    ['sold_at', 'time', 'Sold at'],
    ['region', 'string', 'Region'],
  ]);
  expect(measures.map(({ name, aggregate, column }) => [name, aggregate, column])).toEqual([
    ['rows', 'count', undefined],
    ['total_amount', 'sum', 'amount'],
    ['average_discount_rate', 'avg', 'discount_rate'],
  ]);
});

test('whatever columns are called, their fields have names of their own that the contract takes', () => {
  const odd = ['2026', 'Umsatz (€)', 'Umsatz [€]', '', '日付', 'rows', 'x'.repeat(120), "'; drop table"];
  const { dimensions, measures } = suggest(
    odd.flatMap((name) => [
      { name, type: 'text' },
      { name, type: 'decimal' },
    ]),
  );
  const definition = { source: 'source:files', table: 'odd', dimensions: dimensions.filter(({ column }) => column), measures };
  const parsed = DatasetDefinition.safeParse({
    ...definition,
    measures: measures.filter(({ aggregate, column }) => aggregate === 'count' || column),
  });
  expect(parsed.error).toBeUndefined();
  const all = [...dimensions, ...measures].map(({ name }) => name);
  expect(new Set(all).size).toBe(all.length);
  expect(fieldNameOf('2026')).toBe('c_2026');
  expect(spokenOf('soldAt_day')).toBe('Sold At day');
});
