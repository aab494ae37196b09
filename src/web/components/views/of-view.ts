// Between what a reader has chosen and what a saved view keeps of it. Pure.
import type { Choices, Filter, QueryInput, SavedView, TimeRange } from '#contract';
import { type Chosen, choicesOf } from '../filters/chosen.ts';

/** What a page shows, and a view can keep. */
export type Shown = {
  chosen: Chosen;
  /** Of an explore: what is asked besides, as the explore itself would say it. */
  query?: Asks;
};
export type Asks = Omit<QueryInput, 'filter'> & { filter?: Filter | undefined };
export type Understood = (query: SavedView['query']) => Asks;

export const bodyOf = ({ chosen, query }: Shown, opensWith: TimeRange | undefined) => ({
  choices: choicesToSave(chosen, opensWith),
  ...(query && { query }),
});
/** Null for what this page can't show. */
export function shownBy(view: SavedView, understood?: Understood): Shown | null {
  const chosen = chosenOf(view.choices);
  return chosen && { chosen, ...(understood && { query: understood(view.query) }) };
}

/** What is kept: what was chosen, not what the page opens with anyway; a comparison needs the time that it compares. */
export const choicesToSave = (chosen: Chosen, opensWith: TimeRange | undefined): Choices =>
  choicesOf(chosen, chosen.compare ? opensWith : undefined);

/** Null for what filters of a page can't say, such as a view with an "or" that a program saved. */
export function chosenOf({ filter, time, compare }: Choices): Chosen | null {
  const chosen: Chosen = { values: {}, ranges: {}, ...(time && { time }), ...(compare && { compare }) };
  const conditions = !filter ? [] : 'and' in filter ? filter.and : [filter];
  return conditions.every((condition) => take(chosen, condition)) ? chosen : null;
}

function take(chosen: Chosen, condition: Filter): boolean {
  if (!('field' in condition)) return false;
  const { field, ...rest } = condition;
  if ('notIn' in rest && rest.notIn) {
    if (chosen.excluded?.[field]) return false;
    chosen.excluded = { ...chosen.excluded, [field]: rest.notIn };
    return true;
  }
  if (field in chosen.values || field in chosen.ranges) return false;
  const keys = Object.keys(rest);
  if ('in' in rest && rest.in && keys.length === 1) {
    chosen.values[field] = rest.in;
    return true;
  }
  const { min, max } = rest as { min?: unknown; max?: unknown };
  const plain = [min, max].every((end) => end === undefined || typeof end === 'number');
  if (!plain || keys.length === 0 || keys.some((key) => key !== 'min' && key !== 'max')) return false;
  chosen.ranges[field] = { ...(typeof min === 'number' && { min }), ...(typeof max === 'number' && { max }) };
  return true;
}

/** Whether two choices show the same, whatever order they were made in. */
export const isSameView = (one: Shown, other: Shown, opensWith: TimeRange | undefined): boolean =>
  canonical(one.chosen, opensWith) === canonical(other.chosen, opensWith) &&
  JSON.stringify(one.query) === JSON.stringify(other.query);

const canonical = (chosen: Chosen, opensWith: TimeRange | undefined): string => {
  const { time, compare } = choicesOf(chosen, opensWith);
  const said = (entries: [string, unknown][]) => entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const listed = (lists: Chosen['values'] = {}) =>
    Object.entries(lists).map(([name, list]): [string, unknown] => [name, list.map((value) => JSON.stringify(value)).toSorted()]);
  const ranges = Object.entries(chosen.ranges).map(([name, { min, max }]): [string, unknown] => [
    name,
    [min ?? null, max ?? null],
  ]);
  return JSON.stringify([
    said(listed(chosen.values)),
    said(listed(chosen.excluded)),
    said(ranges),
    said(Object.entries(time ?? {})),
    compare ?? null,
  ]);
};
