// Bars, upright or lying down; they begin at zero.
import type { EChartsCoreOption } from 'echarts/core';
import { formatValue } from '../format.ts';
import { categoryAxis, common, type Measure, namesOf, small, span, ticksFor, valueAxis, widestTick } from './axes.ts';
import { type ChartColours, colourOf } from './colours.ts';
import { barsThatFit, type Drawing, firstOf, type Look, liesDown, underCut } from './drawing.ts';
import type { Size } from './spot.ts';
import { timeTickLabel, timeTicks } from './ticks.ts';

export function barOption(
  all: Drawing,
  look: Look,
  colours: ChartColours,
  { width, height }: Size,
  widthOf: Measure,
): EChartsCoreOption {
  const fitting = barsThatFit(all, look, { width, height });
  const cut = fitting < all.places.length ? underCut : 0;
  const drawing = firstOf(all, fitting);
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
  const names = lying
    ? {
        ...categoryAxis(drawing, colours, height, () => 4),
        inverse: true,
        axisLine: { show: false },
        axisLabel: { color: colours.ink, fontSize: small, interval: 0, width: width * 0.4, overflow: 'truncate' },
        axisPointer: shade(colours),
      }
    : namesAxis(drawing, colours, width - left, widthOf);
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
    grid: { left, right, top: lying ? 2 : 10, bottom: (said ? 4 : 26) + cut, outerBoundsMode: 'none' },
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: drawing.series.map((series) => ({
      type: 'bar',
      name: series.name,
      data: series.values,
      ...(look.type !== 'histogram' && { barMaxWidth: lying ? 22 : 48 }),
      // What is counted in steps has no gaps between them.
      barCategoryGap: look.type === 'histogram' ? 1 : drawing.places.length > 40 ? '12%' : '28%',
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

const shade = (colours: ChartColours) => ({
  show: true,
  type: 'shadow',
  shadowStyle: { color: colours.line, opacity: 0.5 },
  label: { show: false },
});

/** The axis under upright bars. */
export const namesAxis = (drawing: Drawing, colours: ChartColours, room: number, widthOf: Measure) => ({
  ...(drawing.times ? timeCategories(drawing, colours, room) : categoryAxis(drawing, colours, room, widthOf)),
  axisPointer: shade(colours),
});

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
