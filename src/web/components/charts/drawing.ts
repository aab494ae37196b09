// From an answer to what is drawn: which column is the axis, which are series, what is compared. Pure.
import type { ChartType, Column, Result, Value } from '#contract';
import { formatValue, timeOf } from '../format.ts';
import type { Highlight } from './highlight.ts';

/** How a chart's definition asks to be drawn. */
export type Look = {
  type: ChartType;
  series?: string | undefined;
  stacked?: boolean | undefined;
  horizontal?: boolean | undefined;
  /** Measures that a combo draws as lines. */
  lines?: readonly string[] | undefined;
  /** Dimensions that a pivot lays across. */
  across?: readonly string[] | undefined;
  /** Of the dimension that splits: these values, each always in the same colour. */
  order?: readonly Value[] | undefined;
  /** One of several that stand over each other: their time axes begin after this many pixels, and names stand elsewhere. */
  aligned?: number | undefined;
  /** Numbers that a table or pivot marks. */
  highlight?: readonly Highlight[] | undefined;
};

export type Series = {
  name: string;
  /** Of its colour; the one it is compared with shares it. */
  index: number;
  compared: boolean;
  column: Column;
  values: (number | null)[];
};
export type Drawing = {
  axis: Column;
  /** Of the axis, in order: what is at each place, and how it reads. */
  places: Value[];
  labels: string[];
  /** Milliseconds of each place, when the axis is time. */
  times: number[] | null;
  series: Series[];
  /** The last place is a bucket that isn't over: its numbers will still grow. */
  soFar: boolean;
  /** Series that exist and aren't drawn, because nobody could tell more apart. */
  leftOut: number;
  /** There are more places in the data than came. */
  more: boolean;
};

export const mostSeries = 6;

export const numberOf = (value: Value | undefined): number | null => {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
};

export const isTime = (column: Column | undefined) => column?.type === 'time' || column?.type === 'date';

/** The first measure's column and, where asked for, its values in the period before. */
export function measuresOf(result: Pick<Result, 'columns'>) {
  return result.columns.flatMap((column, index) => {
    if (column.role !== 'measure' || column.of) return [];
    const before = result.columns.findIndex((other) => other.of === 'previous' && other.name === column.name);
    return [{ column, index, before: before === -1 ? null : before }];
  });
}

/** Null when there is nothing that could be put on an axis. */
export function drawingOf(result: Result, look: Look): Drawing | null {
  const dimensions = result.columns.flatMap((column, index) => (column.role === 'dimension' ? [{ column, index }] : []));
  const split = dimensions.find(({ column }) => column.name === look.series);
  const others = dimensions.filter((dimension) => dimension !== split);
  const axis = others.find(({ column }) => isTime(column)) ?? others[0];
  const measures = measuresOf(result);
  if (!axis || measures.length === 0) return null;

  const found = [...new Set(result.rows.map((row) => row[axis.index] ?? null))];
  const places = look.type === 'histogram' ? steps(found, axis.column.bucket) : found;
  const times = isTime(axis.column) ? places.map((place) => timeOf(String(place))) : null;
  if (times) {
    const order = places.map((place, i) => ({ place, time: times[i] ?? 0 })).sort((a, b) => a.time - b.time);
    order.forEach(({ place, time }, i) => {
      places[i] = place;
      times[i] = time;
    });
  }
  const at = new Map(places.map((place, i) => [place, i]));

  const series: Series[] = [];
  const add = (name: string, index: number, compared: boolean, column: Column, rows: Result['rows'], from: number) => {
    const values: (number | null)[] = Array.from({ length: places.length }, () => null);
    for (const row of rows) {
      const place = at.get(row[axis.index] ?? null);
      if (place !== undefined) values[place] = numberOf(row[from]);
    }
    series.push({ name, index, compared, column, values });
  };

  let leftOut = 0;
  if (split) {
    const { column, index: from, before } = measures[0]!; // There is one: checked above.
    const groups = Map.groupBy(result.rows, (row) => row[split.index] ?? null);
    const size = (rows: Result['rows']) => rows.reduce((sum, row) => sum + Math.abs(numberOf(row[from]) ?? 0), 0);
    const bySize = look.order
      ? look.order.map((value) => [value, groups.get(value) ?? []] as const)
      : [...groups].sort(([, a], [, b]) => size(b) - size(a));
    const most = look.order?.length ?? mostSeries;
    leftOut = Math.max(0, bySize.length - most);
    bySize.slice(0, most).forEach(([value, rows], i) => {
      add(formatValue(value, split.column), i, false, column, rows, from);
      if (before !== null) add(formatValue(value, split.column), i, true, column, rows, before);
    });
  } else {
    leftOut = Math.max(0, measures.length - mostSeries);
    measures.slice(0, mostSeries).forEach(({ column, index, before }, i) => {
      add(column.label, i, false, column, result.rows, index);
      if (before !== null) add(column.label, i, true, column, result.rows, before);
    });
  }

  const labels = places.map((place) => formatValue(place, axis.column));
  const soFar = times !== null && result.partial?.includes(String(places.at(-1))) === true;
  return { axis: axis.column, places, labels, times, series, soFar, leftOut, more: result.more };
}

const mostSteps = 500;

/** Every step from the first to the last, also those that nothing fell into; what is no number comes last. */
const steps = (found: readonly Value[], bucket: number | undefined): Value[] => {
  const numbers = found.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  const rest = found.filter((value) => typeof value !== 'number');
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  if (!bucket || (last - first) / bucket > mostSteps) return [...numbers, ...rest];
  // Multiples are counted, not added up: a tenth ten times is not one.
  const [from, to] = [Math.round(first / bucket), Math.round(last / bucket)];
  const filled = Array.from({ length: numbers.length ? to - from + 1 : 0 }, (_, i) =>
    Number(((from + i) * bucket).toPrecision(12)),
  );
  return [...filled, ...rest];
};

const thinnest = { lying: 13, upright: 6 };
/** Of bars with names those that there is room to tell apart, the first of them; all of a calendar, and of numbers in steps. */
export const barsThatFit = (drawing: Drawing, look: Look, { width, height }: { width: number; height: number }): number => {
  const all = drawing.places.length;
  if (look.type !== 'bar' || drawing.times || drawing.axis.type !== 'string') return all;
  const [room, least] = liesDown(drawing, look) ? [height, thinnest.lying] : [width, thinnest.upright];
  return all * least <= room ? all : Math.max(1, Math.floor((room - underCut) / least));
};
/** Pixels that the words about it take. */
export const underCut = 20;
export const firstOf = (drawing: Drawing, most: number): Drawing =>
  drawing.places.length <= most
    ? drawing
    : {
        ...drawing,
        places: drawing.places.slice(0, most),
        labels: drawing.labels.slice(0, most),
        series: drawing.series.map((series) => ({ ...series, values: series.values.slice(0, most) })),
      };
export const fittingInWords = (drawing: Drawing, fitting: number): string | undefined =>
  fitting < drawing.places.length
    ? `The first ${fitting} of ${drawing.more ? 'more than ' : ''}${drawing.places.length.toLocaleString('en')}; the others are in its data.`
    : undefined;

/** Lying down, names have room. */
export const liesDown = (drawing: Drawing, look: Look): boolean =>
  look.horizontal ??
  (!drawing.times &&
    drawing.axis.type === 'string' &&
    (drawing.labels.length > 8 || drawing.labels.some((label) => label.length > 10)));

const kindInWords: Partial<Record<ChartType, string>> = {
  bar: 'Bar chart',
  area: 'Area chart',
  line: 'Line chart',
  combo: 'Chart of bars and lines',
  histogram: 'Histogram',
};

/** For those who can't see it. */
export function inWords(drawing: Drawing, look: Look): string {
  const kind = kindInWords[look.type] ?? 'Chart';
  const first = drawing.labels[0];
  const last = drawing.labels.at(-1);
  const names = [...new Set(drawing.series.map((series) => series.name))];
  const of = names.length === 1 ? names[0] : `${names.length} series: ${names.join(', ')}`;
  return `${kind} of ${of} by ${drawing.axis.label}, ${drawing.labels.length === 1 ? first : `${drawing.labels.length} values from ${first} to ${last}`}`;
}
