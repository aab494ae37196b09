// One point for each value of a dimension, placed by two measures; a third makes it bigger.
import type { Column, Result, Value } from '#contract';
import { formatValue } from '../format.ts';
import { common, labelFor, type Measure, small } from './axes.ts';
import { type ChartColours, colourOf } from './colours.ts';
import { measuresOf, numberOf } from './drawing.ts';
import type { Painting } from './spot.ts';
import { lineSpan, niceTicks } from './ticks.ts';

type Point = { value: Value; label: string; x: number; y: number; size: number | null };
export type Cloud = { of: Column; x: Column; y: Column; size: Column | null; points: Point[]; leftOut: number };

/** Null without a dimension and two measures. Points of which either is unknown are left out, and counted. */
export function cloudOf(result: Result): Cloud | null {
  const at = result.columns.findIndex(({ role }) => role === 'dimension');
  const of = result.columns[at];
  const [x, y, size] = measuresOf(result);
  if (!of || !x || !y) return null;
  const points = result.rows.flatMap((row): Point[] => {
    const [across, up] = [numberOf(row[x.index]), numberOf(row[y.index])];
    const value = row[at] ?? null;
    if (across === null || up === null) return [];
    return [{ value, label: formatValue(value, of), x: across, y: up, size: size ? numberOf(row[size.index]) : null }];
  });
  const leftOut = result.rows.length - points.length;
  return { of, x: x.column, y: y.column, size: size?.column ?? null, points, leftOut };
}

export const cloudPainting = (cloud: Cloud): Painting => {
  const biggest = Math.max(0, ...cloud.points.map(({ size }) => Math.abs(size ?? 0)));
  // Areas are compared, so the side goes with the root.
  const diameter = ({ size }: Point) => (size === null || biggest === 0 ? 8 : 5 + 27 * Math.sqrt(Math.abs(size) / biggest));
  return {
    label: `Scatter plot of ${cloud.points.length} values of ${cloud.of.label} by ${cloud.x.label} and ${cloud.y.label}`,
    option: (colours, { width }, widthOf) => {
      const [x, y] = [marks(cloud.points, 'x'), marks(cloud.points, 'y')];
      const across = axis(cloud.x, x, colours, 'x');
      const left = Math.max(...y.map((tick) => widthOf(labelFor(cloud.y, y)(tick)))) + 12;
      return {
        ...common(colours),
        grid: { left, right: 16, top: 26, bottom: 40, outerBoundsMode: 'none' },
        xAxis: { ...across, ...nameOf(cloud.x, 'middle', 24, colours, widthOf, width) },
        yAxis: { ...axis(cloud.y, y, colours, 'y'), ...nameOf(cloud.y, 'end', 10, colours, widthOf, width), nameLocation: 'end' },
        series: [
          {
            type: 'scatter',
            data: cloud.points.map((point) => ({ value: [point.x, point.y], symbolSize: diameter(point) })),
            itemStyle: { color: colourOf(colours, 0), opacity: 0.7, borderColor: colours.surface, borderWidth: 1 },
            emphasis: { disabled: true },
          },
        ],
      };
    },
    spot: (chart, x, y) => {
      let near: Point | null = null;
      let distance = Number.POSITIVE_INFINITY;
      for (const point of cloud.points) {
        const [px = 0, py = 0] = chart.convertToPixel('grid', [point.x, point.y]);
        const far = Math.hypot(px - x, py - y) - diameter(point) / 2;
        if (far < distance) [near, distance] = [point, far];
      }
      if (!near || distance > 12) return null;
      const { value, label, size } = near;
      return {
        key: label,
        caption: label,
        rows: [
          { name: cloud.x.label, value: formatValue(near.x, cloud.x) },
          { name: cloud.y.label, value: formatValue(near.y, cloud.y) },
          ...(cloud.size ? [{ name: cloud.size.label, value: formatValue(size, cloud.size) }] : []),
        ],
        picks: [{ field: cloud.of.name, value }],
      };
    },
  };
};

const marks = (points: readonly Point[], side: 'x' | 'y') => {
  const values = points.map((point) => point[side]);
  return niceTicks(...lineSpan(Math.min(...values), Math.max(...values)));
};

const axis = (column: Column, ticks: readonly number[], colours: ChartColours, side: 'x' | 'y') => ({
  type: 'value',
  min: ticks[0],
  max: ticks.at(-1),
  interval: (ticks[1] ?? 1) - (ticks[0] ?? 0),
  axisLine: { show: side === 'x', lineStyle: { color: colours.other } },
  axisTick: { show: false },
  splitLine: { show: side === 'y', lineStyle: { color: colours.line, width: 1 } },
  axisLabel: { color: colours.quiet, fontSize: small, formatter: labelFor(column, ticks) },
});

/** Here both axes are measures, so each has to be named. */
const nameOf = (
  { label }: Column,
  place: 'middle' | 'end',
  gap: number,
  colours: ChartColours,
  widthOf: Measure,
  width: number,
) => ({
  name: label,
  nameLocation: place,
  nameGap: gap,
  nameTextStyle: {
    color: colours.quiet,
    fontSize: small,
    ...(place === 'end' && { align: 'left', padding: [0, 0, 0, -Math.min(40, widthOf('000 K'))] }),
    width: width * 0.8,
    overflow: 'truncate',
  },
});
