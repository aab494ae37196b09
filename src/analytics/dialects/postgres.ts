// PostgreSQL is asked where the data lies: its tables have names and types of their own, and the words that DuckDB has for
// "or null" are spelt out.
import type { ColumnKind, Table } from '../plan.ts';
import { bound, list, numbered, quoted, type Sql, sql } from '../sql.ts';
import type { Dialect } from './dialect.ts';

export type ColumnType = { readonly name: string; readonly type: string; readonly scale: number | null };
export type PostgresTable = Table & { readonly schema: string; readonly table: string; readonly types: readonly ColumnType[] };

/** `unicode`: whether it can tell upper from lower case in every script. */
export const postgres = (unicode: boolean): Dialect => ({
  rows,
  numberIn: (text) =>
    sql`CASE WHEN ${text} ~ '^ *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})? *$' AND length(${text}) < 200 THEN CAST(${text} AS FLOAT8) END`,
  timeIn: (text) => sql`CASE WHEN ${text} ~ ${realTime} THEN CAST(${text} AS TIMESTAMP) END`,
  yesOrNo: (value, kind) =>
    kind === 'text'
      ? sql`CASE WHEN lower(${value}) IN ('true', 't', 'yes', 'y', '1') THEN true WHEN lower(${value}) IN ('false', 'f', 'no', 'n', '0') THEN false END`
      : sql`(${value} <> 0)`,
  asText: (value, kind) =>
    kind === 'decimal'
      ? sql`CASE WHEN CAST(${value} AS TEXT) ~ '^-?[0-9]+$' THEN CAST(${value} AS TEXT) || '.0' ELSE CAST(${value} AS TEXT) END`
      : sql`CAST(${value} AS TEXT)`,
  hugeInteger: (value) => sql`CAST(${value} AS NUMERIC)`,
  inOrder: bytewise,
  least: (value, kind) => (kind === 'boolean' ? sql`bool_and(${value})` : sql`min(${bytewise(value, kind)})`),
  greatest: (value, kind) => (kind === 'boolean' ? sql`bool_or(${value})` : sql`max(${bytewise(value, kind)})`),
  contains: (text, part) => sql`(strpos(${lower(text, unicode)}, ${lower(sql`CAST(${part} AS TEXT)`, unicode)}) > 0)`,
  later: (time, microseconds) => sql`(${time} + ${microseconds} * INTERVAL '1 microsecond')`,
});

// No trouble with the server's own collation: what is compared is the same everywhere.
function bytewise(value: Sql, kind: ColumnKind): Sql {
  return kind === 'text' ? sql`(${value} COLLATE "C")` : value;
}
const lower = (text: Sql, unicode: boolean): Sql => (unicode ? sql`lower(${text} COLLATE "und-x-icu")` : sql`lower(${text})`);

/** `between`: times of that column are only read within these days, which an index on it may know how to find. */
function rows(table: Table, between?: { column: string; from: string; to: string } | null): Sql {
  const { schema, table: name, types, named } = table as PostgresTable;
  const selected = types.flatMap((column, at) =>
    named?.has(at) === false ? [] : [sql`${plain(column)} AS ${numbered('c', at)}`],
  );
  const zoned = between && types.find((one) => one.name === between.column && one.type === 'timestamptz');
  const near = zoned
    ? sql` WHERE ${quoted(zoned.name)} >= CAST(${bound(`${between.from}Z`)} AS TIMESTAMPTZ) - INTERVAL '2 days' AND ${quoted(zoned.name)} < CAST(${bound(`${between.to}Z`)} AS TIMESTAMPTZ) + INTERVAL '2 days'`
    : sql``;
  return sql`(SELECT ${list(selected)} FROM ${quoted(schema)}.${quoted(name)}${near}) AS data`;
}

/** A column's value as its kind, and without what is no value: as the import of files does it. */
function plain({ name, type }: ColumnType): Sql {
  const c = quoted(name);
  switch (type) {
    case 'bool':
    case 'int2':
    case 'int4':
    case 'int8':
    case 'text':
    case 'date':
    case 'timestamp':
      return c;
    case 'timestamptz':
      return sql`(${c} AT TIME ZONE 'UTC')`;
    case 'numeric':
      return sql`NULLIF(${c}, CAST('NaN' AS NUMERIC))`;
    case 'money':
      return sql`CAST(${c} AS NUMERIC)`;
    case 'float4':
    case 'float8':
      return sql`CASE WHEN ${c} NOT IN ('NaN', 'Infinity', '-Infinity') THEN CAST(${c} AS FLOAT8) END`;
    default:
      return sql`CAST(${c} AS TEXT)`;
  }
}

export function kindOf({ type, scale }: ColumnType): ColumnKind {
  switch (type) {
    case 'bool':
      return 'boolean';
    case 'int2':
    case 'int4':
    case 'int8':
      return 'integer';
    case 'numeric':
      return scale === 0 ? 'integer' : 'decimal';
    case 'money':
    case 'float4':
    case 'float8':
      return 'decimal';
    case 'date':
      return 'date';
    case 'timestamp':
    case 'timestamptz':
      return 'timestamp';
    default:
      return 'text';
  }
}

// A date that doesn't exist is an error to it, not nothing: the calendar as a pattern.
const month31 = '(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])';
const month30 = '(0[469]|11)-(0[1-9]|[12][0-9]|30)';
const leap = '([0-9][0-9](0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29';
const dates = `((?!0000)[0-9]{4}-(${month31}|${month30}|02-(0[1-9]|1[0-9]|2[0-8]))|(?!0000)${leap})`;
const clock = '[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?';
const realTime = bound(`^${dates}(${clock})?$`);
