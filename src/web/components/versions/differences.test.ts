import { expect, test } from 'vitest';
import { differences } from './differences.ts';

const fields = [
  { name: 'carrier', label: 'Operator', type: 'string' as const },
  { name: 'flights', label: 'Flights', type: 'number' as const },
  { name: 'delay', label: 'Delay', type: 'number' as const },
];

test('a chart says what it asks and how it is drawn, before and after, in the names that people know', () => {
  const before = { type: 'bar', query: { dimensions: [{ name: 'carrier' }], measures: ['flights'], limit: 10 } };
  const after = {
    type: 'line',
    query: { dimensions: [{ name: 'carrier' }], measures: ['flights', 'delay'], limit: 10 },
    stacked: true,
  };
  expect(differences(before, after, fields)).toEqual([
    { what: 'Kind', before: 'bar', after: 'line' },
    { what: 'What it asks › Measures', before: 'Flights', after: 'Flights, Delay' },
    { what: 'Stacked', before: undefined, after: 'yes' },
  ]);
});

test('fields of a dataset are followed by their name, whatever their place', () => {
  const count = { name: 'flights', label: 'Flights', aggregate: 'count' };
  const late = { name: 'late', label: 'Late flights', aggregate: 'count', where: { field: 'delay', min: 16 } };
  expect(
    differences({ measures: [count, late] }, { measures: [{ ...late, where: { field: 'delay', min: 31 } }, count] }),
  ).toEqual([
    { what: 'Measures › Late flights › Only rows where', before: 'delay is at least 16', after: 'delay is at least 31' },
    { what: 'Order of measures', before: 'Flights, Late flights', after: 'Late flights, Flights' },
  ]);
  expect(differences({ measures: [count] }, { measures: [count, late] })).toEqual([
    { what: 'Measures › Late flights', before: undefined, after: 'worked out as count, only rows where delay is at least 16' },
  ]);
  expect(differences({ measures: [count] }, { measures: [] })).toEqual([
    { what: 'Measures › Flights', before: 'worked out as count', after: undefined },
  ]);
});

test('the same is no difference', () => {
  expect(differences({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual([]);
});

test('of a thing with another name, and of a time, it says the name and the time', () => {
  expect(
    differences(
      { dataset: 'res_a', query: {} },
      { dataset: 'res_b', query: { time: { last: 3, unit: 'month' } } },
      fields,
      new Map([['res_b', 'Flights']]),
    ),
  ).toEqual([
    { what: 'Dataset', before: 'res_a', after: 'Flights' },
    { what: 'What it asks › Time', before: undefined, after: 'Last 3 months' },
  ]);
  expect(differences({ query: { dimensions: [] } }, { query: { dimensions: [{ name: 'carrier' }] } }, fields)).toEqual([
    { what: 'What it asks › Dimensions › Operator', before: undefined, after: 'there' },
  ]);
});
