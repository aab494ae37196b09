// Days: what a time range comes to, and the period it is compared with. Pure, and always half-open.
import { type Compare, type Grain, invalid, type TimeRange } from '#contract';

export type Period = { readonly from: string; readonly to: string };
/** Either of them is 0. */
export type Shift = { readonly days: number; readonly months: number };

const dayLength = 86_400_000;
const numberOf = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / dayLength);
const dayOf = (number: number) => new Date(number * dayLength).toISOString().slice(0, 10);
export const addDays = (day: string, days: number): string => dayOf(numberOf(day) + days);
const daysBetween = (from: string, to: string) => numberOf(to) - numberOf(from);
const monthsBetween = (from: string, to: string) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

/** 31 January and a month is the end of February. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

const monthsOf = { month: 1, year: 12 } as const;

/** The days that a range comes to where the data's last day is `lastDay`; null where it stays open at its beginning. */
export function periodOf(range: TimeRange, lastDay: string): Period | null {
  const end = addDays(lastDay, 1);
  if ('last' in range) {
    const { last, unit } = range;
    if (unit === 'day' || unit === 'week') return { from: addDays(end, -last * (unit === 'week' ? 7 : 1)), to: end };
    return { from: addMonths(end, -last * monthsOf[unit]), to: end };
  }
  if (range.from === undefined) return null;
  if (range.to !== undefined && range.to <= range.from) throw invalid('time.to', 'must be after “from”');
  return { from: range.from, to: range.to ?? (end > range.from ? end : addDays(range.from, 1)) };
}

/**
 * The period compared with, and how far it is moved on so that its buckets fall on the later one's. `grains` are those of the
 * time that is drawn, if it is: what would land after the later period's end then has nothing to be compared with.
 */
export function comparedWith(
  period: Period,
  range: TimeRange,
  compare: Compare,
  grains: readonly Grain[],
): { period: Period; shift: Shift; aligned: Period } {
  const { months, ...earlier } = earlierOf(period, range, compare, grains);
  const shift = months === 0 ? { days: daysBetween(earlier.period.from, period.from), months: 0 } : { days: 0, months };
  const last = months === 0 ? addDays(period.to, -shift.days) : addMonths(period.to, -months);
  const cut = grains.length > 0 && last < earlier.period.to;
  return { ...earlier, shift, aligned: cut ? { from: earlier.period.from, to: last } : earlier.period };
}

/** `months`: by how many it is moved, where not by days. */
function earlierOf(
  period: Period,
  range: TimeRange,
  compare: Compare,
  grains: readonly Grain[],
): { period: Period; months: number } {
  const byMonth = grains.every((grain) => grain === 'month' || grain === 'quarter' || grain === 'year');
  if (compare === 'previous') {
    const months = monthsIn(period, range);
    const from = months > 0 ? addMonths(period.from, -months) : addDays(period.from, -daysBetween(period.from, period.to));
    return { period: { from, to: period.from }, months: byMonth ? months : 0 };
  }
  if (compare === 'previous_year') {
    // Weeks fall on weeks 52 of them earlier.
    if (grains.includes('week')) return { period: { from: addDays(period.from, -364), to: addDays(period.to, -364) }, months: 0 };
    // 29 February has no day a year before: the next one.
    const from = addMonths(period.from, -12);
    return {
      period: { from: from.slice(5) < period.from.slice(5) ? addDays(from, 1) : from, to: addMonths(period.to, -12) },
      months: 12,
    };
  }
  if (compare.to <= compare.from) throw invalid('compare.to', 'must be after “from”');
  const sameDay = compare.from.slice(8) === period.from.slice(8);
  return { period: compare, months: byMonth && sameDay ? monthsBetween(compare.from, period.from) : 0 };
}

function monthsIn({ from, to }: Period, range: TimeRange): number {
  if ('last' in range) return range.unit === 'day' || range.unit === 'week' ? 0 : range.last * monthsOf[range.unit];
  return from.endsWith('-01') && to.endsWith('-01') ? monthsBetween(from, to) : 0;
}
