// What is behind a number: whether a dataset holds together, the rows that are counted, the SQL that counts them.
import { type Column, type Filter, problem, type Query, type Result, type TimeRange, type ValueType } from '#contract';
import { compile } from './compile.ts';
import type { Ask, Engine } from './engines/engine.ts';
import { examine, type Fault } from './examine.ts';
import { dimensionColumn } from './fields.ts';
import { type Ground, groundOf } from './ground.ts';
import { keptOf } from './kept.ts';
import type { ColumnKind, DatasetPlan, Ends, SourcePlan, Table } from './plan.ts';
import { bound, list, numbered, type Sql, sql } from './sql.ts';
import { isTime, wantedOf } from './wanted.ts';

export type RowsOptions = {
  filter?: Filter | undefined;
  time?: TimeRange | undefined;
  limit: number;
  /** Rows before these. */
  offset?: number;
  /** The table's own columns as well, for who sees its source; else only what the dataset offers to see things by. */
  columns?: boolean;
  restrict?: readonly Filter[];
  /** By which clock and calendar times are read. */
  calendar?: Pick<Query, 'timeZone' | 'firstDayOfWeek'>;
  signal?: AbortSignal;
};
export type Statements = {
  /** Each with what it is for, and with $1, $2, … where its values go. */
  statements: { what: string; text: string; values: (string | number | boolean)[] }[];
  /** What c0, c1, … stand for. */
  columns: { as: string; name: string }[];
};
export type Behind = {
  examine(dataset: DatasetPlan, signal?: AbortSignal): Promise<{ columns: { name: string; type: string }[]; faults: Fault[] }>;
  rows(dataset: DatasetPlan, options: RowsOptions): Promise<Result>;
  explain(
    dataset: DatasetPlan,
    query: Query,
    options?: { restrict?: readonly Filter[]; signal?: AbortSignal },
  ): Promise<Statements>;
};
type Setting = {
  engineOf: (source: SourcePlan) => Engine;
  endsOf: (dataset: DatasetPlan, ground: Ground, ask: Ask, options: { signal?: AbortSignal }) => Promise<Ends | null>;
  rowCap: number;
};

export function openBehind({ engineOf, endsOf, rowCap }: Setting): Behind {
  return { examine: examineOf, rows, explain };

  function examineOf(dataset: DatasetPlan, signal?: AbortSignal) {
    const { dialectOf, withTable } = engineOf(dataset.source);
    return withTable(dataset, signal ? { signal } : {}, async (table) => ({
      columns: table.columns.map(({ name, kind }) => ({ name, type: kind })),
      faults: examine(dataset, groundOf({}, table, dialectOf(table))),
    }));
  }

  function rows(dataset: DatasetPlan, options: RowsOptions): Promise<Result> {
    const { dialectOf, withTable } = engineOf(dataset.source);
    const { filter, time, restrict = [], signal } = options;
    if (dataset.dimensions.length === 0 && !options.columns)
      throw problem('invalid', 'This dataset has no dimensions to show rows by.');
    return withTable(dataset, signal ? { signal } : {}, async (table, ask) => {
      const ground = groundOf(options.calendar ?? {}, table, dialectOf(table));
      const dimensions = options.columns ? [] : dataset.dimensions.map(({ name }) => ({ name }));
      const query: Query = { dimensions, measures: [], limit: 1, ...(filter && { filter }), ...(time && { time }) };
      const ends = time ? await endsOf(dataset, ground, ask, signal ? { signal } : {}) : null;
      const kept = keptOf({ dataset, ground, restrict }, query, wantedOrNone(dataset, query), ends);
      const shown = options.columns ? ofTable(table) : ofDataset(dataset, kept.dimensions);
      const latest = timeAmong(dataset, shown);
      const by = [...(latest ? [latest] : []), ...shown.filter((one) => one !== latest)].map((one) =>
        one === latest
          ? sql`${ground.dialect.inOrder(one.sql, one.kind)} DESC NULLS LAST`
          : sql`${ground.dialect.inOrder(one.sql, one.kind)} ASC NULLS LAST`,
      );
      const limit = Math.min(options.limit, rowCap);
      const { answers, engineMs } = await ask([
        sql`SELECT ${list(shown.map((one) => one.sql))} FROM ${kept.rows()} ORDER BY ${list(by)} LIMIT ${bound(limit + 1)} OFFSET ${bound(options.offset ?? 0)}`,
      ]);
      const found = answers[0] ?? [];
      return {
        columns: shown.map(({ column }) => column),
        rows: found.slice(0, limit),
        more: found.length > limit,
        dataAsOf: table.loadedAt,
        ...(kept.period && { period: kept.period }),
        engineMs,
      };
    });
  }

  function explain(
    dataset: DatasetPlan,
    query: Query,
    { restrict = [], signal }: { restrict?: readonly Filter[]; signal?: AbortSignal } = {},
  ) {
    const { dialectOf, withTable } = engineOf(dataset.source);
    return withTable(dataset, signal ? { signal } : {}, async (table, ask) => {
      const ground = groundOf(query, table, dialectOf(table));
      const ends = query.time ? await endsOf(dataset, ground, ask, signal ? { signal } : {}) : null;
      const asked = (on: typeof ground) =>
        Object.entries(compile({ dataset, ground: on, restrict }, query, ends, rowCap).questions);
      // Who may read the statement needn't know of columns that it has nothing to do with.
      const all = asked(ground)
        .map(([, { text }]) => text)
        .join('\n');
      const named = new Set([...all.matchAll(/(?<!AS )\bc(\d+)\b/g)].map(([, at]) => Number(at)));
      return {
        statements: asked({ ...ground, table: { ...table, named } }).map(([what, { text, values }]) => ({
          what,
          text: text.replace(/\n\s*\n/g, '\n').trim(),
          values: values.map((value) => (typeof value === 'bigint' ? String(value) : value)),
        })),
        columns: table.columns.flatMap(({ name }, at) => (named.has(at) ? [{ as: `c${at}`, name }] : [])),
      };
    });
  }
}

type Shown = { sql: Sql; kind: ColumnKind; column: Column };

const ofDataset = ({ dimensions }: DatasetPlan, operands: readonly { kind: ColumnKind }[]): Shown[] =>
  dimensions.map((dimension, at) => ({
    sql: numbered('d', at),
    kind: operands[at]?.kind ?? 'text',
    column: dimensionColumn(dimension),
  }));

const ofTable = ({ columns }: Table): Shown[] =>
  columns.map(({ name, kind }, at) => ({
    sql: numbered('c', at),
    kind,
    column: { name, label: name, role: 'dimension', type: valueTypes[kind] },
  }));

const valueTypes: Record<ColumnKind, ValueType> = {
  text: 'string',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'time',
};

/** What happened last is looked at first. */
const timeAmong = ({ time, dimensions }: DatasetPlan, shown: readonly Shown[]): Shown | undefined => {
  const found = dimensions.find((dimension) => dimension.name === time && isTime(dimension));
  return found && shown.find(({ column }) => column.name === found.name || column.name === found.column);
};

const wantedOrNone = (dataset: DatasetPlan, query: Query) =>
  query.dimensions.length > 0 ? wantedOf(dataset, query) : { dimensions: [], measures: [], down: [], across: [] };
