// A dashboard's tiles on 12 columns; on a telephone one below the other, in reading order.
import type { CSSProperties, ReactNode } from 'react';
import type { Tile } from '#contract';
import styles from './grid.module.css';

/** On a telephone a tile is as high as its content wants, whatever its place on the grid. */
const tall = (tile: Tile) => `${Math.max(132, Math.min(tile.h * 40 + (tile.h - 1) * 12, 320))}px`;

export const inReadingOrder = (tiles: readonly Tile[]) => tiles.toSorted((a, b) => a.y - b.y || a.x - b.x);

export function TileGrid({ tiles, children }: { tiles: readonly Tile[]; children: (tile: Tile) => ReactNode }) {
  return (
    <div className={styles.grid}>
      {inReadingOrder(tiles).map((tile) => {
        const place: Record<`--${string}`, string | number> = {
          '--x': tile.x + 1,
          '--y': tile.y + 1,
          '--w': Math.min(tile.w, 12 - tile.x),
          '--h': tile.h,
          '--tall': tall(tile),
        };
        return (
          <div key={tile.id} className={styles.tile} data-text={'text' in tile || undefined} style={place as CSSProperties}>
            {children(tile)}
          </div>
        );
      })}
    </div>
  );
}
