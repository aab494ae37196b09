// The one ECharts theme: horizontal hairlines, five marks at most, names at the lines' ends, nothing that the data doesn't need.
import type { EChartsCoreOption } from 'echarts/core';
import type { Column } from '#contract';
import { formatTick, formatValue, thin } from '../format.ts';
import { type ChartColours, colourOf } from './colours.ts';
import { type Drawing, type Look, liesDown } from './drawing.ts';
import { lineSpan, niceTicks, timeTickLabel, timeTicks } from './ticks.ts';

export const chartFont = "'IBM Plex Sans', system-ui, sans-serif";
const small = 12;

/** Names stand at the ends of lines while they are few and have room; else in a legend above. */
export const labelsAtEnds = (drawing: Drawing, look: Look, width: number): boolean => {
  const names = namesOf(drawing).length;
  return width >= 400 && look.type !== 'bar' && names > 1 && names <= 4 && drawing.places.length > 1;
};
export const namesOf = (drawing: Drawing) => drawing.series.filter((series) => !series.compared).map((series) => series.name);

export type Measure = (text: string) => number;

export function chartOption(
  drawing: Drawing,
  look: Look,
  colours: ChartColours,
  size: { width: number; height: number },
  widthOf: Measure,
): EChartsCoreOption {
  return look.type === 'bar'
    ? barOption(drawing, look, colours, size, widthOf)
    : lineOption(drawing, look, colours, size, widthOf);
}

const common = (colours: ChartColours) => ({
  animation: false,
  textStyle: { fontFamily: chartFont, fontSize: small, color: colours.quiet },
});

function span(drawing: Drawing, stacked: boolean): [number, number] {
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

function stackedEnds(drawing: Drawing): number[] {
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
function ticksFor(drawing: Drawing, min: number, max: number, most = 5): number[] {
  const inHours = drawing.series[0]?.column.format === 'duration_min' && Math.max(-min, max) >= 120;
  return inHours ? niceTicks(min / 60, max / 60, most).map((hours) => hours * 60) : niceTicks(min, max, most);
}
const labelOf = (drawing: Drawing, ticks: readonly number[]) => {
  const most = Math.max(...ticks.map(Math.abs));
  const column: Partial<Column> = drawing.series[0]?.column ?? {};
  // A unit is said once, at the top; formats that have their own say it at every mark.
  const unit =
    'unit' in column && column.unit && !['percent', 'currency', 'duration_min'].includes(column.format ?? '') ? column.unit : '';
  const top = ticks.at(-1);
  return (value: number) => `${formatTick(value, column, most)}${unit && value === top ? `${thin}${unit}` : ''}`;
};

function valueAxis(drawing: Drawing, colours: ChartColours, ticks: number[]) {
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
const widestTick = (drawing: Drawing, ticks: number[], widthOf: Measure) =>
  Math.max(...ticks.map((tick) => widthOf(labelOf(drawing, ticks)(tick))));

const pointer = (colours: ChartColours) => ({
  show: true,
  type: 'line',
  lineStyle: { color: colours.other, width: 1, type: 'solid' },
  label: { show: false },
});

/** Where a line chart's parts are, so that what stands beside the canvas meets what is on it. */
export function lineLayout(drawing: Drawing, look: Look, width: number, widthOf: Measure) {
  const stacked = look.type === 'area' && look.stacked !== false && namesOf(drawing).length > 1;
  const [min, max] = span(drawing, stacked);
  const [from, to] = look.type === 'area' ? [Math.min(0, min), Math.max(0, max)] : lineSpan(min, max);
  const ticks = ticksFor(drawing, from, to);
  const ends = labelsAtEnds(drawing, look, width);
  const endWidth = ends ? Math.min(width * 0.3, Math.max(...namesOf(drawing).map(widthOf)) + 14) : 0;
  const left = widestTick(drawing, ticks, widthOf) + 12;
  return { stacked, ticks, ends, left, right: ends ? endWidth + 16 : 14, top: 10, bottom: 26 };
}

export type EndLabel = { name: string; index: number; x: number; y: number };
const apart = 15;

/** The names at the ends of lines, moved apart where lines end close together. */
export function endLabels(drawing: Drawing, look: Look, size: { width: number; height: number }, widthOf: Measure): EndLabel[] {
  const { ticks, ends, stacked, right, top, bottom } = lineLayout(drawing, look, size.width, widthOf);
  if (!ends) return [];
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const tall = size.height - top - bottom;
  let under = 0;
  const labels = drawing.series
    .filter((series) => !series.compared)
    .map(({ name, index, values }) => {
      const value = values.findLast((one) => one !== null) ?? low;
      under += stacked ? value : 0;
      return { name, index, x: size.width - right + 8, y: top + (1 - ((stacked ? under : value) - low) / (high - low)) * tall };
    })
    .toSorted((a, b) => a.y - b.y);
  labels.forEach((label, i) => {
    label.y = Math.max(label.y, (labels[i - 1]?.y ?? Number.NEGATIVE_INFINITY) + apart);
  });
  let floor = size.height - bottom + 4;
  for (const label of labels.toReversed()) {
    label.y = Math.min(label.y, floor);
    floor = label.y - apart;
  }
  return labels;
}

function lineOption(
  drawing: Drawing,
  look: Look,
  colours: ChartColours,
  { width }: { width: number },
  widthOf: Measure,
): EChartsCoreOption {
  const { stacked, ticks, left, right, top, bottom } = lineLayout(drawing, look, width, widthOf);
  const room = width - left - right;
  const marks = drawing.times
    ? timeTicks(drawing.times[0] ?? 0, drawing.times.at(-1) ?? 0, Math.max(2, Math.min(5, Math.floor(room / 72))))
    : [];
  const few = drawing.places.length === 1;
  return {
    ...common(colours),
    grid: { left, right, top, bottom, outerBoundsMode: 'none' },
    xAxis: drawing.times
      ? {
          type: 'time',
          min: drawing.times[0],
          max: drawing.times.at(-1),
          axisLine: { show: true, onZero: false, lineStyle: { color: colours.other } },
          axisTick: { show: true, length: 4, customValues: marks, lineStyle: { color: colours.other } },
          axisLabel: {
            customValues: marks,
            color: colours.quiet,
            fontSize: small,
            hideOverlap: true,
            formatter: (time: number) => timeTickLabel(time, marks),
          },
          splitLine: { show: false },
          axisPointer: { ...pointer(colours), snap: true },
        }
      : { ...categoryAxis(drawing, colours, room, widthOf), boundaryGap: false, axisPointer: pointer(colours) },
    yAxis: valueAxis(drawing, colours, ticks),
    series: drawing.series
      // The comparison lies below what it is compared with.
      .toSorted((a, b) => Number(b.compared) - Number(a.compared))
      .map((series) => ({
        type: 'line',
        name: series.name,
        data: series.values.map((value, i) => (drawing.times ? [drawing.times[i], value] : value)),
        showSymbol: few,
        symbol: 'circle',
        symbolSize: 7,
        connectNulls: false,
        ...(stacked && !series.compared && { stack: 'all' }),
        ...(look.type === 'area' &&
          !series.compared && { areaStyle: { color: colourOf(colours, series.index), opacity: stacked ? 0.28 : 0.12 } }),
        lineStyle: {
          width: series.compared ? 1.5 : 2,
          color: colourOf(colours, series.index),
          ...(series.compared && { type: [4, 4], opacity: 0.45 }),
        },
        itemStyle: { color: colourOf(colours, series.index), ...(series.compared && { opacity: 0.45 }) },
        emphasis: { disabled: few },
      })),
  };
}

function categoryAxis(drawing: Drawing, colours: ChartColours, room: number, widthOf: Measure) {
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

function barOption(
  drawing: Drawing,
  look: Look,
  colours: ChartColours,
  { width, height }: { width: number; height: number },
  widthOf: Measure,
): EChartsCoreOption {
  const lying = liesDown(drawing, look);
  const stacked = look.stacked === true;
  const [min, max] = span(drawing, stacked);
  const ticks = ticksFor(drawing, Math.min(0, min), Math.max(0, max), lying && width < 320 ? 3 : 5);
  const said = lying && !stacked && namesOf(drawing).length === 1;
  const left = lying
    ? Math.min(width * 0.4, Math.max(...drawing.labels.map(widthOf))) + 12
    : widestTick(drawing, ticks, widthOf) + 12;
  const right = said
    ? Math.max(...drawing.series.flatMap(({ values, column }) => values.map((value) => widthOf(formatValue(value, column))))) + 12
    : 14;
  const shade = { show: true, type: 'shadow', shadowStyle: { color: colours.line, opacity: 0.5 }, label: { show: false } };
  const names = lying
    ? {
        ...categoryAxis(drawing, colours, height, () => 4),
        inverse: true,
        axisLine: { show: false },
        axisLabel: { color: colours.ink, fontSize: small, interval: 0, width: width * 0.4, overflow: 'truncate' },
        axisPointer: shade,
      }
    : {
        ...(drawing.times
          ? timeCategories(drawing, colours, width - left)
          : categoryAxis(drawing, colours, width - left, widthOf)),
        axisPointer: shade,
      };
  const upright = valueAxis(drawing, colours, ticks);
  // Lying bars carry their numbers; marks and upright hairlines would only repeat them.
  const values = said
    ? { ...upright, min: Math.min(0, min), max: Math.max(0, max) || 1, axisLabel: { show: false }, splitLine: { show: false } }
    : lying
      ? { ...upright, splitLine: { show: false } }
      : upright;
  const last = drawing.series.filter((series) => !series.compared).at(-1);
  const corner = lying ? [0, 2, 2, 0] : [2, 2, 0, 0];
  return {
    ...common(colours),
    grid: { left, right, top: lying ? 2 : 10, bottom: said ? 4 : 26, outerBoundsMode: 'none' },
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: drawing.series.map((series) => ({
      type: 'bar',
      name: series.name,
      data: series.values,
      barMaxWidth: lying ? 22 : 48,
      barCategoryGap: drawing.places.length > 40 ? '12%' : '28%',
      barGap: '8%',
      ...(stacked && { stack: series.compared ? 'before' : 'now' }),
      ...(said &&
        !series.compared && {
          label: {
            show: true,
            position: 'right',
            color: colours.ink,
            fontSize: small,
            distance: 6,
            formatter: ({ dataIndex }: { dataIndex: number }) => formatValue(series.values[dataIndex], series.column),
          },
        }),
      itemStyle: {
        color: colourOf(colours, series.index),
        opacity: series.compared ? 0.45 : 1,
        borderRadius: !stacked || series === last ? corner : 0,
        // A hairline of the ground keeps stacked neighbours apart.
        ...(stacked && { borderColor: colours.surface, borderWidth: 0.5 }),
      },
      emphasis: { disabled: true },
    })),
  };
}

/** Bars over time stand side by side, but their axis is marked like a calendar. */
function timeCategories(drawing: Drawing, colours: ChartColours, room: number) {
  const times = drawing.times ?? [];
  const most = Math.max(2, Math.min(5, Math.floor(room / 72)));
  const marks = timeTicks(times[0] ?? 0, times.at(-1) ?? 0, most);
  const nearest = new Map(marks.map((mark) => [closest(times, mark), mark]));
  return {
    ...categoryAxis(drawing, colours, room, () => 1),
    axisLabel: {
      color: colours.quiet,
      fontSize: small,
      interval: (index: number) => nearest.has(index),
      formatter: (_: string, index: number) => timeTickLabel(nearest.get(index) ?? 0, marks),
    },
  };
}

function closest(times: readonly number[], mark: number): number {
  let best = 0;
  times.forEach((time, i) => {
    if (Math.abs(time - mark) < Math.abs((times[best] ?? 0) - mark)) best = i;
  });
  return best;
}
