// Where tiles are, and moving them by keys. Pure.
import type { Tile } from '#contract';

export const columns = 12;
type Place = { i: string; x: number; y: number; w: number; h: number };

export const placesOf = (tiles: readonly Tile[]): Place[] =>
  tiles.map(({ id, x, y, w, h }) => ({
    i: id,
    x: Math.min(x, columns - 1),
    y,
    w: Math.min(w, columns - Math.min(x, columns - 1)),
    h,
  }));

export function putPlaces(tiles: readonly Tile[], places: readonly Readonly<Place>[]): Tile[] {
  const byId = new Map(places.map((place) => [place.i, place]));
  return tiles.map((tile) => {
    const place = byId.get(tile.id);
    return place ? { ...tile, x: place.x, y: place.y, w: place.w, h: place.h } : tile;
  });
}

export type Step = { x?: number; y?: number; w?: number; h?: number };

/** One step of an arrow key; the grid then makes room as it does for a drag. */
export function moved(tiles: readonly Tile[], id: string, by: Step): Tile[] {
  return tiles.map((tile) => {
    if (tile.id !== id) return tile;
    const w = clamp(tile.w + (by.w ?? 0), 1, columns - tile.x);
    return {
      ...tile,
      w,
      h: clamp(tile.h + (by.h ?? 0), 1, 40),
      x: clamp(tile.x + (by.x ?? 0), 0, columns - w),
      // A step down must pass what lies below, or the grid would draw it up again at once.
      y: Math.max(0, tile.y + (by.y ?? 0) * (by.y === 1 ? below(tiles, tile) : 1)),
    };
  });
}
const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

function below(tiles: readonly Tile[], tile: Tile): number {
  const under = tiles.filter(
    (other) => other.id !== tile.id && other.y >= tile.y + tile.h && other.x < tile.x + tile.w && tile.x < other.x + other.w,
  );
  const next = under.toSorted((a, b) => a.y - b.y)[0];
  return next ? next.h : 1;
}

export const without = (tiles: readonly Tile[], id: string): Tile[] => tiles.filter((tile) => tile.id !== id);
