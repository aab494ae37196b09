import { DashboardDefinition, type Tile } from '#contract';
import { describeKind, ordinary } from './kind.ts';

export const dashboard = describeKind({
  ...ordinary,
  kind: 'dashboard',
  label: 'dashboard',
  plural: 'dashboards',
  definition: DashboardDefinition,
  uses: ['chart'],
  refs: ({ tiles }) =>
    tiles.flatMap((tile, at) => ('chart' in tile ? [{ field: `definition.tiles[${at}].chart`, ref: tile.chart }] : [])),
  replaceRefs: ({ tiles, ...rest }, replace) => ({
    ...rest,
    tiles: tiles.flatMap((tile): Tile[] => {
      if (!('chart' in tile)) return [tile];
      const chart = replace(tile.chart);
      return chart ? [{ ...tile, chart }] : [];
    }),
  }),
  using: (refs) => ({
    tiles: refs.map((chart, at) => ({ id: `t${at + 1}`, chart, x: (at % 2) * 6, y: Math.floor(at / 2) * 6 })),
  }),
  showsParts: true,
});
