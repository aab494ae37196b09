import { describe, expect, it } from 'vitest';
import { addMonths, before as periodBefore, periodOf, shiftOf } from './period.ts';

describe('a time range comes to days', () => {
  it.each([
    [{ last: 7, unit: 'day' }, '2001-06-24', '2001-07-01'],
    [{ last: 2, unit: 'week' }, '2001-06-17', '2001-07-01'],
    [{ last: 3, unit: 'month' }, '2001-04-01', '2001-07-01'],
    [{ last: 1, unit: 'year' }, '2000-07-01', '2001-07-01'],
    [{ from: '2001-02-01', to: '2001-03-01' }, '2001-02-01', '2001-03-01'],
    [{ from: '2001-02-01' }, '2001-02-01', '2001-07-01'],
    [{ from: '2002-02-01' }, '2002-02-01', '2002-02-02'],
  ] as const)('%j', (range, from, to) => {
    expect(periodOf(range, '2001-06-30')).toEqual({ from, to });
  });

  it('or to none where it has no beginning', () => {
    expect(periodOf({ to: '2001-02-01' }, '2001-06-30')).toBeNull();
    expect(periodOf({}, '2001-06-30')).toBeNull();
  });

  it('and never ends before it begins', () => {
    expect(() => periodOf({ from: '2001-02-01', to: '2001-02-01' }, '2001-06-30')).toThrow('time.to must be after “from”');
  });
});

describe('the period before', () => {
  const previous = (from: string, to: string) => periodBefore({ from, to }, { from, to });
  it('is as many days', () => {
    expect(previous('2001-03-05', '2001-03-12')).toEqual({ period: { from: '2001-02-26', to: '2001-03-05' }, months: 0 });
  });
  it('is whole months where these are whole months', () => {
    expect(previous('2001-03-01', '2001-04-01')).toEqual({ period: { from: '2001-02-01', to: '2001-03-01' }, months: 1 });
    expect(previous('2001-01-01', '2002-01-01')).toEqual({ period: { from: '2000-01-01', to: '2001-01-01' }, months: 12 });
  });
  it('of the last months is months too, on whatever day the data ends', () => {
    const range = { last: 1, unit: 'month' } as const;
    const period = { from: '2001-02-28', to: '2001-03-31' };
    expect(periodBefore(period, range)).toEqual({ period: { from: '2001-01-28', to: '2001-02-28' }, months: 1 });
  });
  it('is moved on by months where months are drawn, by days otherwise', () => {
    const [later, earlier] = [
      { from: '2001-03-01', to: '2001-04-01' },
      { from: '2001-02-01', to: '2001-03-01' },
    ];
    expect(shiftOf(later, earlier, 1, true)).toEqual({ days: 0, months: 1 });
    expect(shiftOf(later, earlier, 1, false)).toEqual({ days: 28, months: 0 });
  });
});

it('the end of January and a month is the end of February', () => {
  expect(addMonths('2001-01-31', 1)).toBe('2001-02-28');
  expect(addMonths('2004-01-31', 1)).toBe('2004-02-29');
  expect(addMonths('2001-03-31', -4)).toBe('2000-11-30');
});
