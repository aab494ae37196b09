// What the engines say differently. All else is written once, in the SQL that they share.
import type { ColumnKind, Table } from '../plan.ts';
import type { Sql } from '../sql.ts';

export type Dialect = {
  /**
   * The table's rows, with its columns called c0, c1, … and each of the kind that the table says. `between`: only these days
   * (and perhaps a few more) of that column are wanted.
   */
  rows(table: Table, between?: { column: string; from: string; to: string } | null): Sql;
  /** Null where it isn't one. */
  numberIn(text: Sql): Sql;
  timeIn(text: Sql): Sql;
  yesOrNo(value: Sql, kind: ColumnKind): Sql;
  asText(value: Sql, kind: ColumnKind): Sql;
  /** An integer of any length. */
  hugeInteger(value: Sql): Sql;
  /** As whatever is compared or ordered byte by byte. */
  inOrder(value: Sql, kind: ColumnKind): Sql;
  least(value: Sql, kind: ColumnKind): Sql;
  greatest(value: Sql, kind: ColumnKind): Sql;
  contains(text: Sql, part: Sql): Sql;
  /** A moment moved on by so many microseconds. */
  later(time: Sql, microseconds: Sql): Sql;
};
