// Two dimensions across each other, each cell as dark as its number is big. One hue; a second one only below zero.
import type { CustomSeriesRenderItemAPI } from 'echarts/types/dist/shared';
import { formatValue } from '../format.ts';
import { common, small } from './axes.ts';
import { type Cells, spanOfCells } from './cells.ts';
import { type ChartColours, mixed } from './colours.ts';
import type { Painting } from './spot.ts';

export const heatPainting = (cells: Cells): Painting => {
  const [least, most] = spanOfCells(cells);
  return {
    label: `Heatmap of ${cells.measure.label} by ${cells.down.label} and ${cells.across.label}, from ${formatValue(least, cells.measure)} to ${formatValue(most, cells.measure)}`,
    option: (colours, { width, height }, widthOf) => {
      const left = Math.min(width * 0.35, Math.max(...cells.rows.map(({ label }) => widthOf(label)))) + 12;
      const room = { x: (width - left - 8) / cells.columns.length, y: (height - 30) / cells.rows.length };
      const widest = Math.max(...cells.columns.map(({ label }) => widthOf(label))) + 10;
      const shade = shader(least, most, colours);
      const saysIt = room.x > 44 && room.y > 18;
      const axis = { type: 'category', axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
      return {
        ...common(colours),
        grid: { left, right: 8, top: 4, bottom: 26, outerBoundsMode: 'none' },
        xAxis: {
          ...axis,
          data: cells.columns.map(({ label }) => label),
          axisLabel: { color: colours.quiet, fontSize: small, interval: Math.max(0, Math.ceil(widest / room.x) - 1) },
        },
        yAxis: {
          ...axis,
          inverse: true,
          data: cells.rows.map(({ label }) => label),
          axisLabel: {
            color: colours.ink,
            fontSize: small,
            interval: Math.max(0, Math.ceil(16 / room.y) - 1),
            width: width * 0.35,
            overflow: 'truncate',
          },
        },
        // The library's own heatmap takes its colours from a scale that knows nothing of text on them.
        series: [
          {
            type: 'custom',
            data: cells.amounts.flatMap((line, y) => line.map((_, x) => [x, y])),
            renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => {
              const [column, row] = [Number(api.value(0)), Number(api.value(1))];
              const [x = 0, y = 0] = api.coord([column, row]);
              const [wide = 0, tall = 0] = (api.size?.([1, 1]) as number[] | undefined) ?? [];
              const amount = cells.amounts[row]?.[column] ?? null;
              const { ground, text } = shade(amount);
              const rect = { x: x - wide / 2 + 0.5, y: y - tall / 2 + 0.5, width: wide - 1, height: tall - 1, r: 2 };
              return {
                type: 'rect',
                shape: rect,
                style: { fill: ground },
                ...(saysIt &&
                  amount !== null && {
                    textContent: { style: { text: formatValue(amount, cells.measure), fill: text, fontSize: small } },
                    textConfig: { position: 'inside' },
                  }),
              };
            },
          },
        ],
      };
    },
    spot: (chart, x, y) => {
      if (!chart.containPixel('grid', [x, y])) return null;
      const [across = -1, down = -1] = chart.convertFromPixel('grid', [x, y]) as number[];
      const [column, row] = [cells.columns[Math.round(across)], cells.rows[Math.round(down)]];
      if (!column || !row) return null;
      const amount = cells.amounts[Math.round(down)]?.[Math.round(across)] ?? null;
      return {
        key: `${row.label} ${column.label}`,
        caption: `${row.label}, ${column.label}`,
        rows: [{ name: cells.measure.label, value: formatValue(amount, cells.measure) }],
        picks: [
          { field: cells.down.name, value: row.value },
          { field: cells.across.name, value: column.value },
        ],
      };
    },
  };
};

/** How dark: from nothing at zero (or the least, where all is far from zero) to the first colour at the most. */
export const shader = (least: number, most: number, colours: ChartColours) => {
  const from = least >= 0 ? (least > most * 0.6 ? least : 0) : 0;
  const [up, down] = [colours.series[0] ?? colours.ink, colours.series[2] ?? colours.ink];
  return (amount: number | null): { ground: string; text: string } => {
    if (amount === null) return { ground: colours.surface, text: colours.quiet };
    const part = amount < 0 ? amount / least : most > from ? (amount - from) / (most - from) : 1;
    const strength = 0.06 + 0.94 * Math.max(0, Math.min(1, part));
    const ground = mixed(colours.surface, amount < 0 ? down : up, strength);
    return { ground, text: strength > 0.55 ? colours.surface : colours.ink };
  };
};
