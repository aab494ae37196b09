// What somebody changed, in a sentence for those who look through versions.
import { isDeepStrictEqual } from 'node:util';

export type State = { readonly title: string; readonly definition: Record<string, unknown> };

export const whatChanged = (before: State, after: State): string => {
  const fields = [...new Set([...Object.keys(before.definition), ...Object.keys(after.definition)])];
  const said = [
    ...(before.title === after.title ? [] : [`changed the title to “${after.title}”`]),
    ...fields.flatMap((field) => fieldChanged(field, before.definition[field], after.definition[field])),
  ];
  return said.length === 0 ? 'Changed nothing.' : sentence(said);
};

const fieldChanged = (field: string, before: unknown, after: unknown): string[] => {
  if (isDeepStrictEqual(before, after)) return [];
  const [from, to] = [entries(before), entries(after)];
  if (!from || !to)
    return [`${after === undefined ? 'removed' : before === undefined ? 'added' : 'changed'} the ${words(field)}`];
  const kept = [...to].filter(([key]) => from.has(key));
  const moved = kept.filter(([key, value]) => isMoved(from.get(key), value)).length;
  const changed = kept.filter(([key, value]) => !isDeepStrictEqual(from.get(key), value)).length - moved;
  const counts = [
    ['added', [...to.keys()].filter((key) => !from.has(key)).length],
    ['removed', [...from.keys()].filter((key) => !to.has(key)).length],
    ['moved', moved],
    ['changed', changed],
  ] as const;
  const said = counts.flatMap(([did, count]) =>
    count > 0 ? [`${did} ${count} ${count === 1 ? one(field) : words(field)}`] : [],
  );
  return said.length > 0 ? said : [`put the ${words(field)} in another order`];
};

/** Lists of things with an id or a name (tiles, filters, dimensions …), by it; an absent list is an empty one. */
const entries = (value: unknown): Map<string, unknown> | null => {
  if (!Array.isArray(value)) return value === undefined ? new Map() : null;
  const keys = value.map(keyOf);
  return keys.every((key) => key !== null) ? new Map(keys.map((key, at) => [key, value[at]])) : null;
};

const keyOf = (entry: unknown): string | null => {
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'object' || entry === null) return null;
  if ('id' in entry && typeof entry.id === 'string') return entry.id;
  return 'name' in entry && typeof entry.name === 'string' ? entry.name : null;
};

const isMoved = (before: unknown, after: unknown): boolean =>
  !isDeepStrictEqual(before, after) && isDeepStrictEqual(withoutPlace(before), withoutPlace(after));

const withoutPlace = (entry: unknown): unknown => {
  if (typeof entry !== 'object' || entry === null) return entry;
  const { x: _x, y: _y, w: _w, h: _h, ...rest } = entry as Record<string, unknown>;
  return rest;
};

/** `groupKey` → "group key". */
const words = (field: string) => field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const one = (field: string) => words(field).replace(/s$/, '');

const sentence = (said: readonly string[]): string => {
  const text = said.length === 1 ? `${said[0]}` : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};
