// A dimension as an expression over the table's columns.
import { type Dimension, type Grain, problem } from '#contract';
import type { Operand } from './operand.ts';
import type { Shift } from './period.ts';
import type { Table } from './plan.ts';
import { bound, numbered, type Sql, sql } from './sql.ts';

export function columnOf(table: Table, name: string, of: string): Operand {
  const at = table.columns.findIndex((column) => column.name === name);
  const column = table.columns[at];
  if (!column) throw problem('unavailable', `${table.file} has no column “${name}”, which ${of} is made of.`);
  return { sql: numbered('c', at), kind: column.kind };
}

/** What the dimension's values are, before any grain. */
export function dimensionOperand(table: Table, dimension: Dimension): Operand {
  const of = `the dimension “${dimension.name}”`;
  const column = columnOf(table, dimension.column ?? dimension.name, of);
  const plain = dimension.part ? partOf(asTime(column, table, of).sql, dimension.part) : typed(column, dimension.type, table, of);
  return dimension.bucket === undefined ? plain : inBuckets(plain, dimension.bucket, table, of);
}

function typed(column: Operand, type: Dimension['type'], table: Table, of: string): Operand {
  const { sql: c, kind } = column;
  switch (type) {
    case 'string':
      return kind === 'text' ? column : { sql: sql`CAST(${c} AS VARCHAR)`, kind: 'text' };
    case 'number':
      if (kind === 'integer' || kind === 'decimal') return column;
      if (kind === 'text') return { sql: sql`TRY_CAST(${c} AS DOUBLE)`, kind: 'decimal' };
      if (kind === 'boolean') return { sql: sql`CAST(${c} AS INTEGER)`, kind: 'integer' };
      throw problem('unavailable', `${table.file} holds times, not numbers, where ${of} is taken from.`);
    case 'boolean':
      if (kind === 'boolean') return column;
      if (kind === 'date' || kind === 'timestamp')
        throw problem('unavailable', `${table.file} holds times, not yes or no, where ${of} is taken from.`);
      return { sql: sql`TRY_CAST(${c} AS BOOLEAN)`, kind: 'boolean' };
    case 'time':
      return asTime(column, table, of);
    case 'date':
      return asDate(asTime(column, table, of));
  }
}

function asTime(column: Operand, table: Table, of: string): Operand {
  if (column.kind === 'date' || column.kind === 'timestamp') return column;
  if (column.kind === 'text') return { sql: sql`TRY_CAST(${column.sql} AS TIMESTAMP)`, kind: 'timestamp' };
  throw problem('unavailable', `${table.file} holds no times where ${of} is taken from.`);
}
const asDate = (time: Operand): Operand => (time.kind === 'date' ? time : { sql: sql`CAST(${time.sql} AS DATE)`, kind: 'date' });

function partOf(time: Sql, part: NonNullable<Dimension['part']>): Operand {
  const parts = { hour: sql`hour(${time})`, weekday: sql`isodow(${time})`, month: sql`month(${time})`, year: sql`year(${time})` };
  return { sql: parts[part], kind: 'integer' };
}

function inBuckets(operand: Operand, width: number, table: Table, of: string): Operand {
  if (operand.kind !== 'integer' && operand.kind !== 'decimal')
    throw problem('unavailable', `${table.file} holds no numbers to put into buckets where ${of} is taken from.`);
  if (operand.kind === 'integer' && Number.isSafeInteger(width)) {
    // Rounded down below zero as well, which % alone doesn't.
    const w = sql`CAST(${bound(width)} AS BIGINT)`;
    return { sql: sql`(${operand.sql} - ((${operand.sql} % ${w}) + ${w}) % ${w})`, kind: 'integer' };
  }
  const w = sql`CAST(${bound(width)} AS DOUBLE)`;
  return { sql: sql`(floor(${operand.sql} / ${w}) * ${w})`, kind: 'decimal' };
}

/** The start of the hour, day, week … that the time lies in; the operand itself without a grain. */
export function atGrain(time: Operand, grain: Grain | undefined): Sql {
  if (!grain) return time.sql;
  if (grain === 'hour') return sql`date_trunc('hour', CAST(${time.sql} AS TIMESTAMP))`;
  const day = asDate(time).sql;
  // Arithmetic on days is twice as quick as date_trunc over millions of rows.
  const starts = {
    day,
    week: sql`(${day} - (CAST(isodow(${time.sql}) AS INTEGER) - 1))`,
    month: sql`(${day} - (CAST(day(${time.sql}) AS INTEGER) - 1))`,
    quarter: sql`make_date(year(${time.sql}), quarter(${time.sql}) * 3 - 2, 1)`,
    year: sql`make_date(year(${time.sql}), 1, 1)`,
  };
  return starts[grain];
}

/** Later by so much, to lay an earlier period over a later one. */
export function moveOn({ sql: time, kind }: Operand, { days, months }: Shift): Operand {
  if (months === 0 && kind === 'date') return { sql: sql`(${time} + CAST(${bound(days)} AS INTEGER))`, kind };
  const step = months > 0 ? sql`to_months(CAST(${bound(months)} AS INTEGER))` : sql`to_days(CAST(${bound(days)} AS INTEGER))`;
  return kind === 'date' ? { sql: sql`CAST(${time} + ${step} AS DATE)`, kind } : { sql: sql`(${time} + ${step})`, kind };
}
