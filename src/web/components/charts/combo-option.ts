// Bars and lines over the same names: bars by the left axis, lines by the right one where their unit is another.
import type { EChartsCoreOption } from 'echarts/core';
import { common, type Measure, small, ticksFor, valueAxis, widestTick } from './axes.ts';
import { namesAxis } from './bar-option.ts';
import { type ChartColours, colourOf } from './colours.ts';
import type { Drawing, Look, Series } from './drawing.ts';
import type { Size } from './spot.ts';

export function comboOption(
  drawing: Drawing,
  look: Look,
  colours: ChartColours,
  { width }: Size,
  widthOf: Measure,
): EChartsCoreOption {
  const { bars, lines } = partedBy(drawing, look);
  const sides = [bars, lines].map((series) => {
    const part = { ...drawing, series };
    const values = series.flatMap((one) => one.values).filter((value) => value !== null);
    const ticks = ticksFor(part, Math.min(0, ...values), Math.max(0, ...values) || 1);
    return { part, ticks, room: series.length > 0 ? widestTick(part, ticks, widthOf) + 12 : 14 };
  });
  const [left, right] = sides as [(typeof sides)[0], (typeof sides)[0]];
  return {
    ...common(colours),
    grid: { left: left.room, right: right.room, top: 10, bottom: 26, outerBoundsMode: 'none' },
    xAxis: namesAxis(drawing, colours, width - left.room - right.room, widthOf),
    yAxis: [
      valueAxis(left.part, colours, left.ticks),
      // One set of hairlines is enough; the right axis has its marks at its own round numbers.
      { ...valueAxis(right.part, colours, right.ticks), position: 'right', splitLine: { show: false } },
    ],
    series: [
      ...bars.map((series) => ({
        type: 'bar',
        name: series.name,
        data: series.values,
        barMaxWidth: 48,
        barCategoryGap: '28%',
        barGap: '8%',
        itemStyle: { color: colourOf(colours, series.index), opacity: series.compared ? 0.45 : 1, borderRadius: [2, 2, 0, 0] },
        emphasis: { disabled: true },
      })),
      ...lines.map((series) => ({
        type: 'line',
        yAxisIndex: 1,
        name: series.name,
        data: series.values,
        symbol: 'circle',
        symbolSize: small / 2,
        showSymbol: drawing.places.length <= 12,
        lineStyle: {
          width: series.compared ? 1.5 : 2,
          color: colourOf(colours, series.index),
          ...(series.compared && { type: [4, 4], opacity: 0.45 }),
        },
        itemStyle: { color: colourOf(colours, series.index), ...(series.compared && { opacity: 0.45 }) },
        emphasis: { disabled: true },
      })),
    ],
  };
}

/** Which measures are lines is told; otherwise the last one is. */
const partedBy = (drawing: Drawing, look: Look): { bars: Series[]; lines: Series[] } => {
  const last = drawing.series.at(-1)?.column.name;
  const asLine = ({ column }: Series) => (look.lines ? look.lines.includes(column.name) : column.name === last);
  const several = new Set(drawing.series.map(({ column }) => column.name)).size > 1;
  return {
    bars: drawing.series.filter((series) => !several || !asLine(series)),
    lines: drawing.series.filter((series) => several && asLine(series)),
  };
};
