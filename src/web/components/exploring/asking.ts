// What an explore asks for, from what is chosen on it. Pure.
import type { Column, Compare, Field, Filter, Grain, QueryInput, Result, TimeRange, Value } from '#contract';
import { timeOf } from '../format.ts';
import type { PivotFields, Sort } from './state.ts';

const days: Record<'day' | 'week' | 'month' | 'year', number> = { day: 1, week: 7, month: 30.4, year: 365 };

/** How many days a range is long; null when it has no end or no beginning. */
export function lengthOf(time: TimeRange | undefined): number | null {
  if (!time) return null;
  if ('last' in time) return time.last * days[time.unit];
  return time.from !== undefined && time.to !== undefined ? (timeOf(time.to) - timeOf(time.from)) / 86_400_000 : null;
}

/** As fine as a line of a few hundred points allows. */
export function grainFor(length: number, type: Column['type']): Grain {
  if (length <= 3 && type === 'time') return 'hour';
  if (length <= 190) return 'day';
  if (length <= 1000) return 'week';
  return length <= 9000 ? 'month' : 'year';
}

const daysIn = { minute: 1 / 1440, hour: 1 / 24, day: 1, week: 7, month: 30.4, quarter: 91.2, year: 365 };
const mostPoints = 800;
/** Those that give a line: more than a point, and no more than can be told apart. */
export const grainsFor = (length: number, type: Column['type']): Grain[] =>
  (Object.keys(daysIn) as (keyof typeof daysIn)[]).filter((grain) => {
    const points = length / daysIn[grain];
    return (type === 'time' || daysIn[grain] >= 1) && points <= mostPoints && (points >= 1.5 || grain === 'day');
  });
/** Columns of a table are fewer than points of a line. */
export const grainAcross = (length: number): Grain =>
  (['day', 'week', 'month', 'quarter'] as const).find((grain) => length / daysIn[grain] <= 20) ?? 'year';

/** The days that the data spans, from its months; null before it is known. */
export function spanOf(months: Result | undefined): number | null {
  const times = months?.rows.map((row) => timeOf(String(row[0]))).filter((time) => !Number.isNaN(time)) ?? [];
  if (times.length === 0) return null;
  let [first, last] = [times[0] ?? 0, times[0] ?? 0];
  for (const time of times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return (last - first) / 86_400_000 + 30;
}

export type Asked = {
  filter?: Filter | undefined;
  time?: TimeRange | undefined;
  compare?: Compare | undefined;
  timeZone?: string | undefined;
};
const asked = ({ filter, time, compare, timeZone }: Asked): Pick<QueryInput, 'filter' | 'time' | 'compare' | 'timeZone'> => ({
  ...(filter && { filter }),
  ...(time && { time }),
  ...(compare && { compare }),
  ...(timeZone && { timeZone }),
});
/** As much as one query takes. */
export const mostMeasures = 12;
const named = (measures: readonly Field[]) => measures.slice(0, mostMeasures).map(({ name }) => name);

export const totals = (measures: readonly Field[], choices: Asked): QueryInput => ({
  measures: named(measures),
  ...asked(choices),
});
export const overTime = (time: string, grain: Grain, measures: readonly Field[], choices: Asked): QueryInput => ({
  dimensions: [{ name: time, grain }],
  measures: named(measures),
  sort: [{ field: time }],
  limit: 10_000,
  fill: true,
  ...asked(choices),
});
/** Each value a line of its own. They aren't compared with another time too: nobody could read that many lines. */
export function apart(
  time: string,
  grain: Grain,
  measures: readonly Field[],
  choices: Asked,
  split: { dimension: string; values: readonly Value[] },
): QueryInput {
  const { compare: _, ...rest } = choices;
  return {
    dimensions: [{ name: time, grain }, { name: split.dimension }],
    measures: named(measures),
    limit: 10_000,
    fill: true,
    ...asked({ ...rest, filter: and(rest.filter, { field: split.dimension, in: [...split.values] }) }),
  };
}
export const and = (filter: Filter | undefined, other: Filter): Filter =>
  !filter ? other : { and: [...('and' in filter ? filter.and : [filter]), other] };

export const monthsOf = (time: string, measure: Field): QueryInput => ({
  dimensions: [{ name: time, grain: 'month' }],
  measures: [measure.name],
  limit: 10_000,
});

export type Ranking = { by: Field; sort: Sort; ascending: boolean; limit: number };
export const leaders = (dimension: string, { by, sort, ascending, limit }: Ranking, choices: Asked): QueryInput => ({
  dimensions: [{ name: dimension }],
  measures: [by.name],
  derive: [...(choices.compare ? (['delta', 'ratio'] as const) : []), ...(addsUp(by) ? (['share'] as const) : [])],
  sort: [{ field: by.name, descending: !ascending, ...(choices.compare && of[sort]) }],
  limit,
  ...asked(choices),
});
// The greatest value has the greatest share.
const of: Record<Sort, { of?: 'delta' | 'ratio' }> = { value: {}, share: {}, change: { of: 'delta' }, percent: { of: 'ratio' } };

/** Everything about the values of one dimension. */
export const tableOf = (dimension: string, measures: readonly Field[], by: Field, choices: Asked): QueryInput => ({
  dimensions: [{ name: dimension }],
  measures: named([by, ...measures.filter((measure) => measure !== by)]),
  ...(choices.compare && { derive: ['delta', 'ratio'] }),
  sort: [{ field: by.name, descending: true }],
  limit: 1000,
  totals: true,
  ...asked(choices),
});

/** Without anything across it is a plain table. Null while there is nothing to show. */
export function pivotOf(pivot: PivotFields, time: { name: string; grain: Grain } | null, choices: Asked): QueryInput | null {
  const { compare: _, ...rest } = choices;
  const { rows, columns, measures } = pivot;
  if (measures.length === 0 || rows.length + columns.length === 0) return null;
  const across = rows.length > 0 ? columns : [];
  return {
    dimensions: [...rows, ...columns].map((name) => (name === time?.name ? time : { name })),
    measures: measures.slice(0, mostMeasures),
    totals: true,
    limit: 200,
    ...(across.length > 0 && { pivot: { columns: across, limit: Math.max(4, Math.floor(60 / measures.length)) } }),
    ...asked(rest),
  };
}

/** The part of an answer that is about one measure. */
export function aboutOne(result: Result, measure: string): Result {
  const kept = result.columns.flatMap((column, i) => (column.role === 'dimension' || column.name === measure ? [i] : []));
  return {
    ...result,
    columns: kept.flatMap((i) => result.columns[i] ?? []),
    rows: result.rows.map((row) => kept.map((i) => row[i] ?? null)),
  };
}

/** What became of a measure stands beside it. */
export function besideEachOther(result: Result): Result {
  const names = [...new Set(result.columns.map(({ name }) => name))];
  const order = names.flatMap((name) => result.columns.flatMap((column, i) => (column.name === name ? [i] : [])));
  const turned = (row: readonly Value[]) => order.map((i) => row[i] ?? null);
  return {
    ...result,
    columns: order.flatMap((i) => result.columns[i] ?? []),
    rows: result.rows.map(turned),
    ...(result.totals && { totals: turned(result.totals) }),
  };
}

/** Shares say something only of what adds up. */
export const addsUp = (measure: Field) =>
  measure.format === 'integer' || measure.format === 'compact' || measure.format === 'currency';
