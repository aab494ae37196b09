// What passes between the server and its query and import processes.
import type { Value } from '#contract';
import type { TableColumn } from '../plan.ts';
import type { Bound } from '../sql.ts';
import type { Gated } from '../sql-gate.ts';

export type Statement = { readonly text: string; readonly values: readonly Bound[] };
export type Job = {
  /** The file of the one database that the query reads. */
  readonly database: string;
  /** Answered one after another, from the same version of the data. */
  readonly statements: readonly Statement[];
  /** An answer with more characters than this is refused. */
  readonly characters: number;
};

export type QuerySettings = { readonly threads: number; readonly memoryLimit: string; readonly openDatabases: number };
export type ToQueryProcess = { do: 'run'; id: number; job: Job } | { do: 'interrupt'; id: number };
export type Refusal = 'memory' | 'too_large' | 'unreadable' | 'interrupted' | 'engine';
export type FromQueryProcess =
  | { say: 'ready' }
  | { say: 'started'; id: number }
  | { say: 'answer'; id: number; answers: Value[][][]; engineMs: number }
  /** `kind` is the engine's own word for the error; its text may hold data and stays there. */
  | { say: 'refused'; id: number; why: Refusal; kind: string };

export type Format = 'csv' | 'tsv' | 'json' | 'parquet' | 'duckdb';
/** `table`: of a DuckDB file, which of its. */
export type FileToRead = { readonly path: string; readonly format: Format; readonly table?: string };
type ImportTask =
  | { import: FileToRead; database: string; temporary: string }
  | { describe: readonly FileToRead[] }
  | { within: FileToRead };
/** Tables by the names and columns that the query knows them by. */
export type SelectFrom = { name: string; database: string; columns: string[] };
type SelectTask = { select: string; from: SelectFrom[]; database: string; temporary: string } | { gate: string; known: string[] };
type Order<Task> = { readonly memoryLimit: string; readonly threads: number; readonly do: Task };
export type ImportOrder = Order<ImportTask>;
export type SelectOrder = Order<SelectTask>;
export type HelperOrder = Order<ImportTask | SelectTask>;
export type Described = { columns: TableColumn[] } | { problem: string };
export type FromHelper =
  | { say: 'imported'; columns: TableColumn[]; rows: number }
  | { say: 'described'; files: Described[] }
  | { say: 'within'; tables: string[] }
  | { say: 'gated'; gated: Gated }
  /** `lasting`: it is the file, and trying again won't help until that changes. */
  | { say: 'failed'; problem: string; lasting: boolean };
