// A formula as SQL, all of it in floating point so that engines agree.
import type { Dimension } from '#contract';
import { type AggregateName, type Expression, isAggregate, Misspelt, parse } from './expression.ts';
import type { Operand } from './operand.ts';
import { bound, join, type Sql, sql } from './sql.ts';

type Names = {
  dimensions: readonly Dimension[];
  dimensionOf: (dimension: Dimension) => Operand;
  /** Another measure by its name; undefined if there is none. */
  measureOf: (name: string) => Sql | undefined;
  /** What is put after an aggregate: which rows it is over. */
  over: (aggregate: Sql) => Sql;
};

export const formulaSql = (text: string, names: Names): Sql => measured(parse(text), names);

function measured(part: Expression, names: Names): Sql {
  const inner = (one: Expression) => measured(one, names);
  if ('name' in part) {
    const found = names.measureOf(part.name);
    if (found) return real(found);
    const isDimension = names.dimensions.some(({ name }) => name === part.name);
    throw new Misspelt(
      isDimension
        ? `“${part.name}” has to stand in an aggregate, such as sum(${part.name})`
        : `There is no measure “${part.name}”`,
      part.at,
    );
  }
  if (!('call' in part)) return arithmetic(part, inner);
  if (isAggregate(part.call)) return real(names.over(aggregate(part.call, part, names)));
  if (part.call === 'coalesce' && part.over.length > 0) return sql`coalesce(${join(part.over.map(inner), sql`, `)})`;
  const [only] = part.over;
  if (part.call === 'abs' && only && part.over.length === 1) return sql`abs(${inner(only)})`;
  if (part.call === 'coalesce' || part.call === 'abs')
    throw new Misspelt(`“${part.call}” is given the wrong number of values`, part.at);
  throw new Misspelt(`There is no function “${part.call}”`, part.at);
}

function aggregate(name: AggregateName, { over, at }: Expression & { over: readonly Expression[] }, names: Names): Sql {
  const [only] = over;
  if (name === 'count' && over.length === 0) return sql`count(*)`;
  if (!only || over.length > 1) throw new Misspelt(`“${name}” is given the wrong number of values`, at);
  if (name === 'count') return sql`count(${anything(only, names)})`;
  if (name === 'count_distinct') return sql`count(DISTINCT ${anything(only, names)})`;
  const value = ofRow(only, names);
  if (name === 'median') return sql`percentile_cont(0.5) WITHIN GROUP (ORDER BY ${value})`;
  if (name === 'p95') return sql`percentile_cont(0.95) WITHIN GROUP (ORDER BY ${value})`;
  const calls = { sum: sql`sum(${value})`, avg: sql`avg(${value})`, min: sql`min(${value})`, max: sql`max(${value})` };
  return calls[name];
}

/** Only whether it is known, or how many there are of it, matters. */
const anything = (part: Expression, names: Names): Sql =>
  'name' in part ? dimensionNamed(part.name, part.at, names).sql : ofRow(part, names);

function ofRow(part: Expression, names: Names): Sql {
  if ('call' in part)
    throw new Misspelt(
      isAggregate(part.call) ? 'An aggregate can’t stand in another' : `There is no function “${part.call}”`,
      part.at,
    );
  if (!('name' in part)) return arithmetic(part, (one) => ofRow(one, names));
  const { sql: value, kind } = dimensionNamed(part.name, part.at, names);
  if (kind === 'boolean') return real(sql`CAST(${value} AS INTEGER)`);
  if (kind !== 'integer' && kind !== 'decimal') throw new Misspelt(`“${part.name}” holds no numbers`, part.at);
  return real(value);
}

function dimensionNamed(name: string, at: number, { dimensions, dimensionOf }: Names): Operand {
  const found = dimensions.find((one) => one.name === name);
  if (!found) throw new Misspelt(`There is no dimension “${name}”`, at);
  return dimensionOf(found);
}

function arithmetic(part: Exclude<Expression, { name: string } | { call: string }>, inner: (one: Expression) => Sql): Sql {
  if ('number' in part) return real(bound(part.number));
  if ('minus' in part) return sql`(- ${inner(part.minus)})`;
  const [left, right] = [inner(part.left), inner(part.right)];
  const signs = { '+': sql`+`, '-': sql`-`, '*': sql`*`, '/': sql`/` };
  return sql`(${left} ${signs[part.sign]} ${part.sign === '/' ? sql`NULLIF(${right}, 0)` : right})`;
}

const real = (value: Sql): Sql => sql`CAST(${value} AS FLOAT8)`;
