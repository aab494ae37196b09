// Analytics: typed queries over files, answered by processes that can be killed. In order of reading: plan (what a dataset is),
// compile (a query as SQL), tables (files as databases), engines/pool (who runs it).
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Clock } from '#clock';
import { type Filter, invalid, problem, type Query, type Result, type Value } from '#contract';
import type { Log } from '#log';
import { compile, compileLastDay, compileValues } from './compile.ts';
import { openPool, type Pool, Unreadable } from './engines/pool.ts';
import { fields } from './fields.ts';
import { fileOfTable, filesIn, folderOf } from './folder.ts';
import type { DatasetPlan, SourcePlan, Table } from './plan.ts';
import type { Sql } from './sql.ts';
import { openTables } from './tables.ts';

export { fields } from './fields.ts';
export type { DatasetPlan, SourcePlan } from './plan.ts';

export type AnalyticsSettings = {
  /** Where imported tables lie; may be deleted whenever no server runs on it. */
  cacheDir: string;
  /** Folder sources lie below these. */
  allowedFolders: readonly string[];
  /** Queries that run at once, each in a process of its own. */
  workers?: number;
  threads?: number;
  deadlineMs?: number;
  importDeadlineMs?: number;
  /** Of one query, and of one import. */
  memoryLimit?: string;
  /** Queries that may wait. */
  queueLength?: number;
  /** Rows of an answer. */
  resultCap?: number;
  /** Characters of an answer. */
  resultCharacters?: number;
  log: Log;
  clock: Clock;
};

export type RunOptions = {
  /** Row rules: conditions over the table's own columns that hold before anything else is looked at. */
  restrict?: readonly Filter[];
  deadlineMs?: number;
  signal?: AbortSignal;
};
export type ValuesOptions = RunOptions & { q?: string; limit: number; filter?: Filter };
export type SourceTable = {
  name: string;
  file: string;
  columns: { name: string; type: string }[];
  /** Why it has no columns. */
  problem?: string;
};
export type Analytics = {
  run(dataset: DatasetPlan, query: Query, options?: RunOptions): Promise<Result>;
  /** The values of one dimension, least first. */
  values(dataset: DatasetPlan, field: string, options: ValuesOptions): Promise<{ values: Value[]; more: boolean }>;
  tables(source: SourcePlan): Promise<SourceTable[]>;
  /** Imports every file of a source ahead of the first query. */
  prepare(source: SourcePlan, onProgress?: (done: { file: string; at: number; of: number }) => void): Promise<void>;
  fields: typeof fields;
  /** The processes that answer queries, as they are now. */
  processes: Pool['processes'];
  close(): Promise<void>;
};

export async function openAnalytics(settings: AnalyticsSettings): Promise<Analytics> {
  const { allowedFolders, log, clock } = settings;
  const processors = availableParallelism();
  const running = settings.workers ?? Math.max(2, processors);
  const threads = settings.threads ?? Math.min(4, processors);
  const memoryLimit = settings.memoryLimit ?? '1GB';
  const deadlineMs = settings.deadlineMs ?? 30_000;
  const rowCap = settings.resultCap ?? 10_000;
  const characters = settings.resultCharacters ?? 8_000_000;
  const importing = { memoryLimit, threads: processors, importDeadlineMs: settings.importDeadlineMs ?? 600_000 };
  const tables = await openTables({ cacheDir: resolve(settings.cacheDir), ...importing }, log, clock);
  const pool = openPool(
    { threads, memoryLimit, openDatabases: 8, running, queueLength: settings.queueLength ?? 200, deadlineMs },
    log,
  );
  const lastDays = new Map<string, Promise<string | null>>();
  /** Which file a table was when it was last found. */
  const fileNames = new Map<string, string>();

  return { run, values, tables: tablesOf, prepare, fields, processes: pool.processes, close };

  async function run(dataset: DatasetPlan, query: Query, options: RunOptions = {}): Promise<Result> {
    const restrict = options.restrict ?? [];
    return withTable(dataset, options, async (table) => {
      const lastDay = query.time ? await lastDayOf(dataset, table, options) : null;
      const compiled = compile({ dataset, table, restrict }, query, lastDay, rowCap);
      const answer = await ask(table, compiled.sql, options);
      return {
        columns: compiled.columns,
        rows: answer.rows.slice(0, compiled.rows),
        more: answer.rows.length > compiled.rows,
        dataAsOf: table.loadedAt,
        ...(compiled.period && { period: compiled.period }),
        engineMs: answer.engineMs,
      };
    });
  }

  async function values(dataset: DatasetPlan, field: string, options: ValuesOptions) {
    return withTable(dataset, options, async (table) => {
      const { rows } = await ask(
        table,
        compileValues({ dataset, table, restrict: options.restrict ?? [] }, field, options),
        options,
      );
      return { values: rows.slice(0, options.limit).map(([value = null]) => value), more: rows.length > options.limit };
    });
  }

  async function tablesOf(source: SourcePlan): Promise<SourceTable[]> {
    const files = await filesIn(await folderOf(source, allowedFolders));
    const found = await tables.describe(files.map(({ file }) => file));
    return files.map(({ name, file }, at) => {
      const about = found[at] ?? { columns: [] };
      if ('problem' in about) return { name, file: file.name, columns: [], problem: about.problem };
      return { name, file: file.name, columns: about.columns.map(({ name, kind }) => ({ name, type: kind })) };
    });
  }

  async function prepare(source: SourcePlan, onProgress?: (done: { file: string; at: number; of: number }) => void) {
    const files = await filesIn(await folderOf(source, allowedFolders));
    for (const [at, { file }] of files.entries()) {
      onProgress?.({ file: file.name, at, of: files.length });
      // One bad file says so in its own tiles.
      await tables.table(file).catch((failure) => log.warn('analytics.not_prepared', { file: file.name, why: failure.message }));
    }
  }

  async function withTable<Answer>(
    dataset: DatasetPlan,
    options: RunOptions,
    use: (table: Table) => Promise<Answer>,
  ): Promise<Answer> {
    const table = await tableOf(dataset, options);
    try {
      return await use(table);
    } catch (failure) {
      if (!(failure instanceof Unreadable)) throw failure;
      // Another server on this cache replaced it, or somebody deleted it: make it once more.
      await tables.forget(table);
      return use(await tableOf(dataset, options)).catch((again) => {
        throw again instanceof Unreadable ? problem('unavailable', `${table.file} was loaded, and can’t be opened.`) : again;
      });
    }
  }

  async function tableOf({ source, table }: DatasetPlan, options: RunOptions): Promise<Table> {
    const folder = await folderOf(source, allowedFolders);
    const place = `${folder}\n${table}`;
    const file = await fileOfTable(folder, table, source, fileNames.get(place));
    fileNames.set(place, file.name);
    const patience = options.deadlineMs ?? deadlineMs;
    return within(patience, tables.table(file), () =>
      problem('unavailable', 'The data is still being loaded. Try again in a moment.'),
    );
  }

  function lastDayOf(dataset: DatasetPlan, table: Table, options: RunOptions): Promise<string | null> {
    const asked = compileLastDay(dataset, table);
    if (!asked) throw invalid('time', 'is given, and this dataset has no time dimension');
    const key = `${table.database}\n${asked.text}`;
    const known = lastDays.get(key);
    if (known) return known;
    // Not cut short with the one who asks first: others wait for the same answer.
    const finding = ask(table, asked, { deadlineMs: options.deadlineMs }).then(({ rows }) => {
      const day = rows[0]?.[0];
      return typeof day === 'string' ? day : null;
    });
    lastDays.set(key, finding);
    finding.catch(() => lastDays.delete(key));
    return finding;
  }

  function ask(table: Table, query: Sql, { deadlineMs, signal }: RunOptions) {
    return pool.run({ database: table.database, sql: query.text, values: query.values, characters }, { deadlineMs, signal });
  }

  async function close() {
    await Promise.all([pool.close(), tables.close()]);
  }
}

async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
