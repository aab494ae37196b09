import { describe, expect, test } from 'vitest';
import { type Chosen, choicesOf, nothingChosen } from '../filters/chosen.ts';
import { choicesToSave, chosenOf, isSameView } from './of-view.ts';

const opensWith = { last: 12, unit: 'month' } as const;
const chosen: Chosen = {
  values: { carrier: ['AA', null], state: ['CA'] },
  ranges: { miles: { min: 100 } },
  time: { from: '2001-01-01', to: '2001-02-01' },
  compare: 'previous',
};

const same = (one: Chosen, other: Chosen) => isSameView({ chosen: one }, { chosen: other }, opensWith);

describe('a saved view', () => {
  test('opens as it was saved', () => {
    expect(chosenOf(choicesToSave(chosen, opensWith))).toEqual(chosen);
    expect(chosenOf({})).toEqual(nothingChosen);
  });

  test('keeps the time only where somebody chose one, or compares it', () => {
    expect(choicesToSave(nothingChosen, opensWith)).toEqual({});
    const compared = { ...nothingChosen, compare: 'previous' as const };
    expect(choicesToSave(compared, opensWith)).toEqual({ time: opensWith, compare: 'previous' });
    expect(same(compared, chosenOf(choicesToSave(compared, opensWith)) ?? nothingChosen)).toBe(true);
  });

  test('keeps what is left out, and which year it is compared with', () => {
    const without: Chosen = { ...chosen, excluded: { phase: ['Climb'] }, compare: 'previous_year' };
    expect(chosenOf(choicesToSave(without, opensWith))).toEqual(without);
    expect(same(without, { ...without, excluded: { phase: ['Taxi'] } })).toBe(false);
  });

  test('is the same in another order, and another with another value', () => {
    const turned: Chosen = { ...chosen, values: { state: ['CA'], carrier: [null, 'AA'] } };
    expect(same(chosen, turned)).toBe(true);
    expect(same(chosen, { ...chosen, values: { ...chosen.values, state: ['NY'] } })).toBe(false);
    expect(same(chosen, { ...chosen, compare: 'previous_year' })).toBe(false);
    expect(same(nothingChosen, { ...nothingChosen, time: opensWith })).toBe(true);
  });

  test('that filters of a page cannot say is not opened as something else', () => {
    expect(chosenOf({ filter: { or: [{ field: 'a', in: ['x'] }] } })).toBeNull();
    expect(chosenOf({ filter: { not: { field: 'a', in: ['x'] } } })).toBeNull();
    expect(
      chosenOf({
        filter: {
          and: [
            { field: 'a', in: ['x'] },
            { field: 'a', in: ['y'] },
          ],
        },
      }),
    ).toBeNull();
    expect(chosenOf({ filter: { field: 'a', min: '2001-01-01' } })).toBeNull();
    const { filter } = choicesOf(chosen, undefined);
    expect(chosenOf({ ...(filter && { filter }) })).not.toBeNull();
  });
});
