import { describe, expect, test } from 'vitest';
import type { Column, Result } from '#contract';
import { drawingOf, inWords, liesDown } from './drawing.ts';

const day: Column = { name: 'day', label: 'Day', role: 'dimension', type: 'date', grain: 'day' };
const carrier: Column = { name: 'carrier', label: 'Carrier', role: 'dimension', type: 'string' };
const flights: Column = { name: 'flights', label: 'Flights', role: 'measure', type: 'number', format: 'integer' };
const before: Column = { ...flights, label: 'Flights, period before', of: 'previous' };
const result = (columns: Column[], rows: Result['rows']): Result => ({ columns, rows, more: false, dataAsOf: '', engineMs: 1 });

describe('what is drawn', () => {
  test('time goes in order, and a missing day is a gap, not a zero', () => {
    const drawing = drawingOf(
      result(
        [carrier, day, flights],
        [
          ['AA', '2001-01-02', 5],
          ['AA', '2001-01-01', 3],
          ['UA', '2001-01-01', 9],
        ],
      ),
      { type: 'line', series: 'carrier' },
    );
    expect(drawing?.labels).toEqual(['1 Jan 2001', '2 Jan 2001']);
    expect(drawing?.series.map((series) => [series.name, series.values])).toEqual([
      ['UA', [9, null]],
      ['AA', [3, 5]],
    ]);
  });

  test('what it is compared with shares its colour', () => {
    const drawing = drawingOf(result([day, flights, before], [['2001-01-01', 3, 2]]), { type: 'line' });
    expect(drawing?.series.map(({ index, compared, values }) => [index, compared, values])).toEqual([
      [0, false, [3]],
      [0, true, [2]],
    ]);
  });

  test('more series than can be told apart are left out and counted', () => {
    const rows: Result['rows'] = Array.from({ length: 9 }, (_, i) => [`c${i}`, '2001-01-01', i]);
    const drawing = drawingOf(result([carrier, day, flights], rows), { type: 'line', series: 'carrier' });
    expect(drawing?.series.length).toBe(6);
    expect(drawing?.leftOut).toBe(3);
    expect(drawing?.series[0]?.name).toBe('c8');
  });

  test('long names lie down, and nothing to draw is nothing', () => {
    const drawing = drawingOf(result([carrier, flights], [['Southwest Airlines', 4]]), { type: 'bar' });
    expect(drawing && liesDown(drawing, { type: 'bar' })).toBe(true);
    expect(drawing && inWords(drawing, { type: 'bar' })).toBe('Bar chart of Flights by Carrier, Southwest Airlines');
    expect(drawingOf(result([flights], [[4]]), { type: 'bar' })).toBeNull();
  });
});
