import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineSpan, niceTicks, timeTickLabel, timeTicks } from './ticks.ts';

const utc = (text: string) => Date.parse(`${text}T00:00:00Z`);

describe('marks of numbers', () => {
  test('are round and hold the data', () => {
    expect(niceTicks(0, 97)).toEqual([0, 25, 50, 75, 100]);
    expect(niceTicks(0, 1_000_000)).toEqual([0, 250_000, 500_000, 750_000, 1_000_000]);
    expect(niceTicks(-3, 4)).toEqual([-4, -2, 0, 2, 4]);
    expect(niceTicks(0, 0.07)).toEqual([0, 0.02, 0.04, 0.06, 0.08]);
    expect(niceTicks(5, 5)).toEqual([0, 5]);
    expect(niceTicks(-999999999.9999996, -999999999.9999995)).toHaveLength(2);
  });
  test('of what is counted are whole, however little there is', () => {
    expect(niceTicks(0, 1, 5, true)).toEqual([0, 1]);
    expect(niceTicks(0, 2, 5, true)).toEqual([0, 1, 2]);
    expect(niceTicks(0, 9, 5, true)).toEqual([0, 5, 10]);
    expect(niceTicks(0, 97, 5, true)).toEqual([0, 25, 50, 75, 100]);
  });
  test('are never more than five', () => {
    const numbers = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const ticks = niceTicks(min, max);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
  test('a line begins at zero unless it happens far from there', () => {
    expect(lineSpan(10, 100)).toEqual([0, 100]);
    expect(lineSpan(90, 100)).toEqual([90, 100]);
    expect(lineSpan(-5, 100)).toEqual([-5, 100]);
  });
});

describe('marks of time', () => {
  test('follow the calendar', () => {
    const quarter = timeTicks(utc('2001-01-01'), utc('2001-03-31'));
    expect(quarter.map((t) => timeTickLabel(t, quarter))).toEqual(['Jan 2001', 'Feb', 'Mar']);
    const years = timeTicks(utc('1990-01-01'), utc('2002-12-31'));
    expect(years.map((t) => timeTickLabel(t, years))).toEqual(['1990', '1995', '2000']);
    const week = timeTicks(utc('2001-01-01'), utc('2001-01-08'));
    expect(week.length).toBeLessThanOrEqual(5);
  });
  test('are never more than five', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 3_600_000, max: 3e12 }), (from, length) => {
        const ticks = timeTicks(from, from + length);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.length).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
