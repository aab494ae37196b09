// A measure as an aggregate over the rows of a group.
import { type Dimension, type Measure, problem } from '#contract';
import { columnOf, dimensionOperand } from './dimension.ts';
import { Misspelt } from './expression.ts';
import { formulaSql } from './formula.ts';
import type { Ground } from './ground.ts';
import type { Operand } from './operand.ts';
import type { ColumnKind } from './plan.ts';
import { type Sql, sql } from './sql.ts';

export type Setting = {
  ground: Ground;
  measures: readonly Measure[];
  dimensions: readonly Dimension[];
  /** The condition of a measure's own `where`. */
  conditionOf: (measure: Measure) => Sql | null;
  /** Which of the group's rows count at all: those of one period, when two are compared. */
  rows: Sql | null;
};

/** Counts and sums, unless told otherwise: the values of groups may be added up to the value of all of them. */
export const isAdditive = ({ aggregate, additive }: Measure): boolean =>
  additive ?? (aggregate === 'count' || aggregate === 'sum');
/** Of nothing at all it comes to 0: nothing was counted. */
export const isZeroOfNothing = (measure: Measure): boolean => isAdditive(measure) || measure.aggregate === 'count_distinct';

export const measureOperand = (measure: Measure, setting: Setting, above: readonly string[] = []): Operand => {
  if (measure.expression === undefined && !measure.ratio) return aggregate(measure, setting);
  if (above.includes(measure.name))
    throw problem('unavailable', `The measure “${measure.name}” is ${measure.ratio ? 'a ratio' : 'made'} of itself.`);
  if (!measure.ratio) return formula(measure, setting, above);
  const part = (name: string) => {
    const found = setting.measures.find((other) => other.name === name);
    if (!found) throw problem('unavailable', `The measure “${measure.name}” is a ratio of “${name}”, which the dataset lacks.`);
    return sql`CAST(${measureOperand(found, setting, [...above, measure.name]).sql} AS FLOAT8)`;
  };
  return { sql: sql`${part(measure.ratio.of)} / NULLIF(${part(measure.ratio.to)}, 0)`, kind: 'decimal' };
};

function formula(measure: Measure, setting: Setting, above: readonly string[]): Operand {
  try {
    return { sql: formulaOperand(measure.expression ?? '', measure, setting, above), kind: 'decimal' };
  } catch (failure) {
    if (!(failure instanceof Misspelt)) throw failure;
    throw problem('unavailable', `The measure “${measure.name}” can’t be worked out: ${failure.message}.`);
  }
}

/** `owner`: whose own condition counts, and which it can't be made of. */
export const formulaOperand = (text: string, owner: Measure, setting: Setting, above: readonly string[] = []): Sql => {
  const own = setting.conditionOf(owner);
  const kept = own && setting.rows ? sql`(${own} AND ${setting.rows})` : (own ?? setting.rows);
  return formulaSql(text, {
    dimensions: setting.dimensions,
    dimensionOf: (dimension) => dimensionOperand(setting.ground, dimension),
    measureOf: (name) => {
      const found = setting.measures.find((other) => other.name === name);
      return found && measureOperand(found, setting, [...above, owner.name]).sql;
    },
    over: (call) => (kept ? sql`${call} FILTER (WHERE ${kept})` : call),
  });
};

function aggregate(measure: Measure, { ground, conditionOf, rows }: Setting): Operand {
  const own = conditionOf(measure);
  const kept = own && rows ? sql`(${own} AND ${rows})` : (own ?? rows);
  const over = callOf(measure, ground);
  const value = kept ? sql`${over.sql} FILTER (WHERE ${kept})` : over.sql;
  return { sql: over.kind === 'timestamp' && ground.zone ? ground.zone.shift(value, ground.dialect) : value, kind: over.kind };
}

function callOf(measure: Measure, ground: Ground): Operand {
  const { aggregate = 'count', column: name } = measure;
  if (name === undefined) return { sql: sql`count(*)`, kind: 'integer' };
  const column = columnOf(ground, name, `the measure “${measure.name}”`);
  const { sql: c, kind } = column;
  const { dialect } = ground;
  switch (aggregate) {
    case 'count':
      return { sql: sql`count(${c})`, kind: 'integer' };
    case 'count_distinct':
      return { sql: sql`count(DISTINCT ${c})`, kind: 'integer' };
    case 'min':
      return { sql: dialect.least(c, kind), kind };
    case 'max':
      return { sql: dialect.greatest(c, kind), kind };
    case 'sum':
      return { sql: sql`sum(${numeric(column, measure, ground)})`, kind: summed(kind) };
    case 'avg':
      return { sql: sql`avg(${numeric(column, measure, ground)})`, kind: 'decimal' };
    case 'median':
      return { sql: quantile(sql`0.5`, numeric(column, measure, ground)), kind: 'decimal' };
    case 'p95':
      return { sql: quantile(sql`0.95`, numeric(column, measure, ground)), kind: 'decimal' };
  }
}

const summed = (kind: ColumnKind): ColumnKind => (kind === 'decimal' ? 'decimal' : 'integer');

// As doubles, or the quantile of a decimal column is rounded to that column's places.
const quantile = (at: Sql, value: Sql): Sql => sql`percentile_cont(${at}) WITHIN GROUP (ORDER BY CAST(${value} AS FLOAT8))`;

function numeric({ sql: column, kind }: Operand, measure: Measure, { table }: Ground): Sql {
  if (kind === 'integer' || kind === 'decimal') return column;
  if (kind === 'boolean') return sql`CAST(${column} AS INTEGER)`;
  const holds = kind === 'text' ? 'text' : 'times';
  throw problem(
    'unavailable',
    `The measure “${measure.name}” needs numbers, and ${table.name} holds ${holds} in “${measure.column}”.`,
  );
}
