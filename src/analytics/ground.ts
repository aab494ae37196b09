// What a query stands on: a table, the words of its engine, and the clock and calendar that times are read by.
import type { Query } from '#contract';
import type { Dialect } from './dialects/dialect.ts';
import type { Period } from './period.ts';
import type { Table } from './plan.ts';
import { type Zone, zoneOf } from './zone.ts';

export type Ground = {
  readonly table: Table;
  readonly dialect: Dialect;
  /** Null: times are read as they are held. */
  readonly zone: Zone | null;
  /** The days within which times of that column are read, where that is known. */
  readonly span?: { readonly column: string; readonly period: Period } | null;
  /** Of the week: 0 is Sunday. */
  readonly firstDay: number;
};

export const groundOf = (
  { timeZone, firstDayOfWeek }: Pick<Query, 'timeZone' | 'firstDayOfWeek'>,
  table: Table,
  dialect: Dialect,
): Ground => ({ table, dialect, zone: timeZone ? zoneOf(timeZone) : null, firstDay: firstDayOfWeek ?? 1 });
