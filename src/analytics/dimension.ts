// A dimension as an expression over the table's columns.
import { type Dimension, type Grain, problem } from '#contract';
import type { Ground } from './ground.ts';
import type { Operand } from './operand.ts';
import type { Shift } from './period.ts';
import type { Table } from './plan.ts';
import { bound, numbered, type Sql, sql } from './sql.ts';

export function columnOf({ table }: { table: Table }, name: string, of: string): Operand {
  const at = table.columns.findIndex((column) => column.name === name);
  const column = table.columns[at];
  if (!column) throw problem('unavailable', `${table.name} has no column “${name}”, which ${of} is made of.`);
  return { sql: numbered('c', at), kind: column.kind };
}

/** What the dimension's values are, before any grain. */
export function dimensionOperand(ground: Ground, dimension: Dimension): Operand {
  const of = `the dimension “${dimension.name}”`;
  const name = dimension.column ?? dimension.name;
  const column = columnOf(ground, name, of);
  const read = { ...ground, span: ground.span?.column === name ? ground.span : null };
  const plain = dimension.part ? partOf(asTime(column, read, of).sql, dimension.part) : typed(column, dimension.type, read, of);
  return dimension.bucket === undefined ? plain : inBuckets(plain, dimension.bucket, ground, of);
}

function typed(column: Operand, type: Dimension['type'], ground: Ground, of: string): Operand {
  const { sql: c, kind } = column;
  const { dialect, table } = ground;
  switch (type) {
    case 'string':
      return kind === 'text' ? column : { sql: dialect.asText(c, kind), kind: 'text' };
    case 'number':
      if (kind === 'integer' || kind === 'decimal') return column;
      if (kind === 'text') return { sql: dialect.numberIn(c), kind: 'decimal' };
      if (kind === 'boolean') return { sql: sql`CAST(${c} AS INTEGER)`, kind: 'integer' };
      throw problem('unavailable', `${table.name} holds times, not numbers, where ${of} is taken from.`);
    case 'boolean':
      if (kind === 'boolean') return column;
      if (kind === 'date' || kind === 'timestamp')
        throw problem('unavailable', `${table.name} holds times, not yes or no, where ${of} is taken from.`);
      return { sql: dialect.yesOrNo(c, kind), kind: 'boolean' };
    case 'time':
      return asTime(column, ground, of);
    case 'date':
      return asDate(asTime(column, ground, of));
  }
}

/** As the clock shows it that the query is asked by. */
function asTime(column: Operand, ground: Ground, of: string): Operand {
  const held = asHeld(column, ground, of);
  if (held.kind !== 'timestamp' || !ground.zone) return held;
  return { ...held, sql: ground.zone.shift(held.sql, ground.dialect, ground.span?.period) };
}

export function asHeld(column: Operand, { dialect, table }: Ground, of: string): Operand {
  if (column.kind === 'date' || column.kind === 'timestamp') return column;
  if (column.kind === 'text') return { sql: dialect.timeIn(column.sql), kind: 'timestamp' };
  throw problem('unavailable', `${table.name} holds no times where ${of} is taken from.`);
}
const asDate = (time: Operand): Operand => (time.kind === 'date' ? time : { sql: sql`CAST(${time.sql} AS DATE)`, kind: 'date' });

function partOf(time: Sql, part: NonNullable<Dimension['part']>): Operand {
  const parts = {
    hour: sql`EXTRACT(hour FROM CAST(${time} AS TIMESTAMP))`,
    weekday: sql`EXTRACT(isodow FROM ${time})`,
    month: sql`EXTRACT(month FROM ${time})`,
    year: sql`EXTRACT(year FROM ${time})`,
  };
  return { sql: sql`CAST(${parts[part]} AS INTEGER)`, kind: 'integer' };
}

function inBuckets(operand: Operand, width: number, { table }: Ground, of: string): Operand {
  if (operand.kind !== 'integer' && operand.kind !== 'decimal')
    throw problem('unavailable', `${table.name} holds no numbers to put into buckets where ${of} is taken from.`);
  if (operand.kind === 'integer' && Number.isSafeInteger(width)) {
    // Rounded down below zero as well, which % alone doesn't.
    const w = sql`CAST(${bound(width)} AS BIGINT)`;
    return { sql: sql`(${operand.sql} - ((${operand.sql} % ${w}) + ${w}) % ${w})`, kind: 'integer' };
  }
  const w = sql`CAST(${bound(width)} AS FLOAT8)`;
  return { sql: sql`(floor(CAST(${operand.sql} AS FLOAT8) / ${w}) * ${w})`, kind: 'decimal' };
}

/** The start of the hour, day, week … that the time lies in; the operand itself without a grain. */
export function atGrain(time: Operand, grain: Grain | undefined, { firstDay }: Pick<Ground, 'firstDay'>): Operand {
  if (!grain) return time;
  if (grain === 'second' || grain === 'minute' || grain === 'hour') {
    const names = { second: sql`'second'`, minute: sql`'minute'`, hour: sql`'hour'` };
    return { sql: sql`date_trunc(${names[grain]}, CAST(${time.sql} AS TIMESTAMP))`, kind: 'timestamp' };
  }
  const day = asDate(time).sql;
  const part = (name: Sql) => sql`CAST(EXTRACT(${name} FROM ${time.sql}) AS INTEGER)`;
  // Arithmetic on days is twice as quick as date_trunc over millions of rows.
  const starts = {
    day,
    week: sql`(${day} - (${part(sql`isodow`)} + ${bound(7 - firstDay)}) % 7)`,
    month: sql`(${day} - (${part(sql`day`)} - 1))`,
    quarter: sql`make_date(${part(sql`year`)}, ${part(sql`quarter`)} * 3 - 2, 1)`,
    year: sql`make_date(${part(sql`year`)}, 1, 1)`,
  };
  return { sql: starts[grain], kind: 'date' };
}

/** Later by so much, to lay one period over another. */
export function moveOn({ sql: time, kind }: Operand, { days, months }: Shift): Operand {
  if (months === 0 && kind === 'date') return { sql: sql`(${time} + CAST(${bound(days)} AS INTEGER))`, kind };
  const step =
    months === 0
      ? sql`CAST(${bound(days)} AS INTEGER) * INTERVAL '1 day'`
      : sql`CAST(${bound(months)} AS INTEGER) * INTERVAL '1 month'`;
  return kind === 'date' ? { sql: sql`CAST(${time} + ${step} AS DATE)`, kind } : { sql: sql`(${time} + ${step})`, kind };
}
