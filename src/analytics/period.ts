// Days: what a time range comes to, and the period before it. Pure, and always half-open.
import { invalid, type TimeRange } from '#contract';

export type Period = { readonly from: string; readonly to: string };
/** Either of them is 0. */
export type Shift = { readonly days: number; readonly months: number };

const dayLength = 86_400_000;
const numberOf = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / dayLength);
const dayOf = (number: number) => new Date(number * dayLength).toISOString().slice(0, 10);
export const addDays = (day: string, days: number): string => dayOf(numberOf(day) + days);
const daysBetween = (from: string, to: string) => numberOf(to) - numberOf(from);

/** 31 January and a month is the end of February. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The days that a range comes to where the data's last day is `lastDay`; null where it stays open at its beginning. */
export function periodOf(range: TimeRange, lastDay: string): Period | null {
  const end = addDays(lastDay, 1);
  if ('last' in range) {
    const { last, unit } = range;
    if (unit === 'day' || unit === 'week') return { from: addDays(end, -last * (unit === 'week' ? 7 : 1)), to: end };
    return { from: addMonths(end, -last * (unit === 'year' ? 12 : 1)), to: end };
  }
  if (range.from === undefined) return null;
  if (range.to !== undefined && range.to <= range.from) throw invalid('time.to', 'must be after “from”');
  return { from: range.from, to: range.to ?? (end > range.from ? end : addDays(range.from, 1)) };
}

/** The period of the same length just before: whole months where these are whole months, else as many days. */
export function before(period: Period, range: TimeRange): { period: Period; months: number } {
  const months = monthsIn(period, range);
  const from = months > 0 ? addMonths(period.from, -months) : addDays(period.from, -daysBetween(period.from, period.to));
  return { period: { from, to: period.from }, months };
}

function monthsIn({ from, to }: Period, range: TimeRange): number {
  if ('last' in range) return range.unit === 'month' ? range.last : range.unit === 'year' ? range.last * 12 : 0;
  if (!from.endsWith('-01') || !to.endsWith('-01')) return 0;
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

/** How far the earlier period is moved on so that its first bucket falls on the later one's. */
export function shiftOf(later: Period, earlier: Period, months: number, byMonth: boolean): Shift {
  return months > 0 && byMonth ? { days: 0, months } : { days: daysBetween(earlier.from, later.from), months: 0 };
}
