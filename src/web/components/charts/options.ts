// The one ECharts theme: horizontal hairlines, five marks at most, names at the lines' ends, nothing that the data doesn't need.
import type { EChartsCoreOption } from 'echarts/core';
import type { Measure } from './axes.ts';
import { barOption } from './bar-option.ts';
import type { ChartColours } from './colours.ts';
import type { Drawing, Look } from './drawing.ts';
import { lineOption } from './line-option.ts';

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
