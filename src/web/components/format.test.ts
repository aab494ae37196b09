import { describe, expect, test } from 'vitest';
import {
  changeInFigures,
  changeInWords,
  formatAgo,
  formatAsOf,
  formatPeriod,
  formatShare,
  formatTick,
  formatTime,
  formatValue,
  listing,
  people,
  thin,
} from './format.ts';

describe('numbers', () => {
  test('are grouped, have a true minus, and a thin space before their unit', () => {
    expect(formatValue(1_234_567, { type: 'number', format: 'integer' })).toBe('1,234,567');
    expect(formatValue(-1234, { type: 'number', format: 'integer' })).toBe('−1,234');
    expect(formatValue(12, { type: 'number', unit: 'kg' })).toBe(`12${thin}kg`);
    expect(formatValue(0.1234, { type: 'number', format: 'percent' })).toBe(`12.3${thin}%`);
  });
  test('that round to nothing have no sign', () => {
    expect(formatValue(-0.004, { type: 'number', format: 'decimal' })).toBe('0.0');
  });
  test('are short when asked to be', () => {
    expect(formatValue(1_240_000, { type: 'number', format: 'compact' })).toBe(`1.24${thin}M`);
    expect(formatValue(999_999, { type: 'number', format: 'compact' })).toBe(`1${thin}M`);
    expect(formatValue(980, { type: 'number', format: 'compact' })).toBe('980');
    expect(formatTick(2_500_000, { format: 'integer' })).toBe(`2.5${thin}M`);
    expect(formatTick(5000, { format: 'integer' }, 20_000)).toBe(`5${thin}K`);
    expect(formatTick(0.25, { format: 'percent' })).toBe(`25${thin}%`);
  });
  test('of minutes turn into hours', () => {
    expect(formatValue(8.44, { type: 'number', format: 'duration_min' })).toBe(`8.4${thin}min`);
    expect(formatValue(85, { type: 'number', format: 'duration_min' })).toBe(`1${thin}h${thin}25${thin}min`);
    expect(formatValue(-120, { type: 'number', format: 'duration_min' })).toBe(`−2${thin}h`);
  });
  test('of money keep their symbol', () => {
    expect(formatValue(-12.5, { type: 'number', format: 'currency', unit: 'USD' })).toBe('−$12.50');
    expect(formatValue(1200.4, { type: 'number', format: 'currency', unit: 'EUR' })).toBe('€1,200');
  });
  test('that are labels, such as years, have no thousands', () => {
    expect(formatValue(2001, { type: 'number' })).toBe('2001');
  });
});

describe('other values', () => {
  test('parts of time and steps of numbers read as what they are', () => {
    expect(formatValue(1, { type: 'number', part: 'weekday' })).toBe('Mon');
    expect(formatValue(7, { type: 'number', part: 'hour' })).toBe('07:00');
    expect(formatValue(-60, { type: 'number', bucket: 15, unit: 'min' })).toBe(`−60 to −46${thin}min`);
    expect(formatValue(250, { type: 'number', bucket: 250, unit: 'mi' })).toBe(`250–499${thin}mi`);
  });
  test('nothing, empty text and truth read as words', () => {
    expect(formatValue(null, { type: 'string' })).toBe('–');
    expect(formatValue('', { type: 'string' })).toBe('(empty)');
    expect(formatValue(true, { type: 'boolean' })).toBe('Yes');
  });
});

describe('times', () => {
  test('read by their grain', () => {
    expect(formatTime('2001-03-05', 'day')).toBe('5 Mar 2001');
    expect(formatTime('2001-03-05T00:00:00', 'week')).toBe('Week of 5 Mar 2001');
    expect(formatTime('2001-03-01', 'month')).toBe('Mar 2001');
    expect(formatTime('2001-04-01', 'quarter')).toBe('Q2 2001');
    expect(formatTime('2001-03-05 14:00:00', 'hour')).toBe('5 Mar 2001 14:00');
  });
  test('a period names its last day, not the one after it', () => {
    expect(formatPeriod('2001-01-01', '2001-04-01')).toBe('1 Jan – 31 Mar 2001');
    expect(formatPeriod('2000-12-01', '2001-04-01')).toBe('1 Dec 2000 – 31 Mar 2001');
    expect(formatPeriod('2001-01-01', '2001-01-02')).toBe('1 Jan 2001');
    expect(formatPeriod(undefined, undefined)).toBe('All time');
  });
  test('of our own say how long ago, then the day', () => {
    const now = new Date('2026-06-10T12:00:00');
    expect(formatAgo(new Date('2026-06-10T11:59:30').toISOString(), now)).toBe('just now');
    expect(formatAgo(new Date('2026-06-10T11:00:00').toISOString(), now)).toBe('1 hour ago');
    expect(formatAgo(new Date('2026-05-01T11:00:00').toISOString(), now)).toBe('1 May 2026');
    expect(formatAsOf(new Date('2026-06-10T09:05:00').toISOString(), now)).toBe('09:05');
    expect(formatAsOf(new Date('2026-06-09T09:05:00').toISOString(), now)).toBe('9 Jun 2026, 09:05');
  });
});

describe('changes', () => {
  test('read as a share, as points of a percentage, or as an amount', () => {
    expect(changeInWords(112, 100, { format: 'integer' }, 'the period before')).toBe(`12${thin}% more than the period before`);
    expect(changeInWords(0.12, 0.14, { format: 'percent' }, 'before')).toBe('2.0 points less than before');
    expect(changeInWords(-3, 2, { format: 'duration_min' }, 'before')).toBe(`5.0${thin}min less than before`);
    expect(changeInWords(13, 2, { format: 'integer' }, 'before')).toBe('6.5 times as much as before');
    expect(changeInWords(5, 5, {}, 'before')).toBe('The same as before');
    expect(changeInWords(5, null, {}, 'before')).toBeNull();
  });
  test('in a table carry their sign', () => {
    expect(changeInFigures(95, 100, { format: 'integer' })).toBe(`−5.0${thin}%`);
    expect(changeInFigures(100, null, { format: 'integer' })).toBe('–');
    expect(formatShare(0.0001)).toBe(`<0.1${thin}%`);
  });
});

test('people and names are counted in words', () => {
  expect(people(1)).toBe('1 person');
  expect(people(1043)).toBe('1,043 people');
  expect(listing(['Eve'])).toBe('Eve');
  expect(listing(['Eve', 'Ana'])).toBe('Eve and Ana');
  expect(listing(['Eve', 'Ana', 'Vic', 'Gus', 'Sam'])).toBe('Eve, Ana, Vic and 2 more');
});
