// What a canvas shows and what is under the pointer on it: the same shape for every kind of chart.
import type { ECharts, EChartsCoreOption } from 'echarts/core';
import type { Value } from '#contract';
import type { Measure } from './axes.ts';
import type { ChartColours } from './colours.ts';

export type Size = { width: number; height: number };
/** A value of a dimension that was clicked. */
export type Pick = { field: string; value: Value };
export type Spot = {
  /** Equal for equal spots, so that moving inside one changes nothing. */
  key: string;
  caption: string;
  rows: { name: string; value: string; change?: string; series?: number }[];
  picks: Pick[];
};
export type Painting = {
  /** For those who can't see it. */
  label: string;
  option(colours: ChartColours, size: Size, widthOf: Measure): EChartsCoreOption;
  spot(chart: ECharts, x: number, y: number, size: Size): Spot | null;
};
