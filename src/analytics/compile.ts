// A typed query as SQL. Fields are looked up in the dataset, columns in the table, values bound; the restrictions of whoever
// asks stand in the innermost SELECT, where nothing else of the query reaches past them. What groups come to together is
// always asked for, never added up: averages and distinct counts can't be.
import { type Column, type Filter, Problem, type Query } from '#contract';
import { columnOf, dimensionOperand } from './dimension.ts';
import { Misspelt } from './expression.ts';
import { columnsOf } from './fields.ts';
import { condition, contains, every } from './filter.ts';
import type { Ground } from './ground.ts';
import { dimensionNamed, type Kept, keptOf, lastDayOf, permitted, timeHeld } from './kept.ts';
import { formulaOperand, measureOperand, type Setting } from './measure.ts';
import type { Operand } from './operand.ts';
import { order } from './order.ts';
import type { Period } from './period.ts';
import type { ColumnKind, DatasetPlan, Ends } from './plan.ts';
import { bound, join, list, numbered, type Sql, sql } from './sql.ts';
import { type Wanted, wantedOf } from './wanted.ts';

/** Each with its dimensions, its measures, and these in the period compared with. */
type Questions = {
  /** The groups; of a pivot those that go down. */
  rows: Sql;
  totals?: Sql;
  /** All groups but the first `rows`. */
  others?: Sql;
  /** Of a pivot: what goes across, and what both come to together. */
  across?: Sql;
  cells?: Sql;
};
export type Compiled = {
  questions: Questions;
  wanted: Wanted;
  columns: Column[];
  /** The most that each is answered with; one more is asked for, to know whether there are more. */
  rows: number;
  across: number;
  period: Period | null;
  comparedWith: Period | null;
};
export type Asked = { dataset: DatasetPlan; ground: Ground; restrict: readonly Filter[] };

export function compile(asked: Asked, query: Query, ends: Ends | null, rowCap: number): Compiled {
  const { dataset, ground } = asked;
  const wanted = wantedOf(dataset, query);
  const kept = keptOf(asked, query, wanted, ends);
  const measures = measuresOf(asked, wanted, kept);
  const { down, across } = wanted;
  const columns = Math.min(query.pivot?.limit ?? 0, rowCap);
  const rows = Math.min(query.limit, query.pivot ? Math.max(1, Math.floor(rowCap / columns)) : rowCap);

  const grouped = (at: readonly number[], from = kept.rows()): Sql => {
    const names = at.map((d) => numbered('d', d));
    const selected = list([...names, ...measures.selected]);
    return names.length > 0 ? sql`SELECT ${selected} FROM ${from} GROUP BY ${list(names)}` : sql`SELECT ${selected} FROM ${from}`;
  };
  const first = (at: readonly number[], by: Sql, limit: number) =>
    sql`SELECT * FROM (${grouped(at)}) AS grouped ${by} LIMIT ${bound(limit)}`;
  const inOrder = { query, wanted, kept, kinds: measures.kinds, dialect: ground.dialect };
  const downwards = order(inOrder, down);
  const acrossBy = order({ ...inOrder, query: { ...query, sort: undefined } }, across, 'latest');
  const among = (top: Sql, at: readonly number[]) =>
    sql`EXISTS (SELECT 1 FROM (${top}) AS top WHERE ${every(at.map((d) => isSame(d, kept.dimensions[d])))})`;
  const narrowed = (conditions: readonly Sql[]) =>
    sql`(SELECT * FROM ${kept.rows()} WHERE ${join(conditions, sql` AND `)}) AS narrowed`;

  const share = query.derive?.includes('share');
  return {
    questions: {
      rows: first(down, downwards, rows + 1),
      ...((query.totals || share || query.pivot) && { totals: grouped([], kept.rows('all')) }),
      ...(query.others && { others: grouped([], narrowed([sql`NOT ${among(first(down, downwards, rows), down)}`])) }),
      ...(query.pivot && {
        across: first(across, acrossBy, columns + 1),
        cells: grouped(
          [...down, ...across],
          narrowed([among(first(down, downwards, rows), down), among(first(across, acrossBy, columns), across)]),
        ),
      }),
    },
    wanted,
    columns: columnsOf(dataset, wanted, query),
    rows,
    across: columns,
    period: kept.period && lastDayOf(ground, ends) ? kept.period : null,
    comparedWith: kept.comparedWith,
  };
}

function measuresOf({ dataset, ground }: Asked, { measures }: Wanted, kept: Kept): { selected: Sql[]; kinds: ColumnKind[] } {
  const setting = measureSetting(dataset, ground);
  const over = (rows: Sql | null) => measures.map((measure) => measureOperand(measure, { ...setting, rows }));
  const now = over(kept.now);
  return {
    selected: [
      ...now.map((m, at) => sql`${m.sql} AS ${numbered('m', at)}`),
      ...(kept.earlier ? over(kept.earlier).map((p, at) => sql`${p.sql} AS ${numbered('p', at)}`) : []),
    ],
    kinds: now.map(({ kind }) => kind),
  };
}

/** The same group, also where it is the one without a value; in a way that every engine can hash. */
function isSame(at: number, { kind }: Operand = { kind: 'text', sql: sql`` }): Sql {
  const d = numbered('d', at);
  const any: Record<ColumnKind, Sql> = {
    text: sql`''`,
    integer: sql`0`,
    decimal: sql`0`,
    boolean: sql`false`,
    date: sql`DATE '2000-01-01'`,
    timestamp: sql`TIMESTAMP '2000-01-01 00:00:00'`,
  };
  const known = (side: Sql) => sql`coalesce(${side}.${d}, ${any[kind]})`;
  return sql`${known(sql`top`)} = ${known(sql`kept`)} AND (top.${d} IS NULL) = (kept.${d} IS NULL)`;
}

/** The values of one dimension, least first. */
export function compileValues(
  { dataset, ground, restrict }: Asked,
  field: string,
  { q, limit, filter }: { q?: string; limit: number; filter?: Filter },
): Sql {
  const operand = dimensionNamed(dataset, ground)(field, 'field');
  const kept = every([
    permitted(ground, restrict),
    ...(q ? [contains(operand, q, ground.dialect)] : []),
    ...(filter ? [condition(filter, dimensionNamed(dataset, ground), ground.dialect, 'filter')] : []),
  ]);
  return sql`
    SELECT d0
    FROM (SELECT ${operand.sql} AS d0 FROM ${ground.dialect.rows(ground.table)} WHERE ${kept} GROUP BY 1) AS grouped
    ORDER BY ${ground.dialect.inOrder(sql`d0`, operand.kind)} NULLS LAST
    LIMIT ${bound(limit + 1)}`;
}

/** Null where a formula can be worked out over this table, else what is wrong with it and where. */
export function checkFormula(dataset: DatasetPlan, ground: Ground, name: string, text: string): Misspelling | null {
  try {
    formulaOperand(text, { name, expression: text }, measureSetting(dataset, ground));
    return null;
  } catch (failure) {
    if (failure instanceof Misspelt) return { problem: `${failure.message}.`, position: failure.at };
    if (failure instanceof Problem) return { problem: failure.message };
    throw failure;
  }
}
/** What a measure is worked out from where nothing is asked yet: all rows, no comparison. */
export const measureSetting = (dataset: DatasetPlan, ground: Ground): Setting => ({
  ground,
  measures: dataset.measures,
  dimensions: dataset.dimensions,
  conditionOf: ({ name, where }) =>
    where === undefined ? null : condition(where, dimensionOrColumn(dataset, ground, name), ground.dialect, 'where'),
  rows: null,
});
export type Misspelling = { problem: string; position?: number };

/** The first rows there are, as they are. */
export const compilePreview = ({ table, dialect }: Ground, limit: number): Sql =>
  sql`SELECT ${list(table.columns.map((_, at) => numbered('c', at)))} FROM ${dialect.rows(table)} LIMIT ${bound(limit)}`;

/** The first and the last moment there is in a dataset's data; null where it has no time dimension. */
export function compileEnds(dataset: DatasetPlan, ground: Ground): Sql | null {
  const operand = timeHeld(dataset, ground);
  return operand && sql`SELECT min(${operand.sql}), max(${operand.sql}) FROM ${ground.dialect.rows(ground.table)}`;
}

const dimensionOrColumn = (dataset: DatasetPlan, ground: Ground, measure: string) => (name: string) => {
  const dimension = dataset.dimensions.find((one) => one.name === name);
  return dimension ? dimensionOperand(ground, dimension) : columnOf(ground, name, `the measure “${measure}”`);
};
