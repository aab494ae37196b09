// A dashboard while it is being changed: every change can be undone. Pure.
import { DashboardDefinition, type DefinitionOf, type Resource, type Tile } from '#contract';
import { columns } from './layout.ts';

export type Edited = { title: string; definition: DefinitionOf<'dashboard'> };
export type History = {
  past: readonly Edited[];
  now: Edited;
  future: readonly Edited[];
  /** What the last change was of: the next one of the same, typing on say, is undone together with it. */
  last: string | null;
};
const mostSteps = 100;

export const editedFrom = ({ title, definition }: Pick<Resource, 'title' | 'definition'>): Edited => ({
  title,
  definition: DashboardDefinition.parse(definition),
});
export const begin = (now: Edited): History => ({ past: [], now, future: [], last: null });

export function changed(history: History, next: Edited, of?: string): History {
  if (JSON.stringify(next) === JSON.stringify(history.now)) return history;
  const together = of !== undefined && of === history.last;
  const past = together ? history.past : [...history.past, history.now].slice(-mostSteps);
  return { past, now: next, future: [], last: of ?? null };
}
/** The grid settling tiles by itself is no change of anybody's. */
export const settled = (history: History, now: Edited): History => ({ ...history, now });

export function undone(history: History): History {
  const now = history.past.at(-1);
  if (!now) return history;
  return { past: history.past.slice(0, -1), now, future: [history.now, ...history.future], last: null };
}
export function redone(history: History): History {
  const [now, ...future] = history.future;
  if (!now) return history;
  return { past: [...history.past, history.now], now, future, last: null };
}

/** The tab that a tile is on, of those that there are. */
export const tabOf = (tile: Pick<Tile, 'tab'>, tabs: DefinitionOf<'dashboard'>['tabs']): string | undefined =>
  tabs?.find(({ id }) => id === tile.tab)?.id ?? tabs?.[0]?.id;
export const onTab = (tiles: readonly Tile[], tabs: DefinitionOf<'dashboard'>['tabs'], tab: string | undefined): Tile[] =>
  tab === undefined ? [...tiles] : tiles.filter((tile) => tabOf(tile, tabs) === tab);

/** An id that none of these has: t1, t2 … */
export function freeId(taken: readonly { id: string }[], letter: 't' | 'p'): string {
  for (let n = taken.length + 1; ; n++) if (!taken.some(({ id }) => id === `${letter}${n}`)) return `${letter}${n}`;
}

type What = { chart: string } | { text: string };
const sizes = { chart: { w: 6, h: 7 }, text: { w: 12, h: 2 } };

/** A new tile stands below all others of its tab. */
export function added({ definition, ...rest }: Edited, what: What, tab: string | undefined): Edited {
  const beside = onTab(definition.tiles, definition.tabs, tab);
  const y = Math.max(0, ...beside.map((tile) => tile.y + tile.h));
  const last = beside.findLast((tile) => tile.y + tile.h === y);
  const size = 'chart' in what ? sizes.chart : sizes.text;
  // Beside the last one while there is room in its row.
  const room = last && 'chart' in what && last.x + last.w + size.w <= columns && last.h === size.h;
  const place = room ? { x: last.x + last.w, y: last.y } : { x: 0, y };
  const tile: Tile = { id: freeId(definition.tiles, 't'), ...place, ...size, ...(tab !== undefined && { tab }), ...what };
  return { ...rest, definition: { ...definition, tiles: [...definition.tiles, tile] } };
}

/** The first tab takes everything that is there along. */
export function withTab({ definition, ...rest }: Edited, title: string): Edited {
  const tabs = definition.tabs ?? [];
  const id = freeId(tabs, 'p');
  const first = tabs.length === 0 ? [{ id: 'p1', title: 'First' }] : tabs;
  const added = { id: tabs.length === 0 ? 'p2' : id, title };
  return { ...rest, definition: { ...definition, tabs: [...first, added] } };
}

/** Without a tab its tiles go to the one before it; with one tab left there are none. */
export function withoutTab({ definition, ...rest }: Edited, id: string): Edited {
  const tabs = definition.tabs ?? [];
  const at = tabs.findIndex((tab) => tab.id === id);
  const left = tabs.filter((tab) => tab.id !== id);
  const heir = left[Math.max(0, at - 1)]?.id;
  const below = Math.max(0, ...onTab(definition.tiles, tabs, heir).map((tile) => tile.y + tile.h));
  const tiles = definition.tiles.map((tile): Tile => {
    if (tabOf(tile, tabs) === id) return { ...tile, y: tile.y + below, ...(heir !== undefined && { tab: heir }) };
    return tile;
  });
  const { tabs: _, ...without } = definition;
  if (left.length > 1) return { ...rest, definition: { ...without, tabs: left, tiles } };
  return { ...rest, definition: { ...without, tiles: tiles.map(({ tab: __, ...tile }): Tile => tile) } };
}
