import { describe, expect, it } from 'vitest';
import type { Grain } from '#contract';
import { addMonths, comparedWith, periodOf } from './period.ts';

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
  const compared = (from: string, to: string, grains: Grain[] = []) =>
    comparedWith({ from, to }, { from, to }, 'previous', grains);
  it('is as many days', () => {
    expect(compared('2001-03-05', '2001-03-12').period).toEqual({ from: '2001-02-26', to: '2001-03-05' });
  });
  it('is whole months where these are whole months', () => {
    expect(compared('2001-03-01', '2001-04-01').period).toEqual({ from: '2001-02-01', to: '2001-03-01' });
    expect(compared('2001-01-01', '2002-01-01').period).toEqual({ from: '2000-01-01', to: '2001-01-01' });
  });
  it('of the last months is months too, on whatever day the data ends', () => {
    const period = { from: '2001-02-28', to: '2001-03-31' };
    expect(comparedWith(period, { last: 1, unit: 'month' }, 'previous', ['month'])).toMatchObject({
      period: { from: '2001-01-28', to: '2001-02-28' },
      shift: { days: 0, months: 1 },
    });
  });
  it('is moved on by months where months are drawn, by days otherwise', () => {
    expect(compared('2001-03-01', '2001-04-01', ['month']).shift).toEqual({ days: 0, months: 1 });
    expect(compared('2001-03-01', '2001-04-01', ['day']).shift).toEqual({ days: 28, months: 0 });
  });
  it('drawn by day leaves out the days that the later one lacks', () => {
    expect(compared('2001-02-01', '2001-03-01', ['day']).aligned).toEqual({ from: '2001-01-01', to: '2001-01-29' });
    expect(compared('2001-02-01', '2001-03-01').aligned).toEqual({ from: '2001-01-01', to: '2001-02-01' });
  });
});

describe('a year earlier', () => {
  const compared = (from: string, to: string, grains: Grain[]) =>
    comparedWith({ from, to }, { from, to }, 'previous_year', grains);
  it('is the same dates, whether or not there was a 29 February between', () => {
    expect(compared('2004-02-01', '2004-04-01', ['day'])).toMatchObject({
      period: { from: '2003-02-01', to: '2003-04-01' },
      shift: { days: 0, months: 12 },
    });
  });
  it('of 29 February begins on 1 March', () => {
    expect(compared('2004-02-29', '2004-03-05', ['day']).period).toEqual({ from: '2003-03-01', to: '2003-03-05' });
  });
  it('is 52 weeks where weeks are drawn, so that weeks fall on weeks', () => {
    expect(compared('2004-03-01', '2004-03-29', ['week'])).toMatchObject({
      period: { from: '2003-03-03', to: '2003-03-31' },
      shift: { days: 364, months: 0 },
    });
  });
});

describe('any other days', () => {
  const period = { from: '2001-03-01', to: '2001-03-11' };
  it('are laid over from their first', () => {
    expect(comparedWith(period, period, { from: '2000-06-05', to: '2000-07-05' }, ['day'])).toEqual({
      period: { from: '2000-06-05', to: '2000-07-05' },
      shift: { days: 269, months: 0 },
      aligned: { from: '2000-06-05', to: '2000-06-15' },
    });
  });
  it('may come later, and never end before they begin', () => {
    expect(comparedWith(period, period, { from: '2001-05-01', to: '2001-06-01' }, ['month']).shift).toEqual({
      days: 0,
      months: -2,
    });
    expect(() => comparedWith(period, period, { from: '2001-05-01', to: '2001-05-01' }, [])).toThrow(
      'compare.to must be after “from”',
    );
  });
});

it('the end of January and a month is the end of February', () => {
  expect(addMonths('2001-01-31', 1)).toBe('2001-02-28');
  expect(addMonths('2004-01-31', 1)).toBe('2004-02-29');
  expect(addMonths('2001-03-31', -4)).toBe('2000-11-30');
});
