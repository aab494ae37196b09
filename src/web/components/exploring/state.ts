// What a reader has set on an explore besides its filters, and how the address says so. Pure.
import { Grain, type TimeRange, TimeZone, type Value } from '#contract';
import { readTime, readValue, type Search, writeTime, writeValue } from '../filters/chosen.ts';

/** What the values of a dimension are ranked by. */
export const sorts = ['value', 'share', 'change', 'percent'] as const;
export type Sort = (typeof sorts)[number];
export type Days = { from: string; to: string };
export type PivotFields = { rows: string[]; columns: string[]; measures: string[] };
export type State = {
  /** The measure that ranks. */
  by?: string;
  sort?: Sort;
  /** The measures that are shown; absent: the first of them, as many as there can be. */
  drawn?: string[];
  /** The least first. */
  ascending?: true;
  grain?: Grain;
  /** Absent: the organization's. */
  zone?: string;
  /** What is selected on the charts. */
  selected?: Days;
  /** Where zooming out leads, the nearest last. */
  back?: TimeRange[];
  /** The dimension whose values have a table to themselves. */
  open?: string;
  /** Drawn apart, each value a line; without values the first few. */
  split?: { dimension: string; values?: Value[] };
  pivot?: PivotFields;
};

export const mostSplit = 8;
const days = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/;
const keys = [
  'by',
  'measures',
  'sort',
  'grain',
  'zone',
  'selected',
  'back',
  'open',
  'split',
  'line',
  'pivot',
  'rows',
  'columns',
  'show',
];

export function readState(search: Search): State {
  const first = (key: string) => search[key]?.[0];
  const names = (key: string) => [...new Set((first(key) ?? '').split(',').filter(Boolean))];
  const [sort = '', up] = (first('sort') ?? '').split('-');
  const grain = Grain.safeParse(first('grain'));
  const zone = TimeZone.safeParse(first('zone'));
  const [, from, to] = days.exec(first('selected') ?? '') ?? [];
  const back = (search.back ?? []).map(readTime).filter((time) => time !== undefined);
  const lines = (search.line ?? []).map(readValue).filter((value) => value !== undefined);
  const drawn = names('measures');
  const [by, open, split] = [first('by'), first('open'), first('split')];
  return {
    ...(by && { by }),
    ...(drawn.length > 0 && { drawn }),
    ...(isSort(sort) && { sort }),
    ...(up === 'up' && { ascending: true }),
    ...(grain.success && { grain: grain.data }),
    ...(zone.success && { zone: zone.data }),
    ...(from && to && from < to && { selected: { from, to } }),
    ...(back.length > 0 && { back }),
    ...(open && { open }),
    ...(split && { split: { dimension: split, ...(lines.length > 0 && { values: lines.slice(0, mostSplit) }) } }),
    ...(first('pivot') === 'yes' && { pivot: { rows: names('rows'), columns: names('columns'), measures: names('show') } }),
  };
}
const isSort = (text: string): text is Sort => sorts.some((sort) => sort === text);

/** The rest of the address stays as it is. */
export function writeState(state: State, search: Search): Search {
  const next = Object.fromEntries(Object.entries(search).filter(([key]) => !keys.includes(key)));
  const { by, drawn, sort, ascending, grain, zone, selected, back, open, split, pivot } = state;
  const said: Record<string, readonly string[] | undefined> = {
    by: by ? [by] : undefined,
    measures: drawn && listed(drawn),
    sort: (sort && sort !== 'value') || ascending ? [`${sort ?? 'value'}${ascending ? '-up' : ''}`] : undefined,
    grain: grain && [grain],
    zone: zone ? [zone] : undefined,
    selected: selected && [`${selected.from}..${selected.to}`],
    back: back?.map(writeTime),
    open: open ? [open] : undefined,
    split: split && [split.dimension],
    line: split?.values?.map(writeValue),
    pivot: pivot && ['yes'],
    rows: pivot && listed(pivot.rows),
    columns: pivot && listed(pivot.columns),
    show: pivot && listed(pivot.measures),
  };
  for (const [key, texts] of Object.entries(said)) if (texts && texts.length > 0) next[key] = texts;
  return next;
}
const listed = (names: readonly string[]) => (names.length > 0 ? [names.join(',')] : undefined);
