// Which rows a cell of an answer counts, as conditions; and which cells can be said so exactly. Pure.
import type { Column, Filter, Grain, Query, Value } from '#contract';
import { timeOf } from '../format.ts';

export type Cell = { row: readonly Value[]; columns: readonly Column[]; measure: Column };

/** Not what was worked out of two measures or times, and no clock that the rows aren't kept by. */
export const isBehind = (column: Column, query: Pick<Query, 'timeZone'>, columns: readonly Column[]): boolean =>
  column.role === 'measure' &&
  !column.of &&
  (!query.timeZone || query.timeZone === 'UTC' || !columns.some(({ type, role }) => role === 'dimension' && type === 'time'));

export const conditionsOf = ({ row, columns }: Pick<Cell, 'row' | 'columns'>): Filter[] =>
  columns.flatMap((column, at): Filter[] => {
    if (column.role !== 'dimension') return [];
    const value = row[at] ?? null;
    if (!column.grain || typeof value !== 'string') return [{ field: column.name, in: [value] }];
    return [{ field: column.name, min: value, max: endOf(value, column.grain) }];
  });

const steps: Partial<Record<Grain, number>> = { second: 1e3, minute: 6e4, hour: 36e5, day: 864e5, week: 7 * 864e5 };
const monthsIn: Partial<Record<Grain, number>> = { month: 1, quarter: 3, year: 12 };

/** Where the next bucket begins, written as this one's beginning is. */
export function endOf(start: string, grain: Grain): string {
  const time = timeOf(start);
  const step = steps[grain];
  const date = new Date(time);
  const end = step
    ? new Date(time + step)
    : new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (monthsIn[grain] ?? 1), date.getUTCDate()));
  const written = end.toISOString();
  if (start.length <= 10) return written.slice(0, 10);
  return start.includes('T')
    ? `${written.slice(0, 19)}${start.endsWith('Z') ? 'Z' : ''}`
    : written.slice(0, 19).replace('T', ' ');
}
