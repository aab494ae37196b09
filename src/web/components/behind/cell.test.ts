import { expect, test } from 'vitest';
import type { Column } from '#contract';
import { conditionsOf, endOf, isBehind } from './cell.ts';

const carrier: Column = { name: 'carrier', label: 'Carrier', role: 'dimension', type: 'string' };
const day: Column = { name: 'day', label: 'Day', role: 'dimension', type: 'date', grain: 'month' };
const flights: Column = { name: 'flights', label: 'Flights', role: 'measure', type: 'number' };

test('the rows of a cell are those of its row: a month is its days, nothing known stays nothing known', () => {
  expect(conditionsOf({ row: ['2001-12-01', null, 7], columns: [day, carrier, flights] })).toEqual([
    { field: 'day', min: '2001-12-01', max: '2002-01-01' },
    { field: 'carrier', in: [null] },
  ]);
});

test('a bucket ends where the next begins, written in the same way', () => {
  expect(endOf('2001-01-29', 'week')).toBe('2001-02-05');
  expect(endOf('2001-10-01', 'quarter')).toBe('2002-01-01');
  expect(endOf('2004-01-01', 'year')).toBe('2005-01-01');
  expect(endOf('2001-12-31T23:00:00Z', 'hour')).toBe('2002-01-01T00:00:00Z');
  expect(endOf('2001-12-31 23:59:00', 'minute')).toBe('2002-01-01 00:00:00');
});

test('what was worked out, and what another zone’s clock cut into days, has no rows of its own', () => {
  expect(isBehind(flights, {}, [day, flights])).toBe(true);
  expect(isBehind({ ...flights, of: 'previous' }, {}, [day, flights])).toBe(false);
  const moment: Column = { ...day, type: 'time' };
  expect(isBehind(flights, { timeZone: 'Europe/Madrid' }, [moment, flights])).toBe(false);
  expect(isBehind(flights, { timeZone: 'Europe/Madrid' }, [day, flights])).toBe(true);
});
