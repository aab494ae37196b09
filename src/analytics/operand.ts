// An expression and what kind of value it has; and a value from outside made fit to stand beside it.
import { invalid, type Value } from '#contract';
import type { Dialect } from './dialects/dialect.ts';
import type { ColumnKind } from './plan.ts';
import { bound, type Sql, sql } from './sql.ts';

export type Operand = { readonly sql: Sql; readonly kind: ColumnKind };

const date = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?$/;

/** A value that isn't null, bound and of the operand's kind. `where` names it in the refusal. */
export function boundLike(operand: Operand, value: NonNullable<Value>, dialect: Dialect, where: string): Sql {
  switch (operand.kind) {
    case 'text':
      return bound(String(value));
    case 'integer':
    case 'decimal':
      return boundNumber(value, dialect, where);
    case 'boolean':
      if (value === true || value === 'true') return sql`true`;
      if (value === false || value === 'false') return sql`false`;
      throw invalid(where, 'must be true or false');
    case 'date':
    case 'timestamp':
      return boundTime(operand.kind, value, where);
  }
}

function boundNumber(value: NonNullable<Value>, dialect: Dialect, where: string): Sql {
  if (typeof value === 'string' && /^-?\d{1,30}$/.test(value)) {
    // Beyond 2^53 numbers travel as text.
    return Number.isSafeInteger(Number(value)) ? boundNumber(Number(value), dialect, where) : dialect.hugeInteger(bound(value));
  }
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw invalid(where, 'must be a number');
  return Number.isSafeInteger(number) ? sql`CAST(${bound(number)} AS BIGINT)` : sql`CAST(${bound(number)} AS FLOAT8)`;
}

function boundTime(kind: 'date' | 'timestamp', value: NonNullable<Value>, where: string): Sql {
  const text = String(value);
  const day = date.test(text) ? text : moment.exec(text)?.[1];
  // The calendar decides as well: 2001-02-30 has the right shape.
  const real = day !== undefined && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
  const realTime = real && (date.test(text) || !Number.isNaN(Date.parse(`${text.replace(' ', 'T')}Z`)));
  if (!realTime) throw invalid(where, 'must be a date like 2026-06-01, or one with a time like 2026-06-01T08:00:00');
  return kind === 'date' && date.test(text) ? sql`CAST(${bound(text)} AS DATE)` : sql`CAST(${bound(text)} AS TIMESTAMP)`;
}
