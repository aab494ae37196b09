// A drawing on two axes as a painting: which option draws it, and what is under the pointer.
import type { ECharts } from 'echarts/core';
import { changeInFigures, formatValue } from '../format.ts';
import { barOption } from './bar-option.ts';
import { comboOption } from './combo-option.ts';
import { type Drawing, inWords, type Look, liesDown } from './drawing.ts';
import { lineOption } from './line-option.ts';
import type { Painting, Spot } from './spot.ts';

/** Bars stand on names, even where those are times; lines on the time itself. */
const onNames = (look: Look) => look.type === 'bar' || look.type === 'combo' || look.type === 'histogram';

export const paintingOf = (drawing: Drawing, look: Look): Painting => ({
  label: inWords(drawing, look),
  option: (colours, size, widthOf) => {
    if (look.type === 'combo') return comboOption(drawing, look, colours, size, widthOf);
    return onNames(look) ? barOption(drawing, look, colours, size, widthOf) : lineOption(drawing, look, colours, size, widthOf);
  },
  spot: (chart, x, y) => {
    if (!chart.containPixel('grid', [x, y])) return null;
    const place = placeAt(chart, drawing, look, x, y);
    return place === null ? null : spotOf(drawing, place);
  },
});

function placeAt(chart: ECharts, drawing: Drawing, look: Look, x: number, y: number): number | null {
  const lying = look.type === 'bar' && liesDown(drawing, look);
  const [across, down] = chart.convertFromPixel('grid', [x, y]) as number[];
  const found = lying ? down : across;
  if (found === undefined) return null;
  const place = drawing.times && !onNames(look) ? nearest(drawing.times, found) : Math.round(found);
  return place >= 0 && place < drawing.places.length ? place : null;
}

const spotOf = (drawing: Drawing, place: number): Spot => {
  const rows = drawing.series.filter((series) => !series.compared);
  return {
    key: String(place),
    caption: `${drawing.labels[place] ?? ''}${drawing.soFar && place === drawing.places.length - 1 ? ', so far' : ''}`,
    rows: rows.map(({ name, index, values, column }) => {
      const before = drawing.series.find((series) => series.compared && series.index === index);
      return {
        name,
        value: formatValue(values[place], column),
        ...(before && { change: changeInFigures(values[place], before.values[place], column) }),
        ...(rows.length > 1 && { series: index }),
      };
    }),
    // Of a time one wants a span, not a moment.
    picks: drawing.times ? [] : [{ field: drawing.axis.name, value: drawing.places[place] ?? null }],
  };
};

function nearest(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle;
    else high = middle;
  }
  return Math.abs((times[low] ?? 0) - time) <= Math.abs((times[high] ?? 0) - time) ? low : high;
}
