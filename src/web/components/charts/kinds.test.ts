import { describe, expect, test } from 'vitest';
import type { Column, Result } from '#contract';
import { cellsOf } from './cells.ts';
import { chartColours, mixed } from './colours.ts';
import { cutInWords } from './cut.ts';
import { barsThatFit, drawingOf, firstOf, fittingInWords } from './drawing.ts';
import { shader } from './heatmap.ts';
import { toneOf } from './highlight.ts';
import { sliceAt } from './pie.tsx';
import { cloudOf } from './scatter.ts';
import { wholeOf } from './slices.ts';

const carrier: Column = { name: 'carrier', label: 'Carrier', role: 'dimension', type: 'string' };
const hour: Column = { name: 'hour', label: 'Hour', role: 'dimension', type: 'number', part: 'hour' };
const delay: Column = { name: 'delay', label: 'Delay', role: 'dimension', type: 'number', bucket: 0.1 };
const flights: Column = { name: 'flights', label: 'Flights', role: 'measure', type: 'number', format: 'integer' };
const distance: Column = { ...flights, name: 'distance', label: 'Distance' };
const share: Column = { ...flights, of: 'share' };
const result = (columns: Column[], rows: Result['rows']): Result => ({ columns, rows, more: false, dataAsOf: '', engineMs: 1 });

describe('parts of a whole', () => {
  const rows: Result['rows'] = [10, 20, 30, 5, 5, 5, 25].map((amount, i) => [`c${i}`, amount]);
  test('are ranked, few enough to tell apart, and the rest is one slice', () => {
    const whole = wholeOf(result([carrier, flights], rows));
    expect(whole?.slices.map(({ name, share }) => [name, share])).toEqual([
      ['c2', 0.3],
      ['c6', 0.25],
      ['c1', 0.2],
      ['c0', 0.1],
      ['c3', 0.05],
      ['2 others', 0.1],
    ]);
  });
  test('those that didn’t come are parts of it too', () => {
    const cut = { ...result([carrier, flights], rows), more: true, others: [null, 100] };
    expect(
      wholeOf(cut)
        ?.slices.map(({ name, share }) => [name, share])
        .at(-1),
    ).toEqual(['All others', 0.55]);
    expect(cutInWords(cut, { type: 'pie' })).toBeUndefined();
    expect(cutInWords({ ...cut, others: undefined }, { type: 'pie' })).toBe(
      'Parts of the first 7 values only; there are more in the data.',
    );
  });
  test('need amounts that make a whole', () => {
    expect(
      wholeOf(
        result(
          [carrier, flights],
          [
            ['AA', -1],
            ['UA', 3],
          ],
        ),
      ),
    ).toBeNull();
    expect(wholeOf(result([carrier, flights], []))).toBeNull();
    expect(wholeOf(result([flights], [[3]]))).toBeNull();
  });
  test('the slice under the pointer goes clockwise from the top; the hole is nobody’s', () => {
    const whole = wholeOf(
      result(
        [carrier, flights],
        [
          ['AA', 3],
          ['UA', 1],
        ],
      ),
    )!;
    const at = (x: number, y: number) => sliceAt(whole, x, y, { width: 108, height: 108 })?.name;
    expect([at(94, 54), at(54, 94), at(20, 40), at(54, 54), at(0, 0)]).toEqual(['AA', 'AA', 'UA', undefined, undefined]);
  });
});

describe('two dimensions across each other', () => {
  test('numbers go by size, names as they came, and where nothing was there is nothing', () => {
    const cells = cellsOf(
      result(
        [carrier, hour, flights],
        [
          ['UA', 9, 4],
          ['AA', 7, 2],
          ['UA', 7, 1],
        ],
      ),
    );
    expect(cells?.rows.map(({ label }) => label)).toEqual(['UA', 'AA']);
    expect(cells?.columns.map(({ value }) => value)).toEqual([7, 9]);
    expect(cells?.amounts).toEqual([
      [1, 4],
      [2, null],
    ]);
    expect(cellsOf(result([carrier, hour, flights], []), 'carrier')?.across.name).toBe('carrier');
  });
  test('the most is the series’ own colour and readable, in both themes', () => {
    for (const colours of Object.values(chartColours)) {
      const shade = shader(0, 10, colours);
      expect(shade(10)).toEqual({ ground: colours.series[0], text: colours.surface });
      expect(shade(0).text).toBe(colours.ink);
      expect(shade(null).ground).toBe(colours.surface);
    }
    expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080');
  });
});

test('a histogram has every step, also where nothing fell, without noise in its numbers; the unknown comes last', () => {
  const drawing = drawingOf(
    result(
      [delay, flights],
      [
        [0.4, 1],
        [null, 9],
        [0.1, 3],
      ],
    ),
    { type: 'histogram' },
  );
  expect(drawing?.places).toEqual([0.1, 0.2, 0.3, 0.4, null]);
  expect(drawing?.series[0]?.values).toEqual([3, null, null, 1, 9]);
});

test('points without a place are left out and counted', () => {
  const cloud = cloudOf(
    result(
      [carrier, flights, distance],
      [
        ['AA', 1, 2],
        ['UA', null, 3],
      ],
    ),
  );
  expect([cloud?.points.map(({ label }) => label), cloud?.leftOut]).toEqual([['AA'], 1]);
  expect(cloudOf(result([carrier, flights], [['AA', 1]]))).toBeNull();
});

test('what was worked out of a measure is no series of its own', () => {
  const drawing = drawingOf(result([carrier, flights, share], [['AA', 1, 0.5]]), { type: 'bar' });
  expect(drawing?.series.map(({ name }) => name)).toEqual(['Flights']);
});

test('a number inside a range is marked by the first rule that fits; text never is', () => {
  const rules = [
    { field: 'delay', min: 30, tone: 'bad' as const },
    { field: 'delay', max: 30, tone: 'good' as const },
  ];
  expect([30, 29, null, 'x'].map((value) => toneOf(value, 'delay', rules))).toEqual(['bad', 'good', undefined, undefined]);
  expect(toneOf(50, 'flights', rules)).toBeUndefined();
});

describe('more than can be drawn', () => {
  const many = {
    ...result(
      [carrier, flights],
      Array.from({ length: 1000 }, (_, i) => [`Carrier ${i}`, 1000 - i]),
    ),
    more: true,
  };
  test('of a thousand bars those are drawn that there is room for, and it is said', () => {
    const drawing = drawingOf(many, { type: 'bar' })!;
    const fitting = barsThatFit(drawing, { type: 'bar' }, { width: 500, height: 280 });
    expect(fitting).toBe(20);
    expect(firstOf(drawing, fitting).series[0]?.values).toHaveLength(20);
    expect(fittingInWords(drawing, fitting)).toBe('The first 20 of more than 1,000; the others are in its data.');
    expect(fittingInWords(drawing, barsThatFit(drawing, { type: 'bar' }, { width: 500, height: 13_000 }))).toBeUndefined();
  });
  test('a line that stops before its data does says so; a ranking is the first of something by itself', () => {
    expect(cutInWords(many, { type: 'line' })).toBe('Only the first 1,000 rows are drawn; there are more in the data.');
    expect(cutInWords({ ...many, more: false }, { type: 'line' })).toBeUndefined();
    expect(cutInWords(many, { type: 'bar' })).toBeUndefined();
    expect(cutInWords(many, { type: 'leaderboard' })).toBeUndefined();
  });
});
