import { describe, expect, test } from 'vitest';
import { type Field, Query } from '#contract';
import { queryOf, stateOf } from './kept.ts';
import type { State } from './state.ts';

const field = (name: string, type: Field['type'], role: Field['role'] = 'dimension'): Field => ({
  name,
  label: name,
  role,
  type,
});
const has = { measures: [field('flights', 'number', 'measure')], time: field('date', 'time') };
/** By way of the server, which adds what isn't said and forgets the order. */
const again = (state: State) => stateOf(Query.parse(queryOf(state, has)), has);

describe('what a saved view keeps of an explore', () => {
  test.each<[string, State]>([
    ['nothing set', {}],
    ['another measure, ranked by change, the least first', { by: 'delay', sort: 'change', ascending: true }],
    ['another measure', { by: 'delay' }],
    ['a few measures', { by: 'delay', drawn: ['flights', 'cost'] }],
    ['ranked by share', { sort: 'share' }],
    ['the least value first', { sort: 'value', ascending: true }],
    ['by change in percent', { sort: 'percent' }],
    ['a grain, a zone and days selected', { grain: 'week', zone: 'UTC', selected: { from: '2001-03-01', to: '2001-03-08' } }],
    ['values apart', { split: { dimension: 'origin', values: ['ORD', null, 7, '~'] } }],
    ['the first values apart, by week', { grain: 'week', split: { dimension: 'origin' } }],
    ['a table of the dimension that is drawn apart', { open: 'origin', split: { dimension: 'origin', values: ['ORD'] } }],
    ['a table', { by: 'delay', open: 'carrier' }],
    ['a pivot', { grain: 'quarter', pivot: { rows: ['origin', 'carrier'], columns: ['date'], measures: ['flights', 'delay'] } }],
    ['a pivot with nothing across', { zone: 'UTC', pivot: { rows: ['origin'], columns: [], measures: ['flights'] } }],
    ['a pivot with nothing on it', { pivot: { rows: [], columns: [], measures: [] } }],
  ])('comes back: %s', (_, state) => {
    expect(again(state)).toEqual(state);
  });

  test('is neither the way back from a zoom nor what is under a pivot', () => {
    const pivot = { rows: ['origin'], columns: [], measures: ['flights'] };
    expect(again({ back: [{}], by: 'delay', sort: 'share', pivot })).toEqual({ pivot });
  });

  test('a program’s query opens as a pivot', () => {
    const query = Query.parse({ dimensions: [{ name: 'origin' }], measures: ['flights'], sort: [{ field: 'flights' }] });
    expect(stateOf(query, has)).toEqual({ pivot: { rows: ['origin'], columns: [], measures: ['flights'] } });
  });
});
