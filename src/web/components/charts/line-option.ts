// Lines and areas, with their names at their ends.
import type { EChartsCoreOption } from 'echarts/core';
import {
  categoryAxis,
  common,
  labelsAtEnds,
  type Measure,
  namesOf,
  pointer,
  small,
  span,
  ticksFor,
  valueAxis,
  widestTick,
} from './axes.ts';
import { type ChartColours, colourOf, lineOf } from './colours.ts';
import type { Drawing, Look, Series } from './drawing.ts';
import type { Size } from './spot.ts';
import { lineSpan, timeTickLabel, timeTicks } from './ticks.ts';

/** Where a line chart's parts are, so that what stands beside the canvas meets what is on it. */
export function lineLayout(drawing: Drawing, look: Look, width: number, widthOf: Measure) {
  const stacked = look.type === 'area' && look.stacked !== false && namesOf(drawing).length > 1;
  const [min, max] = span(drawing, stacked);
  const [from, to] = look.type === 'area' ? [Math.min(0, min), Math.max(0, max)] : lineSpan(min, max);
  const ticks = ticksFor(drawing, from, to);
  const ends = labelsAtEnds(drawing, look, width);
  const endWidth = ends ? Math.min(width * 0.3, Math.max(...namesOf(drawing).map(widthOf)) + 14) : 0;
  const left = Math.max(widestTick(drawing, ticks, widthOf) + 12, look.aligned ?? 0);
  return { stacked, ticks, ends, left, right: ends ? endWidth + 16 : 14, top: 10, bottom: 26 };
}

export type EndLabel = { name: string; index: number; x: number; y: number };
const apart = 15;

/** The names at the ends of lines, moved apart where lines end close together. */
export function endLabels(drawing: Drawing, look: Look, size: Size, widthOf: Measure): EndLabel[] {
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

export function lineOption(
  drawing: Drawing,
  look: Look,
  colours: ChartColours,
  { width }: Size,
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
      .flatMap((series): Drawn[] => (drawing.soFar && !stacked && !few && !series.compared ? untilNow(series) : [series]))
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
          color: lineOf(colours, series.index).color,
          ...(series.compared
            ? { type: [4, 4], opacity: 0.45 }
            : series.open
              ? { type: [2, 3] }
              : lineOf(colours, series.index).dashed && { type: [7, 3] }),
        },
        itemStyle: { color: lineOf(colours, series.index).color, ...(series.compared && { opacity: 0.45 }) },
        emphasis: { disabled: few },
      })),
  };
}

type Drawn = Series & { open?: true };

/** What isn't over is drawn as such: the last step of the line, towards a number that will still grow, is dotted. */
const untilNow = (series: Series): Drawn[] => {
  const last = series.values.length - 1;
  return [
    { ...series, values: series.values.with(last, null) },
    { ...series, values: series.values.map((value, i) => (i >= last - 1 ? value : null)), open: true },
  ];
};
