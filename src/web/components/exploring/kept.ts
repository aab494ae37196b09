// What a saved view keeps of an explore besides its filters and its time, said as a query, and back. Pure.
import type { Asks } from '../views/of-view.ts';
import { mostMeasures } from './asking.ts';
import type { Has } from './known.ts';
import type { Sort, State } from './state.ts';

// Of `sort`, a share ranks as its value does: that it is the share is told by asking for it.
const of: Partial<Record<Sort, 'delta' | 'ratio'>> = { change: 'delta', percent: 'ratio' };

/** Over time with `fill`, or else laid out as a pivot. The way back from a zoom isn't kept. */
export function queryOf(state: State, { measures, time }: Pick<Has, 'measures' | 'time'>): Asks {
  const { by, drawn, sort, ascending, grain, zone, selected, open, split, pivot } = state;
  const named = (name: string) => ({ name, ...(name === time?.name && grain && { grain }) });
  const always = { ...(selected && { time: selected }), ...(zone && { timeZone: zone }) };
  if (pivot)
    return {
      dimensions: [...pivot.rows, ...pivot.columns].map(named),
      measures: pivot.measures.slice(0, mostMeasures),
      ...(pivot.columns.length > 0 && { pivot: { columns: pivot.columns } }),
      ...always,
    };
  const field = by ?? measures[0]?.name;
  const ranked = by || (sort && sort !== 'value') || ascending;
  return {
    dimensions: [
      ...(open ? [{ name: open }] : []),
      ...(time && (grain || split) ? [named(time.name)] : []),
      ...(split ? [{ name: split.dimension }] : []),
    ],
    measures: drawn?.slice(0, mostMeasures) ?? [],
    ...(split?.values && { filter: { field: split.dimension, in: [...split.values] } }),
    ...(sort === 'share' && { derive: ['share'] }),
    ...(ranked && field && { sort: [{ field, ...(sort && of[sort] && { of: of[sort] }), descending: !ascending }] }),
    ...(open && { totals: true }),
    fill: true,
    ...always,
  };
}

/** As much of it as an explore can show. */
export function stateOf(query: Asks, { measures: all, time }: Pick<Has, 'measures' | 'time'>): State {
  const { dimensions = [], measures = [], filter, derive, sort, totals, fill, pivot, timeZone: zone } = query;
  const grain = dimensions.find(({ name }) => name === time?.name)?.grain;
  const { from, to } = query.time && 'from' in query.time ? query.time : {};
  const always = { ...(grain && { grain }), ...(zone && { zone }), ...(from && to && { selected: { from, to } }) };
  const names = dimensions.map(({ name }) => name);
  if (pivot || !fill) {
    const columns = pivot?.columns ?? [];
    return { ...always, pivot: { rows: names.filter((name) => !columns.includes(name)), columns, measures } };
  }
  const [open, ...rest] = totals ? names : [undefined, ...names];
  const split = rest.find((name) => name !== time?.name);
  const values = filter && 'in' in filter && filter.field === split && filter.in;
  const [first] = sort ?? [];
  const sorted = first && (derive?.includes('share') ? 'share' : sorts[first.of ?? 'value']);
  const ascending = first && !first.descending;
  return {
    ...always,
    ...(first && first.field !== all[0]?.name && { by: first.field }),
    ...(measures.length > 0 && { drawn: measures }),
    ...(sorted && (sorted !== 'value' || ascending) && { sort: sorted }),
    ...(ascending && { ascending: true }),
    ...(open && { open }),
    ...(split && { split: { dimension: split, ...(values && { values }) } }),
  };
}
const sorts: Record<'value' | 'previous' | 'delta' | 'ratio', Sort> = {
  value: 'value',
  previous: 'value',
  delta: 'change',
  ratio: 'percent',
};
