import { describe, expect, it } from 'vitest';
import { duckdb } from './dialects/duckdb.ts';
import { sql } from './sql.ts';
import { zoneOf } from './zone.ts';

const madrid = zoneOf('Europe/Madrid');

describe('the clock in a zone', () => {
  it.each([
    ['Europe/Madrid', '2026-03-29T00:59:59', '2026-03-29T01:59:59'],
    ['Europe/Madrid', '2026-03-29T01:00:00', '2026-03-29T03:00:00'],
    ['Europe/Madrid', '2026-10-25T00:30:00', '2026-10-25T02:30:00'],
    ['Europe/Madrid', '2026-10-25T01:30:00', '2026-10-25T02:30:00'],
    ['Asia/Kathmandu', '2026-01-01', '2026-01-01T05:45:00'],
    ['America/New_York', '2026-01-01T00:00:00.123456', '2025-12-31T19:00:00.123456'],
    ['UTC', '0099-01-01T00:00:00', '0099-01-01T00:00:00'],
  ])('of %s shows, at %s, %s', (name, moment, shown) => {
    expect(zoneOf(name).local(moment)).toBe(shown);
  });

  it('begins a day at its first moment: days have 23 and 25 hours', () => {
    const length = (day: string, after: string) =>
      (Date.parse(`${madrid.utc(after)}Z`) - Date.parse(`${madrid.utc(day)}Z`)) / 3_600_000;
    expect(length('2026-03-28', '2026-03-29')).toBe(24);
    expect(length('2026-03-29', '2026-03-30')).toBe(23);
    expect(length('2026-10-25', '2026-10-26')).toBe(25);
  });

  it('begins a day without a midnight when the clock is put forward', () => {
    const saoPaulo = zoneOf('America/Sao_Paulo');
    expect(saoPaulo.utc('2018-11-04')).toBe('2018-11-04T03:00:00');
    expect(saoPaulo.local('2018-11-04T03:00:00')).toBe('2018-11-04T01:00:00');
  });

  it('shows an hour twice, of which the first counts as its beginning', () => {
    expect(madrid.utc('2026-10-25T02:30:00')).toBe('2026-10-25T00:30:00');
  });

  it('is a constant within days on which it isn’t changed, and two of them around a change', () => {
    const offsets = (from: string, to: string) => madrid.shift(sql`c0`, duckdb, { from, to }).values;
    expect(offsets('2026-05-01', '2026-08-01')).toEqual([7_200_000_000]);
    expect(offsets('2026-03-01', '2026-05-01')).toEqual(['2026-03-29T01:00:00', 3_600_000_000, 7_200_000_000]);
  });

  it('finds changes five weeks apart', () => {
    const steps = zoneOf('Africa/Casablanca').shift(sql`c0`, duckdb, { from: '2021-03-01', to: '2021-07-01' }).values;
    expect(steps.filter((value) => typeof value === 'string').sort()).toEqual(['2021-04-11T02:00:00', '2021-05-16T02:00:00']);
  });
});
