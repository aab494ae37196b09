import { expect, test } from 'vitest';
import { rowsAsked } from './asked.ts';

const late = { field: 'delay', min: 16 };
const measures = [
  { name: 'flights', aggregate: 'count' as const },
  { name: 'late', aggregate: 'count' as const, where: late },
];
const dimensions = ['carrier', 'delay', 'origin'];
const query = { filter: { field: 'carrier', in: ['AA'] }, measures: ['flights'] };

test('rows are those of the chart, of what was chosen and of what was clicked', () => {
  const choices = { filter: { field: 'origin', in: ['ATL'] }, time: { last: 3, unit: 'month' as const } };
  const picks = [{ field: 'carrier', value: 'DL' }];
  expect(rowsAsked({ query, choices, picks, dimensions, measures })).toEqual({
    filter: { and: [query.filter, choices.filter, { field: 'carrier', in: ['DL'] }] },
    time: choices.time,
  });
  expect(rowsAsked({ query: { measures: ['flights'] }, dimensions, measures })).toEqual({});
});

test('a measure that counts some rows only is behind those only; of several nobody says which', () => {
  expect(rowsAsked({ query: { measures: ['late'] }, dimensions, measures })).toEqual({ filter: late });
  expect(rowsAsked({ query: { measures: ['late', 'flights'] }, dimensions, measures })).toEqual({});
});

test('what this dataset has no dimension for narrows nothing', () => {
  const choices = { filter: { and: [{ field: 'elsewhere', in: [1] }, { not: { field: 'origin', contains: 'x' } }] } };
  expect(rowsAsked({ query: { measures: [] }, choices, dimensions, measures })).toEqual({
    filter: { not: { field: 'origin', contains: 'x' } },
  });
  expect(rowsAsked({ query: { measures: ['late'] }, dimensions: ['carrier'], measures })).toEqual({});
});
