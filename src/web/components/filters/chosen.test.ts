import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Chosen, choicesOf, readChosen, timeInWords, withExcluded, withPicks, writeChosen } from './chosen.ts';

const chosen: Chosen = {
  values: { carrier: ['AA', '~odd', null], hour: [7, 8] },
  ranges: { distance: { min: 100, max: 500 } },
  time: { last: 3, unit: 'month' },
  compare: 'previous',
};

describe('what is chosen', () => {
  test('stands in the address and comes back the same', () => {
    const search = writeChosen(chosen, { by: ['flights'], time: ['all'] });
    expect(search).toEqual({
      by: ['flights'],
      'f.carrier': ['AA', '~"~odd"', '~null'],
      'f.hour': ['~7', '~8'],
      'r.distance': ['100..500'],
      time: ['last-3-month'],
      compare: ['previous'],
    });
    expect(readChosen(search)).toEqual(chosen);
  });

  test('any values survive the address', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        expect(readChosen(writeChosen({ values: { a: values }, ranges: {} }, {})).values).toEqual({ a: values });
      }),
    );
  });

  test('nonsense in an address is left out', () => {
    expect(readChosen({ 'f.a': ['~{'], 'r.b': ['x..y'], time: ['soon'], compare: ['yes'] })).toEqual({ values: {}, ranges: {} });
  });

  test('is sent as conditions; a comparison needs an end and a beginning', () => {
    expect(choicesOf(chosen, undefined)).toEqual({
      filter: {
        and: [
          { field: 'carrier', in: ['AA', '~odd', null] },
          { field: 'hour', in: [7, 8] },
          { field: 'distance', min: 100, max: 500 },
        ],
      },
      time: { last: 3, unit: 'month' },
      compare: 'previous',
    });
    expect(choicesOf({ values: {}, ranges: {}, time: {}, compare: 'previous' }, { last: 1, unit: 'day' })).toEqual({ time: {} });
    expect(choicesOf({ values: { a: [1] }, ranges: {} }, undefined, 'a')).toEqual({});
  });

  test('a click chooses what was clicked, alone; a second one takes it back', () => {
    const once = withPicks({ values: { hour: [7] }, ranges: {} }, [{ field: 'carrier', value: 'AA' }]);
    expect(once.values).toEqual({ hour: [7], carrier: ['AA'] });
    expect(withPicks(once, [{ field: 'carrier', value: 'UA' }]).values.carrier).toEqual(['UA']);
    expect(withPicks(once, [{ field: 'carrier', value: 'AA' }]).values).toEqual({ hour: [7] });
  });

  test('what is left out stands in the address, is sent as a condition, and is not chosen as well', () => {
    const left = withExcluded({ values: { carrier: ['AA', 'UA'] }, ranges: {} }, 'carrier', 'UA');
    expect(left).toEqual({ values: { carrier: ['AA'] }, ranges: {}, excluded: { carrier: ['UA'] } });
    expect(writeChosen(left, {})).toEqual({ 'f.carrier': ['AA'], 'not.carrier': ['UA'] });
    expect(readChosen({ 'not.carrier': ['UA', '~null'] }).excluded).toEqual({ carrier: ['UA', null] });
    expect(choicesOf({ ...left, values: {} }, undefined)).toEqual({ filter: { field: 'carrier', notIn: ['UA'] } });
    expect(withExcluded(left, 'carrier', 'UA').excluded).toEqual({});
  });

  test('it is compared with the period before, with a year before, or with days that one says', () => {
    const compares: Chosen['compare'][] = ['previous', 'previous_year', { from: '2001-01-01', to: '2001-02-01' }];
    const said = compares.map((compare) => writeChosen({ values: {}, ranges: {}, ...(compare && { compare }) }, {}));
    expect(said.map(({ compare }) => compare?.[0])).toEqual(['previous', 'year', '2001-01-01..2001-02-01']);
    expect(said.map((search) => readChosen(search).compare)).toEqual(compares);
    expect(readChosen({ compare: ['2001-02-01..2001-01-01'] }).compare).toBeUndefined();
  });

  test('time reads as words', () => {
    expect(timeInWords({ last: 1, unit: 'year' })).toBe('Last year');
    expect(timeInWords({ last: 3, unit: 'month' })).toBe('Last 3 months');
    expect(timeInWords({})).toBe('All time');
    expect(timeInWords({ from: '2001-01-01', to: '2001-02-01' })).toBe('1 Jan – 31 Jan 2001');
  });
});
