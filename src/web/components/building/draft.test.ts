import { expect, test } from 'vitest';
import { ChartDefinition, type Field } from '#contract';
import {
  askedOf,
  type Draft,
  definitionOf,
  emptyQuery,
  filtered,
  filtersOf,
  lackingFor,
  queryOf,
  suggested,
  toggled,
} from './draft.ts';

const dimension = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  label: name,
  role: 'dimension',
  type: 'string',
  ...more,
});
const measure = (name: string): Field => ({ name, label: name, role: 'measure', type: 'number' });
const day = dimension('day', { type: 'date' });
const hour = dimension('hour', { type: 'number', part: 'hour' });
const weekday = dimension('weekday', { type: 'number', part: 'weekday' });
const carrier = dimension('carrier');
const state = dimension('state');
const delay = dimension('delay', { type: 'number', bucket: 15 });
const [flights, distance, late] = [measure('flights'), measure('distance'), measure('late')];
const fields = [day, hour, weekday, carrier, state, delay, flights, distance, late];
const draft: Draft = { title: 'T', dataset: 'res_1', type: 'table', typeChosen: false, query: emptyQuery, look: {} };
const ticking = (...ticked: Field[]) => ticked.reduce((next, field) => toggled(next, field, fields), draft);

test('what is ticked suggests how to draw it', () => {
  const drawn: [Field[], string][] = [
    [[flights], 'number'],
    [[day, flights], 'line'],
    [[day, carrier, flights], 'line'],
    [[carrier, flights], 'bar'],
    [[carrier, flights, distance], 'combo'],
    [[delay, flights], 'histogram'],
    [[hour, weekday, flights], 'heatmap'],
    [[carrier, state, flights], 'pivot'],
    [[carrier, state, hour, flights], 'table'],
    [[carrier], 'table'],
  ];
  for (const [ticked, type] of drawn) {
    const made = ticking(...ticked);
    expect(made.type, ticked.map(({ name }) => name).join()).toBe(type);
    expect(lackingFor(made.type, askedOf(made, fields))).toBeUndefined();
  }
  expect(suggested({ dimensions: [], measures: [] })).toBe('table');
});

test('a kind that was chosen stays while it can be drawn, and goes when it cannot', () => {
  const chosen: Draft = { ...ticking(carrier, flights), type: 'pie', typeChosen: true };
  expect(toggled(chosen, flights, fields).type).toBe('table');
  expect(toggled(toggled(chosen, flights, fields), distance, fields).type).toBe('bar');
  const table: Draft = { ...ticking(carrier), type: 'table', typeChosen: true };
  expect(toggled(table, flights, fields).type).toBe('table');
});

test('each kind asks for what it draws, and is saved as the contract says', () => {
  const of = (type: Draft['type'], ...ticked: Field[]) => {
    const made = { ...ticking(...ticked), type };
    const asked = askedOf(made, fields);
    expect(ChartDefinition.safeParse(definitionOf({ ...made, dataset: 'dataset:flights' }, asked)).error).toBeUndefined();
    return queryOf(made, asked);
  };
  expect(of('pivot', carrier, state, flights).pivot).toEqual({ columns: ['state'] });
  expect(of('table', carrier, flights).totals).toBe(true);
  expect(of('leaderboard', carrier, flights)).toMatchObject({
    derive: ['share'],
    sort: [{ field: 'flights', descending: true }],
  });
  expect(of('line', day, flights)).toMatchObject({ fill: true, dimensions: [{ name: 'day', grain: 'month' }] });
  expect(of('scatter', carrier, flights, distance).totals).toBeUndefined();
});

test('a field that goes takes its sorting along', () => {
  const sorted: Draft = {
    ...ticking(carrier, flights),
    query: { ...ticking(carrier, flights).query, sort: [{ field: 'flights' }] },
  };
  expect(toggled(sorted, flights, fields).query.sort).toEqual([]);
});

test('conditions come back as they went, and those that no filter could say stay', () => {
  const query = {
    filter: {
      and: [{ field: 'carrier', in: ['AA', null] }, { field: 'delay', min: 15 }, { not: { field: 'state', in: ['TX'] } }],
    },
    time: { last: 3, unit: 'month' as const },
    compare: 'previous' as const,
  };
  const { chosen, rest } = filtersOf(query);
  expect([chosen.values, chosen.ranges, rest.length]).toEqual([{ carrier: ['AA', null] }, { delay: { min: 15 } }, 1]);
  const again = filtered(chosen, rest);
  expect(again).toMatchObject({ time: query.time, compare: 'previous' });
  expect(JSON.stringify(again.filter)).toContain('"not"');
  expect(filtered({ values: { carrier: [] }, ranges: { delay: {} }, time: {} }, [])).toEqual({
    filter: undefined,
    time: undefined,
    compare: undefined,
  });
});
