// A selection on the time axis: between the points that are drawn and the days that are asked for. Pure.
import type { Compare, Grain, Result } from '#contract';
import { dayOf, timeOf } from '../format.ts';
import type { Days } from './state.ts';

/** Places on the axis: where one began, and where one is. */
export type Reach = { anchor: number; head: number };
export const ends = ({ anchor, head }: Reach) => ({ first: Math.min(anchor, head), last: Math.max(anchor, head) });

const aDay = 86_400_000;
const months: Partial<Record<Grain, number>> = { month: 1, quarter: 3, year: 12 };
/** When the bucket that begins then is over. */
export function endOf(start: number, grain: Grain): number {
  const date = new Date(start);
  if (months[grain]) return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months[grain], date.getUTCDate());
  return start + (grain === 'week' ? 7 * aDay : grain === 'day' ? aDay : grain === 'hour' ? 3_600_000 : 60_000);
}

/** Whole days, and none that the page isn't about: a first week can begin before them. */
export function daysOf(reach: Reach, times: readonly number[], grain: Grain, period: Result['period']): Days {
  const { first, last } = ends(reach);
  const from = dayOf(times[first] ?? 0);
  const to = dayOf(endOf(times[last] ?? 0, grain) + aDay - 1);
  return {
    from: period && from < period.from ? period.from : from,
    to: period && to > period.to ? period.to : to,
  };
}

/** The points of these days; null where they have none here. */
export function reachOf({ from, to }: Days, times: readonly number[], grain: Grain): Reach | null {
  const [start, end] = [timeOf(from), timeOf(to)];
  const anchor = times.findIndex((time) => endOf(time, grain) > start);
  const head = times.findLastIndex((time) => time < end);
  return anchor === -1 || head < anchor ? null : { anchor, head };
}

/** Arrows carry the end that moves; without a selection they begin at the side they come from. */
export function extended(reach: Reach | null, step: number, count: number): Reach {
  if (!reach) return step > 0 ? { anchor: 0, head: 0 } : { anchor: count - 1, head: count - 1 };
  return { ...reach, head: Math.max(0, Math.min(count - 1, reach.head + step)) };
}

/** The days that a selection is compared with: as far away from it as what the page compares with is from the page's. */
export function comparedTo(
  selected: Days,
  compare: Compare | undefined,
  whole: Pick<Result, 'period' | 'comparedWith'>,
): Compare | undefined {
  if (!compare || !whole.period || !whole.comparedWith) return compare;
  const away = timeOf(whole.period.from) - timeOf(whole.comparedWith.from);
  return { from: dayOf(timeOf(selected.from) - away), to: dayOf(timeOf(selected.to) - away) };
}
