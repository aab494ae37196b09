import { expect, test } from 'vitest';
import { conditionsOf, textOf, valuesIn, whereOf } from './conditions.ts';

test('conditions that a line can say come back as they were', () => {
  const where = {
    and: [
      { field: 'origin', in: ['ORD', 'DFW'] },
      { field: 'delay', min: 16 },
      { field: 'carrier', notIn: ['AA'] },
      { field: 'day', max: '2001-02-01' },
      { field: 'operator', contains: 'air' },
    ],
  };
  expect(whereOf(conditionsOf(where) ?? [])).toEqual(where);
  expect(whereOf(conditionsOf({ field: 'delay', min: 16 }) ?? [])).toEqual({ field: 'delay', min: 16 });
  expect(whereOf([])).toBeUndefined();
});

test('what no line can say is not taken apart', () => {
  expect(conditionsOf({ or: [{ field: 'delay', min: 16 }] })).toBeUndefined();
  expect(conditionsOf({ field: 'delay', min: 1, max: 2 })).toBeUndefined();
  expect(conditionsOf({ and: [{ not: { field: 'origin', in: ['ORD'] } }] })).toBeUndefined();
});

test('typed values are what their field holds', () => {
  expect(valuesIn('ORD, DFW,', 'string', 'in')).toEqual(['ORD', 'DFW']);
  expect(valuesIn('5, six', 'number', 'in')).toEqual([5, 'six']);
  expect(valuesIn('16', 'number', 'min')).toEqual([16]);
  expect(valuesIn('yes', 'boolean', 'in')).toEqual([true]);
  expect(valuesIn('a, b', 'string', 'contains')).toEqual(['a, b']);
  expect(textOf([true, 5, 'x'])).toBe('yes, 5, x');
  expect(whereOf([{ field: 'delay', way: 'min', values: [] }])).toEqual({ field: 'delay' });
});
