// What all axes share: round marks said alike, horizontal hairlines, names with room.
import type { Column } from '#contract';
import { formatTick, thin } from '../format.ts';
import type { ChartColours } from './colours.ts';
import type { Drawing, Look } from './drawing.ts';
import { niceTicks } from './ticks.ts';

export const chartFont = "'IBM Plex Sans', system-ui, sans-serif";
export const small = 12;

/** Names stand at the ends of lines while they are few and have room; else in a legend above. */
export const labelsAtEnds = (drawing: Drawing, look: Look, width: number): boolean => {
  if (look.aligned !== undefined) return false;
  const names = namesOf(drawing).length;
  return width >= 400 && (look.type === 'line' || look.type === 'area') && names > 1 && names <= 4 && drawing.places.length > 1;
};
export const namesOf = (drawing: Drawing) => drawing.series.filter((series) => !series.compared).map((series) => series.name);

export type Measure = (text: string) => number;

export const common = (colours: ChartColours) => ({
  animation: false,
  textStyle: { fontFamily: chartFont, fontSize: small, color: colours.quiet },
});

export function span(drawing: Drawing, stacked: boolean): [number, number] {
  const values = stacked ? stackedEnds(drawing) : drawing.series.flatMap((series) => series.values);
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return min > max ? [0, 1] : [min, max];
}

export function stackedEnds(drawing: Drawing): number[] {
  return drawing.places.flatMap((_, i) => {
    let up = 0;
    let down = 0;
    for (const { values } of drawing.series) {
      const value = values[i] ?? 0;
      if (value > 0) up += value;
      else down += value;
    }
    return [up, down];
  });
}

/** Marks in the unit that will be read: long durations in hours, not in round minutes. */
export function ticksFor(drawing: Drawing, min: number, max: number, most = 5): number[] {
  const inHours = drawing.series[0]?.column.format === 'duration_min' && Math.max(-min, max) >= 120;
  return inHours ? niceTicks(min / 60, max / 60, most).map((hours) => hours * 60) : niceTicks(min, max, most, isCounted(drawing));
}
const isCounted = ({ series }: Drawing) =>
  series.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)));
export const labelOf = (drawing: Drawing, ticks: readonly number[]) => labelFor(drawing.series[0]?.column ?? {}, ticks);
export const labelFor = (column: Partial<Column>, ticks: readonly number[]) => {
  const most = Math.max(...ticks.map(Math.abs));
  // A unit is said once, at the top; formats that have their own say it at every mark.
  const unit =
    'unit' in column && column.unit && !['percent', 'currency', 'duration_min'].includes(column.format ?? '') ? column.unit : '';
  const top = ticks.at(-1);
  return (value: number) => `${formatTick(value, column, most)}${unit && value === top ? `${thin}${unit}` : ''}`;
};

export function valueAxis(drawing: Drawing, colours: ChartColours, ticks: number[]) {
  return {
    type: 'value',
    min: ticks[0],
    max: ticks.at(-1),
    interval: (ticks[1] ?? 1) - (ticks[0] ?? 0),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: colours.line, width: 1 } },
    axisLabel: { color: colours.quiet, fontSize: small, formatter: labelOf(drawing, ticks) },
    axisPointer: { show: false },
  };
}
export const widestTick = (drawing: Drawing, ticks: number[], widthOf: Measure) =>
  Math.max(...ticks.map((tick) => widthOf(labelOf(drawing, ticks)(tick))));

export const pointer = (colours: ChartColours) => ({
  show: true,
  type: 'line',
  lineStyle: { color: colours.other, width: 1, type: 'solid' },
  label: { show: false },
});

export function categoryAxis(drawing: Drawing, colours: ChartColours, room: number, widthOf: Measure) {
  const widest = Math.max(...drawing.labels.map(widthOf)) + 14;
  const every = Math.max(1, Math.ceil((widest * drawing.labels.length) / Math.max(room, 1)));
  return {
    type: 'category',
    data: drawing.labels,
    axisLine: { show: true, lineStyle: { color: colours.other } },
    axisTick: { show: false },
    axisLabel: {
      color: colours.quiet,
      fontSize: small,
      interval: every - 1,
      width: Math.max(40, (room / Math.max(1, drawing.labels.length)) * every - 8),
      overflow: 'truncate',
    },
    splitLine: { show: false },
  };
}
