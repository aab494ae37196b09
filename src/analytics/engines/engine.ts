// What answers queries on one type of source.
import type { Value } from '#contract';
import type { Dialect } from '../dialects/dialect.ts';
import type { DatasetPlan, SourcePlan, Table } from '../plan.ts';
import type { Sql } from '../sql.ts';
import type { Gated } from '../sql-gate.ts';

export type Patience = { deadlineMs?: number; signal?: AbortSignal };
/** The rows of each statement, all from one version of the data. */
export type Ask = (statements: readonly Sql[], patience?: Patience) => Promise<{ answers: Value[][][]; engineMs: number }>;
export type SourceTable = {
  name: string;
  file: string;
  columns: { name: string; type: string }[];
  /** Why it has no columns. */
  problem?: string;
};
export type Checked = { columns: { name: string; type: string }[] } | { problem: string; position?: number };
export type Engine = {
  dialectOf(table: Table): Dialect;
  /** Finds the table of a dataset and keeps it while it is asked. */
  withTable<Answer>(dataset: DatasetPlan, patience: Patience, use: (table: Table, ask: Ask) => Promise<Answer>): Promise<Answer>;
  tables(source: SourcePlan): Promise<SourceTable[]>;
  /** What comes out of a SELECT over a source's tables, or what is wrong with it: for those only who may write such. */
  check(source: SourcePlan, sql: string): Promise<Checked>;
  /** Which tables a SELECT reads, or why it can't run; it is read and not run. */
  gate(source: SourcePlan, sql: string): Promise<Gated>;
  close(): Promise<void>;
};
