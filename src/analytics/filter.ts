// A filter as a condition that is never null: what is unknown is not kept, and `not` keeps exactly the rest.
import { type Filter, invalid, type Value } from '#contract';
import type { Dialect } from './dialects/dialect.ts';
import { boundLike, type Operand } from './operand.ts';
import { bound, join, list, type Sql, sql } from './sql.ts';

// Far more than a person clicks together; far less than what a planner chokes on.
const most = { depth: 20, conditions: 500, values: 10_000 };

/** `operandOf` finds the expression that a field's name stands for, or refuses it. */
export function condition(
  filter: Filter,
  operandOf: (field: string, where: string) => Operand,
  dialect: Dialect,
  where: string,
): Sql {
  const budget = { conditions: most.conditions, values: most.values };
  const spend = (what: keyof typeof budget, amount: number) => {
    budget[what] -= amount;
    if (budget[what] < 0) throw invalid(where, `has more than ${most[what]} ${what}`);
  };

  const write = (part: Filter, at: string, depth: number): Sql => {
    if (depth > most.depth) throw invalid(where, `is nested deeper than ${most.depth}`);
    if ('and' in part) return every(part.and.map((inner, i) => write(inner, `${at}.and[${i}]`, depth + 1)));
    if ('or' in part) return some(part.or.map((inner, i) => write(inner, `${at}.or[${i}]`, depth + 1)));
    if ('not' in part) return sql`(${write(part.not, `${at}.not`, depth + 1)} IS NOT TRUE)`;
    spend('conditions', 1);
    const operand = operandOf(part.field, `${at}.field`);
    if ('in' in part) {
      spend('values', part.in.length);
      return isOneOf(operand, part.in, dialect, `${at}.in`);
    }
    if ('notIn' in part) {
      spend('values', part.notIn.length);
      return sql`(${isOneOf(operand, part.notIn, dialect, `${at}.notIn`)} IS NOT TRUE)`;
    }
    if ('contains' in part) return contains(operand, part.contains, dialect);
    return within(operand, part, dialect, at);
  };
  return write(filter, where, 0);
}

export const every = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : sql`(${join(conditions, sql` AND `)})`;
const some = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`false` : sql`(${join(conditions, sql` OR `)})`);

function isOneOf(operand: Operand, values: readonly Value[], dialect: Dialect, where: string): Sql {
  const known = values.flatMap((value, at) => (value === null ? [] : [boundLike(operand, value, dialect, `${where}[${at}]`)]));
  return some([
    ...(known.length > 0 ? [sql`${operand.sql} IN (${list(known)})`] : []),
    ...(known.length < values.length ? [sql`${operand.sql} IS NULL`] : []),
  ]);
}

/** Whatever the letters' case. */
export const contains = ({ sql: value, kind }: Operand, text: string, dialect: Dialect): Sql =>
  dialect.contains(kind === 'text' ? value : dialect.asText(value, kind), bound(text));

/** Half-open. */
type Range = { min?: number | string; max?: number | string };
function within(operand: Operand, { min, max }: Range, dialect: Dialect, where: string): Sql {
  if (operand.kind === 'boolean' && (min ?? max) !== undefined) throw invalid(where, 'asks for a range of yes and no');
  const value = dialect.inOrder(operand.sql, operand.kind);
  return every([
    ...(min === undefined ? [] : [sql`${value} >= ${boundLike(operand, min, dialect, `${where}.min`)}`]),
    ...(max === undefined ? [] : [sql`${value} < ${boundLike(operand, max, dialect, `${where}.max`)}`]),
  ]);
}
