import { describe, expect, test } from 'vitest';
import { comparedTo, daysOf, ends, extended, reachOf } from './brush.ts';

const at = (days: string[]) => days.map((day) => Date.parse(`${day}T00:00:00Z`));
const daily = at(['2001-01-01', '2001-01-02', '2001-01-03', '2001-01-04']);
const weekly = at(['2000-12-25', '2001-01-01', '2001-01-08']);
const period = { from: '2000-12-28', to: '2001-01-12' };

describe('a selection on the time axis', () => {
  test('from one point back to another is the days of all between', () => {
    expect(daysOf({ anchor: 2, head: 1 }, daily, 'day', undefined)).toEqual({ from: '2001-01-02', to: '2001-01-04' });
    expect(daysOf({ anchor: 0, head: 0 }, at(['2001-01-01']), 'month', undefined)).toEqual({
      from: '2001-01-01',
      to: '2001-02-01',
    });
  });

  test('of a week that begins before the page’s time only the days that count are selected', () => {
    expect(daysOf({ anchor: 0, head: 2 }, weekly, 'week', period)).toEqual(period);
  });

  test('of hours is whole days, as time is asked for', () => {
    const hours = [Date.UTC(2001, 0, 1, 22), Date.UTC(2001, 0, 1, 23), Date.UTC(2001, 0, 2, 0)];
    expect(daysOf({ anchor: 0, head: 2 }, hours, 'hour', undefined)).toEqual({ from: '2001-01-01', to: '2001-01-03' });
    expect(daysOf({ anchor: 0, head: 1 }, hours, 'hour', undefined)).toEqual({ from: '2001-01-01', to: '2001-01-02' });
  });

  test('comes back from the address to the same points', () => {
    for (const reach of [
      { anchor: 0, head: 0 },
      { anchor: 1, head: 2 },
    ]) {
      expect(reachOf(daysOf(reach, daily, 'day', undefined), daily, 'day')).toEqual(reach);
      expect(reachOf(daysOf(reach, weekly, 'week', period), weekly, 'week')).toEqual(reach);
    }
    expect(reachOf({ from: '1999-01-01', to: '1999-02-01' }, daily, 'day')).toBeNull();
  });

  test('by arrows it grows from where it began and over to the other side, and not past the end', () => {
    const once = extended(null, -1, 4);
    expect(once).toEqual({ anchor: 3, head: 3 });
    const left = extended(extended(once, -1, 4), -1, 4);
    expect(ends(left)).toEqual({ first: 1, last: 3 });
    expect(ends(extended(left, 9, 4))).toEqual({ first: 3, last: 3 });
    expect(extended(null, 1, 4)).toEqual({ anchor: 0, head: 0 });
  });

  test('is compared with days as far away as the whole is compared with', () => {
    const whole = { period: { from: '2001-01-01', to: '2001-02-01' }, comparedWith: { from: '2000-12-01', to: '2001-01-01' } };
    const selected = { from: '2001-01-10', to: '2001-01-12' };
    expect(comparedTo(selected, 'previous', whole)).toEqual({ from: '2000-12-10', to: '2000-12-12' });
    expect(comparedTo(selected, undefined, whole)).toBeUndefined();
  });
});
