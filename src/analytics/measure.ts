// A measure as an aggregate over the rows of a group.
import { type Measure, problem } from '#contract';
import { columnOf } from './dimension.ts';
import type { Operand } from './operand.ts';
import type { Table } from './plan.ts';
import { type Sql, sql } from './sql.ts';

type Setting = {
  table: Table;
  measures: readonly Measure[];
  /** The condition of a measure's own `where`. */
  conditionOf: (measure: Measure) => Sql | null;
  /** Which of the group's rows count at all: those of one period, when two are compared. */
  rows: Sql | null;
};

export const measureSql = (measure: Measure, setting: Setting, above: readonly string[] = []): Sql => {
  if (!measure.ratio) return aggregateSql(measure, setting);
  if (above.includes(measure.name)) throw problem('unavailable', `The measure “${measure.name}” is a ratio of itself.`);
  const part = (name: string) => {
    const found = setting.measures.find((other) => other.name === name);
    if (!found) throw problem('unavailable', `The measure “${measure.name}” is a ratio of “${name}”, which the dataset lacks.`);
    return sql`CAST(${measureSql(found, setting, [...above, measure.name])} AS DOUBLE)`;
  };
  return sql`${part(measure.ratio.of)} / NULLIF(${part(measure.ratio.to)}, 0)`;
};

function aggregateSql(measure: Measure, { table, conditionOf, rows }: Setting): Sql {
  const own = conditionOf(measure);
  const kept = own && rows ? sql`(${own} AND ${rows})` : (own ?? rows);
  const over = callOf(measure, table);
  return kept ? sql`${over} FILTER (WHERE ${kept})` : over;
}

function callOf(measure: Measure, table: Table): Sql {
  const { aggregate = 'count', column: name } = measure;
  if (name === undefined) return sql`count(*)`;
  const column = columnOf(table, name, `the measure “${measure.name}”`);
  switch (aggregate) {
    case 'count':
      return sql`count(${column.sql})`;
    case 'count_distinct':
      return sql`count(DISTINCT ${column.sql})`;
    case 'min':
      return sql`min(${column.sql})`;
    case 'max':
      return sql`max(${column.sql})`;
    case 'sum':
      return sql`sum(${numeric(column, measure, table)})`;
    case 'avg':
      return sql`avg(${numeric(column, measure, table)})`;
    // As doubles, or the quantile of a decimal column is rounded to that column's places.
    case 'median':
      return sql`quantile_cont(CAST(${numeric(column, measure, table)} AS DOUBLE), 0.5)`;
    case 'p95':
      return sql`quantile_cont(CAST(${numeric(column, measure, table)} AS DOUBLE), 0.95)`;
  }
}

function numeric({ sql: column, kind }: Operand, measure: Measure, table: Table): Sql {
  if (kind === 'integer' || kind === 'decimal') return column;
  if (kind === 'boolean') return sql`CAST(${column} AS INTEGER)`;
  const holds = kind === 'text' ? 'text' : 'times';
  throw problem(
    'unavailable',
    `The measure “${measure.name}” needs numbers, and ${table.file} holds ${holds} in “${measure.column}”.`,
  );
}
