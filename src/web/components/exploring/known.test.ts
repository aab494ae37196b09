import { describe, expect, test } from 'vitest';
import type { Field } from '#contract';
import { writeChosen } from '../filters/chosen.ts';
import { knownIn } from './known.ts';
import { readState, type State, writeState } from './state.ts';

const field = (name: string, type: Field['type'], role: Field['role'] = 'dimension'): Field => ({
  name,
  label: name,
  role,
  type,
});
const has = {
  measures: [field('flights', 'number', 'measure'), field('delay', 'number', 'measure')],
  dimensions: [field('origin', 'string'), field('hour', 'number')],
  time: field('date', 'time'),
};
const everything: State = {
  by: 'delay',
  drawn: ['delay'],
  sort: 'change',
  ascending: true,
  grain: 'week',
  zone: 'Europe/Madrid',
  selected: { from: '2001-03-01', to: '2001-03-08' },
  back: [{}, { last: 3, unit: 'month' }],
  open: 'origin',
  split: { dimension: 'origin', values: ['ORD', null, '~'] },
  pivot: { rows: ['origin', 'hour'], columns: ['date'], measures: ['flights', 'delay'] },
};

describe('what is set on an explore', () => {
  test('stands in the address in few words and comes back the same', () => {
    const search = writeState(everything, { view: ['viw_1'], by: ['old'] });
    expect(search).toEqual({
      view: ['viw_1'],
      by: ['delay'],
      measures: ['delay'],
      sort: ['change-up'],
      grain: ['week'],
      zone: ['Europe/Madrid'],
      selected: ['2001-03-01..2001-03-08'],
      back: ['all', 'last-3-month'],
      open: ['origin'],
      split: ['origin'],
      line: ['ORD', '~null', '~"~"'],
      pivot: ['yes'],
      rows: ['origin,hour'],
      columns: ['date'],
      show: ['flights,delay'],
    });
    expect(readState(search)).toEqual(everything);
    expect(writeState({}, search)).toEqual({ view: ['viw_1'] });
  });

  test('nothing is said of an address that means all it says', () => {
    const chosen = { values: { origin: ['ORD'] }, ranges: {}, excluded: { hour: [7] }, compare: 'previous_year' as const };
    const search = writeState(everything, writeChosen(chosen, { edit: ['yes'] }));
    expect(knownIn(search, has)).toEqual({ chosen, state: everything, leftOut: [] });
    expect(knownIn({ 'f.origin': ['~"ORD"'], sort: ['value'] }, has).leftOut).toEqual([]);
  });

  test('what the explore doesn’t have is left out, each word of it said', () => {
    const search = {
      by: ['cost'],
      measures: ['flights,cost'],
      grain: ['fortnight'],
      zone: ['Mars/Olympus'],
      time: ['soon'],
      compare: ['2001-02-01..2001-01-01'],
      'f.planet': ['Mars'],
      'f.hour': ['noon', '~7'],
      'not.origin': ['LAX'],
      split: ['planet'],
      pivot: ['yes'],
      rows: ['origin,planet'],
      columns: ['origin'],
    };
    const { chosen, state, leftOut } = knownIn(search, has);
    expect(chosen).toEqual({ values: { hour: [7] }, ranges: {}, excluded: { origin: ['LAX'] } });
    expect(state).toEqual({ drawn: ['flights'], pivot: { rows: ['origin'], columns: [], measures: [] } });
    expect(leftOut).toEqual([
      'by=cost',
      'measures=cost',
      'grain=fortnight',
      'zone=Mars/Olympus',
      'time=soon',
      'compare=2001-02-01..2001-01-01',
      'planet=Mars',
      'hour=noon',
      'split=planet',
      'rows=planet',
      'columns=origin',
    ]);
  });

  test('days have no hours, and no zone', () => {
    const { state, leftOut } = knownIn({ grain: ['hour'], zone: ['UTC'] }, { ...has, time: field('date', 'date') });
    expect(state).toEqual({});
    expect(leftOut).toEqual(['grain=hour', 'zone=UTC']);
  });
});
