// What an explore asks for, from what is chosen on it. Pure.
import type { Column, Compare, Field, Filter, Grain, QueryInput, Result, TimeRange } from '#contract';
import { timeOf } from '../format.ts';

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

export type Asked = { filter?: Filter | undefined; time?: TimeRange | undefined; compare?: Compare | undefined };
const asked = ({ filter, time, compare }: Asked): Pick<QueryInput, 'filter' | 'time' | 'compare'> => ({
  ...(filter && { filter }),
  ...(time && { time }),
  ...(compare && { compare }),
});

export const totals = (measures: readonly Field[], choices: Asked): QueryInput => ({
  measures: measures.map(({ name }) => name),
  ...asked(choices),
});
export const overTime = (time: string, grain: Grain, measures: readonly Field[], choices: Asked): QueryInput => ({
  dimensions: [{ name: time, grain }],
  measures: measures.map(({ name }) => name),
  sort: [{ field: time }],
  limit: 10_000,
  ...asked(choices),
});
export const monthsOf = (time: string, measure: Field): QueryInput => ({
  dimensions: [{ name: time, grain: 'month' }],
  measures: [measure.name],
  limit: 10_000,
});
export const leaders = (dimension: string, measure: string, limit: number, choices: Asked): QueryInput => ({
  dimensions: [{ name: dimension }],
  measures: [measure],
  sort: [{ field: measure, descending: true }],
  limit,
  ...asked(choices),
});

/** The part of an answer that is about one measure. */
export function aboutOne(result: Result, measure: string): Result {
  const kept = result.columns.flatMap((column, i) => (column.role === 'dimension' || column.name === measure ? [i] : []));
  return {
    ...result,
    columns: kept.flatMap((i) => result.columns[i] ?? []),
    rows: result.rows.map((row) => kept.map((i) => row[i] ?? null)),
  };
}

/** Shares say something only of what adds up. */
export const addsUp = (measure: Field) =>
  measure.format === 'integer' || measure.format === 'compact' || measure.format === 'currency';
