// A typed query as one SELECT. Fields are looked up in the dataset, columns in the table, values bound; the restrictions of
// whoever asks stand in the innermost SELECT, where nothing else of the query reaches past them.
import { type Column, type Dimension, type Filter, type Grain, invalid, type Measure, type Query } from '#contract';
import { atGrain, columnOf, dimensionOperand, moveOn } from './dimension.ts';
import { dimensionColumn, measureColumn, previousColumn } from './fields.ts';
import { condition, contains, every } from './filter.ts';
import { measureSql } from './measure.ts';
import { boundLike, type Operand } from './operand.ts';
import { addDays, before, type Period, periodOf, shiftOf } from './period.ts';
import type { DatasetPlan, Table } from './plan.ts';
import { bound, list, numbered, type Sql, sql } from './sql.ts';

export type Compiled = { sql: Sql; columns: Column[]; rows: number; period?: Period };
type Asked = { dataset: DatasetPlan; table: Table; restrict: readonly Filter[] };

export function compile({ dataset, table, restrict }: Asked, query: Query, lastDay: string | null, rowCap: number): Compiled {
  const wanted = wantedOf(dataset, query);
  if (wanted.dimensions.length + wanted.measures.length === 0) throw invalid('measures', 'names nothing to show');
  const filter = query.filter && condition(query.filter, dimensionNamed(dataset, table), 'filter');
  const time = timeOf(dataset, table, query, lastDay);
  const overTime = wanted.dimensions.filter(({ dimension }) => dimension.name === dataset.time && isTime(dimension));
  const compared = query.compare
    ? comparison(
        time,
        overTime.map(({ grain }) => grain ?? 'day'),
      )
    : null;

  const dimensions = wanted.dimensions.map(({ dimension, grain }) => {
    const operand = dimensionOperand(table, dimension);
    const own = atGrain(operand, grain);
    if (!compared || dimension.name !== dataset.time || !isTime(dimension)) return own;
    return sql`CASE WHEN ${compared.now} THEN ${own} ELSE ${atGrain(moveOn(operand, compared.shift), grain)} END`;
  });
  const measuresOver = (rows: Sql | null) => {
    const conditionOf = ({ name, where }: Measure) =>
      where === undefined ? null : condition(where, dimensionOrColumn(dataset, table, name), 'where');
    return wanted.measures.map((measure) => measureSql(measure, { table, measures: dataset.measures, conditionOf, rows }));
  };

  const selected = [
    ...dimensions.map((d, at) => sql`${d} AS ${numbered('d', at)}`),
    ...measuresOver(compared?.now ?? null).map((m, at) => sql`${m} AS ${numbered('m', at)}`),
    ...(compared ? measuresOver(compared.earlier).map((p, at) => sql`${p} AS ${numbered('p', at)}`) : []),
  ];
  const rows = Math.min(query.limit, rowCap);
  const kept = every([...time.condition(compared?.reach), ...(filter ? [filter] : [])]);
  const groups = dimensions.length > 0 ? sql`GROUP BY ${list(dimensions.map((_, at) => numbered('d', at)))}` : sql``;
  return {
    sql: sql`
      SELECT ${list(selected)}
      FROM (SELECT * FROM data WHERE ${permitted(table, restrict)}) AS permitted
      WHERE ${kept}
      ${groups}
      ${order(query, wanted)}
      LIMIT ${bound(rows + 1)}`,
    columns: [
      ...wanted.dimensions.map(({ dimension, grain }) => dimensionColumn(dimension, grain)),
      ...wanted.measures.map((measure) => measureColumn(measure, dataset)),
      ...(compared ? wanted.measures.map((measure) => previousColumn(measure, dataset)) : []),
    ],
    rows,
    ...(time.period && lastDay && { period: time.period }),
  };
}

/** The values of one dimension, least first. */
export function compileValues(
  { dataset, table, restrict }: Asked,
  field: string,
  { q, limit, filter }: { q?: string; limit: number; filter?: Filter },
): Sql {
  const operand = dimensionNamed(dataset, table)(field, 'field');
  const kept = every([
    ...(q ? [contains(operand, q)] : []),
    ...(filter ? [condition(filter, dimensionNamed(dataset, table), 'filter')] : []),
  ]);
  return sql`
    SELECT ${operand.sql} AS d0
    FROM (SELECT * FROM data WHERE ${permitted(table, restrict)}) AS permitted
    WHERE ${kept}
    GROUP BY d0
    ORDER BY d0 NULLS LAST
    LIMIT ${bound(limit + 1)}`;
}

/** The last day there is in a dataset's data; null where it has no time dimension. */
export function compileLastDay(dataset: DatasetPlan, table: Table): Sql | null {
  const operand = timeOperand(dataset, table);
  return operand && sql`SELECT CAST(max(${operand.sql}) AS DATE) FROM data`;
}

/** Row rules are about the table's own columns: a dimension of a column's name must not stand in for it. */
const permitted = (table: Table, restrict: readonly Filter[]): Sql =>
  every(
    restrict.map((filter) => sql`(${condition(filter, (name) => columnOf(table, name, 'a restriction'), 'restrict')} IS TRUE)`),
  );

const dimensionNamed =
  (dataset: DatasetPlan, table: Table) =>
  (name: string, where: string): Operand => {
    const dimension = dataset.dimensions.find((one) => one.name === name);
    if (!dimension) throw invalid(where, `is “${name}”, which is not a dimension of this dataset`);
    return dimensionOperand(table, dimension);
  };

const dimensionOrColumn = (dataset: DatasetPlan, table: Table, measure: string) => (name: string) => {
  const dimension = dataset.dimensions.find((one) => one.name === name);
  return dimension ? dimensionOperand(table, dimension) : columnOf(table, name, `the measure “${measure}”`);
};

type Wanted = { dimensions: { dimension: Dimension; grain?: Grain }[]; measures: Measure[] };

function wantedOf(dataset: DatasetPlan, query: Query): Wanted {
  const twice = (names: string[], field: string) =>
    names.forEach((name, at) => {
      if (names.indexOf(name) !== at) throw invalid(`${field}[${at}]`, `names “${name}” a second time`);
    });
  twice(
    query.dimensions.map(({ name }) => name),
    'dimensions',
  );
  twice(query.measures, 'measures');
  return {
    dimensions: query.dimensions.map(({ name, grain }, at) => {
      const dimension = dataset.dimensions.find((one) => one.name === name);
      if (!dimension) throw invalid(`dimensions[${at}].name`, `is “${name}”, which is not a dimension of this dataset`);
      if (grain && !hasGrain(dimension, grain))
        throw invalid(`dimensions[${at}].grain`, `is “${grain}”, which “${name}” doesn't have`);
      return { dimension, ...(grain && { grain }) };
    }),
    measures: query.measures.map((name, at) => {
      const measure = dataset.measures.find((one) => one.name === name);
      if (!measure) throw invalid(`measures[${at}]`, `is “${name}”, which is not a measure of this dataset`);
      return measure;
    }),
  };
}

const hasGrain = ({ type, part, bucket }: Dimension, grain: string) =>
  part === undefined && bucket === undefined && (type === 'time' || (type === 'date' && grain !== 'hour'));

function order(query: Query, { dimensions, measures }: Wanted): Sql {
  const place = (name: string): Sql | null => {
    const d = dimensions.findIndex(({ dimension }) => dimension.name === name);
    if (d >= 0) return numbered('d', d);
    const m = measures.findIndex((measure) => measure.name === name);
    return m >= 0 ? numbered('m', m) : null;
  };
  const asked = query.sort?.map(({ field, descending }, at) => {
    const placed = place(field);
    if (!placed) throw invalid(`sort[${at}].field`, `is “${field}”, which the query doesn't show`);
    return descending ? sql`${placed} DESC NULLS LAST` : sql`${placed} ASC NULLS LAST`;
  });
  const first = dimensions[0];
  const overTime = first !== undefined && (first.grain !== undefined || isTime(first.dimension));
  const usual = !overTime && measures.length > 0 ? [sql`m0 DESC NULLS LAST`] : [];
  // The dimensions tell every two rows apart, so no order is left to chance.
  const rest = dimensions.map((_, at) => sql`${numbered('d', at)} ASC NULLS LAST`);
  return dimensions.length > 0 ? sql`ORDER BY ${list([...(asked ?? usual), ...rest])}` : sql``;
}

const isTime = ({ type, part, bucket }: Dimension) =>
  part === undefined && bucket === undefined && (type === 'time' || type === 'date');

type Time = {
  operand: Operand | null;
  period: Period | null;
  range: Query['time'];
  /** Rows of the period, or of what a comparison reaches over. */
  condition: (reach?: Sql) => Sql[];
};

const timeOperand = (dataset: DatasetPlan, table: Table): Operand | null => {
  const dimension = dataset.dimensions.find(({ name }) => name === dataset.time);
  if (!dimension) return null;
  const operand = dimensionOperand(table, {
    ...dimension,
    part: undefined,
    bucket: undefined,
    type: dimension.type === 'date' ? 'date' : 'time',
  });
  // A date made of a timestamp is compared as that timestamp, which lets whole blocks of rows be skipped.
  const column = columnOf(table, dimension.column ?? dimension.name, `the dimension “${dimension.name}”`);
  return column.kind === 'timestamp' ? column : operand;
};

function timeOf(dataset: DatasetPlan, table: Table, query: Query, lastDay: string | null): Time {
  const range = query.time;
  if (!range) return { operand: null, period: null, range, condition: () => [] };
  const operand = timeOperand(dataset, table);
  if (!operand) throw invalid('time', 'is given, and this dataset has no time dimension');
  // Without a single day of data any bounds will do.
  const period = periodOf(range, lastDay ?? '1970-01-01');
  const open =
    'last' in range || range.to === undefined ? [] : [sql`${operand.sql} < ${boundLike(operand, range.to, 'time.to')}`];
  return {
    operand,
    period,
    range,
    condition: (reach) => (reach ? [reach] : period ? [during(operand, period)] : open),
  };
}

const during = (operand: Operand, { from, to }: Period): Sql =>
  sql`(${operand.sql} >= ${boundLike(operand, from, 'time')} AND ${operand.sql} < ${boundLike(operand, to, 'time')})`;

/** Both periods in one pass: each row is of one of them, and the earlier one's times are moved on to line up. */
function comparison({ operand, period, range }: Time, grains: Grain[]) {
  if (!operand || !period || !range) throw invalid('compare', 'needs a time range with a beginning');
  const { period: earlier, months } = before(period, range);
  const shift = shiftOf(
    period,
    earlier,
    months,
    grains.every((grain) => grain === 'month' || grain === 'quarter' || grain === 'year'),
  );
  // Where months differ in length, the days that would land after the period's end have nothing to be compared with.
  const lastAligned = addDays(period.to, -shift.days);
  const end = grains.length > 0 && shift.days > 0 && lastAligned < earlier.to ? lastAligned : earlier.to;
  return {
    shift,
    now: sql`(${operand.sql} >= ${boundLike(operand, period.from, 'time')})`,
    earlier: sql`(${operand.sql} < ${boundLike(operand, period.from, 'time')})`,
    reach:
      end === period.from
        ? during(operand, { from: earlier.from, to: period.to })
        : sql`(${during(operand, { from: earlier.from, to: end })} OR ${during(operand, period)})`,
  };
}
