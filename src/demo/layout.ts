// Dashboards as rows of tiles on twelve columns, so that nothing overlaps and edges meet.
export type Placed = { id: string; x: number; y: number; w: number; h: number };
type What = { chart: `chart:${string}`; title?: string } | { text: string };

/** A chart's name and how many of the twelve columns it takes. */
export const chart = (name: string, w: number, title?: string) => ({
  id: name.replaceAll('-', '_'),
  w,
  what: { chart: `chart:${name}` as const, ...(title && { title }) },
});
export const text = (id: string, w: number, words: string) => ({ id, w, what: { text: words } });

type Row = readonly [height: number, ...tiles: { id: string; w: number; what: What }[]];

export function rows(...all: Row[]): (Placed & What)[] {
  let y = 0;
  return all.flatMap(([h, ...tiles]) => {
    let x = 0;
    const placed = tiles.map(({ id, w, what }) => {
      const tile = { id, x, y, w, h, ...what };
      x += w;
      return tile;
    });
    y += h;
    return placed;
  });
}

export const onTab = <T extends Placed & What>(tab: string, tiles: readonly T[]) => tiles.map((tile) => ({ ...tile, tab }));

/** Heights: a number, a chart, a list of a dozen lines. */
export const low = 3;
export const high = 7;
export const tall = 9;
