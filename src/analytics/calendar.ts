// Buckets of time as text, for whatever happens after the engine has answered.
import type { Grain } from '#contract';
import { addDays, addMonths } from './period.ts';

const finer: Partial<Record<Grain, number>> = { second: 1000, minute: 60_000, hour: 3_600_000 };

/** The beginning of the bucket that a time, or a day, lies in. */
export function startOf(time: string, grain: Grain, firstDay: number): string {
  const day = time.slice(0, 10);
  switch (grain) {
    case 'second':
      return midnight(time).slice(0, 19);
    case 'minute':
      return `${midnight(time).slice(0, 16)}:00`;
    case 'hour':
      return `${midnight(time).slice(0, 13)}:00:00`;
    case 'day':
      return day;
    case 'week':
      return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() - firstDay + 7) % 7));
    case 'month':
      return `${day.slice(0, 7)}-01`;
    case 'quarter':
      return `${day.slice(0, 4)}-${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
    case 'year':
      return `${day.slice(0, 4)}-01-01`;
  }
}

/** The beginning of the next one. */
export function next(start: string, grain: Grain): string {
  const length = finer[grain];
  if (length !== undefined) return new Date(Date.parse(`${start}Z`) + length).toISOString().slice(0, 19);
  if (grain === 'day' || grain === 'week') return addDays(start, grain === 'day' ? 1 : 7);
  return addMonths(start, grain === 'month' ? 1 : grain === 'quarter' ? 3 : 12);
}

export const midnight = (text: string) => (text.length === 10 ? `${text}T00:00:00` : text);
