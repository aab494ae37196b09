// The rows that a query is about, each with its dimensions: the permitted ones that its filter keeps, of its period and of
// the one that is compared with.
import { type Filter, invalid, type Query } from '#contract';
import { asHeld, atGrain, columnOf, dimensionOperand, moveOn } from './dimension.ts';
import { condition, every } from './filter.ts';
import type { Ground } from './ground.ts';
import { boundLike, type Operand } from './operand.ts';
import { comparedWith, type Period, periodOf, type Shift } from './period.ts';
import type { DatasetPlan, Ends } from './plan.ts';
import { list, numbered, type Sql, sql } from './sql.ts';
import { type Drawn, isTime, type Wanted } from './wanted.ts';

export type Kept = {
  /** To select from; `all`: also those of the earlier period that nothing drawn compares with. */
  rows(all?: 'all'): Sql;
  /** Null where nothing is compared: which of the rows are of one period. */
  now: Sql | null;
  earlier: Sql | null;
  dimensions: readonly Operand[];
  period: Period | null;
  comparedWith: Period | null;
};
type Asked = { dataset: DatasetPlan; ground: Ground; restrict: readonly Filter[] };

export function keptOf({ dataset, ground, restrict }: Asked, query: Query, wanted: Wanted, ends: Ends | null): Kept {
  const time = timeOf(dataset, ground, query, ends);
  const drawn = wanted.dimensions.filter(({ dimension }) => dimension.name === dataset.time && isTime(dimension));
  const compared = query.compare ? comparison(time, query, drawn) : null;
  const spanned = { ...ground, span: spanOf(dataset, time.period, compared?.period ?? null) };
  const operands = wanted.dimensions.map(({ dimension, grain }) => {
    const operand = dimensionOperand(spanned, dimension);
    const moved = compared && dimension.name === dataset.time && isTime(dimension) ? moveOn(operand, compared.shift) : operand;
    return { now: atGrain(operand, grain, ground), earlier: atGrain(moved, grain, ground), moves: moved !== operand };
  });
  const where = every([
    permitted(ground, restrict),
    ...(query.filter ? [condition(query.filter, dimensionNamed(dataset, spanned), ground.dialect, 'filter')] : []),
  ]);
  const from = ground.dialect.rows(ground.table, spanned.span && { column: spanned.span.column, ...spanned.span.period });
  const select = (dimensions: readonly Sql[], during: readonly Sql[]) => sql`
    SELECT ${list([sql`*`, ...dimensions.map((d, at) => sql`${d} AS ${numbered('d', at)}`)])}
    FROM ${from}
    WHERE ${every([where, ...during])}`;
  const present = operands.map(({ now }) => now.sql);

  return {
    rows: (all) => {
      if (!compared) return sql`(${select(present, time.period ? [during(time, time.period)] : time.open)}) AS kept`;
      const { now, earlier } = sides(all);
      const either = operands.map((one) =>
        one.moves ? sql`CASE WHEN e0 THEN ${one.earlier.sql} ELSE ${one.now.sql} END` : one.now.sql,
      );
      const dimensions = either.map((d, at) => sql`${d} AS ${numbered('d', at)}`);
      // Each row is of one period or the other, or is counted in both.
      const flagged = compared.overlaps
        ? sql`SELECT *, false AS e0 FROM ${from} WHERE ${every([where, now])} UNION ALL SELECT *, true FROM ${from} WHERE ${every([where, earlier])}`
        : sql`SELECT *, ${earlier} AS e0 FROM ${from} WHERE ${every([where, sql`(${now} OR ${earlier})`])}`;
      return sql`(SELECT ${list([sql`*`, ...dimensions])} FROM (${flagged}) AS flagged) AS kept`;
    },
    now: compared && sql`NOT e0`,
    earlier: compared && sql`e0`,
    dimensions: operands.map(({ now }) => now),
    period: time.period,
    comparedWith: compared?.period ?? null,
  };

  function sides(all?: 'all') {
    if (!compared || !time.period) throw new Error('Nothing is compared');
    return { now: during(time, time.period), earlier: during(time, all ? compared.period : compared.aligned) };
  }
}

/** Row rules are about the table's own columns: a dimension of a column's name must not stand in for it. */
export const permitted = (ground: Ground, restrict: readonly Filter[]): Sql =>
  every(
    restrict.map((filter) => {
      const column = (name: string) => columnOf(ground, name, 'a restriction');
      return sql`(${condition(filter, column, ground.dialect, 'restrict')} IS TRUE)`;
    }),
  );

export const dimensionNamed =
  (dataset: DatasetPlan, ground: Ground) =>
  (name: string, where: string): Operand => {
    const dimension = dataset.dimensions.find((one) => one.name === name);
    if (!dimension) throw invalid(where, `is “${name}”, which is not a dimension of this dataset`);
    return dimensionOperand(ground, dimension);
  };

/** The times that ranges are about, as they are held. */
export function timeHeld(dataset: DatasetPlan, ground: Ground): Operand | null {
  const dimension = dataset.dimensions.find(({ name }) => name === dataset.time);
  if (!dimension) return null;
  const of = `the dimension “${dimension.name}”`;
  // A date made of a timestamp is compared as that timestamp, which lets whole blocks of rows be skipped.
  return asHeld(columnOf(ground, dimension.column ?? dimension.name, of), ground, of);
}

type Time = { operand: Operand | null; period: Period | null; open: Sql[]; ground: Ground };

function timeOf(dataset: DatasetPlan, ground: Ground, { time: range }: Query, ends: Ends | null): Time {
  if (!range) return { operand: null, period: null, open: [], ground };
  const operand = timeHeld(dataset, ground);
  if (!operand) throw invalid('time', 'is given, and this dataset has no time dimension');
  // Without a single day of data any bounds will do.
  const period = periodOf(range, lastDayOf(ground, ends) ?? '1970-01-01');
  const open = 'last' in range || range.to === undefined ? [] : [sql`${operand.sql} < ${dayBound(operand, range.to, ground)}`];
  return { operand, period, open, ground };
}

export const lastDayOf = ({ zone }: Ground, ends: Ends | null): string | null =>
  ends && (zone && ends.last.length > 10 ? zone.local(ends.last) : ends.last).slice(0, 10);

function during({ operand, ground }: Time, { from, to }: Period): Sql {
  if (!operand) throw new Error('No time to be during');
  const [begin, end] = [from, to].map((day) => dayBound(operand, day, ground));
  return sql`(${operand.sql} >= ${begin ?? sql`NULL`} AND ${operand.sql} < ${end ?? sql`NULL`})`;
}

/** The first moment of a day, where the clock is. */
const dayBound = (operand: Operand, day: string, { zone, dialect }: Ground): Sql =>
  boundLike(operand, zone && operand.kind === 'timestamp' ? zone.utc(day) : day, dialect, 'time');

type Comparison = { period: Period; aligned: Period; shift: Shift; overlaps: boolean };

function comparison({ period }: Time, { time: range, compare }: Query, drawn: readonly Drawn[]): Comparison {
  if (!period || !range || !compare) throw invalid('compare', 'needs a time range with a beginning');
  const compared = comparedWith(
    period,
    range,
    compare,
    drawn.map(({ grain }) => grain ?? 'day'),
  );
  return { ...compared, overlaps: compared.period.from < period.to && period.from < compared.period.to };
}

/** Only within these days are times of that column read. */
function spanOf(dataset: DatasetPlan, period: Period | null, earlier: Period | null): Ground['span'] {
  const dimension = dataset.dimensions.find(({ name }) => name === dataset.time);
  if (!dimension || !period) return null;
  const days = [period, ...(earlier ? [earlier] : [])];
  const [from = ''] = days.map((one) => one.from).sort();
  const to =
    days
      .map((one) => one.to)
      .sort()
      .at(-1) ?? '';
  return { column: dimension.column ?? dimension.name, period: { from, to } };
}
