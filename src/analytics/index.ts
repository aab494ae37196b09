// Analytics: typed queries over files and databases. In order of reading: plan (what a dataset is), compile (a query as SQL),
// answer (what is made of what the engine says), engines/ (who runs it), tables (files as databases).
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { Clock } from '#clock';
import { type Filter, invalid, type Query, type Result, type Value } from '#contract';
import type { Log } from '#log';
import { type Answers, answerOf } from './answer.ts';
import { type Behind, openBehind } from './behind.ts';
import { type Compiled, checkFormula, compile, compileEnds, compilePreview, compileValues, type Misspelling } from './compile.ts';
import type { Ask, Checked, Engine, SourceTable } from './engines/engine.ts';
import { openFiles } from './engines/files.ts';
import { openPool, type Pool } from './engines/pool.ts';
import { openPostgres } from './engines/postgres.ts';
import { fields } from './fields.ts';
import { type Ground, groundOf } from './ground.ts';
import { lastDayOf } from './kept.ts';
import { type Places, placesIn } from './places.ts';
import type { DatasetPlan, Ends, SourcePlan } from './plan.ts';
import type { Gated } from './sql-gate.ts';
import { openTables } from './tables.ts';
import { openUploads, type Upload, type Uploaded } from './uploads.ts';

export type { RowsOptions, Statements } from './behind.ts';
export type { Checked, SourceTable } from './engines/engine.ts';
export type { Fault } from './examine.ts';
export { fields } from './fields.ts';
export { type DatasetPlan, type SourcePlan, sourcePlanOf } from './plan.ts';
export type { Upload, Uploaded, UploadKind } from './uploads.ts';

export type AnalyticsSettings = {
  /** Where imported tables lie; may be deleted whenever no server runs on it. */
  cacheDir: string;
  /** Folder sources lie below these. */
  allowedFolders: readonly string[];
  /** Where uploaded files are kept; beside the cache unless told. */
  uploadsFolder?: string;
  /** The address of a PostgreSQL database by the name that sources call it by: a secret, which stays with the operator. */
  connectionOf?: (name: string) => string | undefined;
  /** The names that it knows. */
  connectionNames?: readonly string[];
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
export type Preview = { columns: { name: string; type: string }[]; rows: Value[][]; dataAsOf: string };
export type Analytics = {
  run(dataset: DatasetPlan, query: Query, options?: RunOptions): Promise<Result>;
  /** The values of one dimension, least first. */
  values(dataset: DatasetPlan, field: string, options: ValuesOptions): Promise<{ values: Value[]; more: boolean }>;
  tables(source: SourcePlan): Promise<SourceTable[]>;
  /** The first rows of a table, for who may open its source. */
  preview(source: SourcePlan, table: string, options: { limit: number; signal?: AbortSignal }): Promise<Preview>;
  /** Takes a file into a source of uploads, in place of the one of that name; a file that can't be read leaves nothing behind. */
  keepUpload(source: SourcePlan, from: Readable, upload: Upload): Promise<Uploaded>;
  /** Null where a measure's formula can be worked out, else what is wrong with it and at which letter: for a dataset's editors. */
  checkFormula(dataset: DatasetPlan, measure: { name: string; expression: string }): Promise<Misspelling | null>;
  /** The columns that a dataset stands on, and what of it can't be worked out over them: for its editors. */
  examine: Behind['examine'];
  /** The rows behind a number, one by one, as its filter and its time keep them. */
  rows: Behind['rows'];
  /** What the engine would be asked, without asking it: for those who may see its SQL. */
  explain: Behind['explain'];
  /** What comes out of a SELECT over a source's tables, or what is wrong with it in the engine's words: for who may write such. */
  checkSql(source: SourcePlan, sql: string): Promise<Checked>;
  /** Whether a SELECT may run at all: read and not run. */
  gateSql(source: SourcePlan, sql: string): Promise<Gated>;
  /** What a new source may be made of. */
  places(): Promise<Places>;
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
  const uploadsFolder = resolve(settings.uploadsFolder ?? join(settings.cacheDir, '..', 'uploads'));
  const { keepUpload } = openUploads(uploadsFolder, tables);
  const files = openFiles(
    tables,
    pool,
    {
      allowedFolders,
      uploadsFolder,
      deadlineMs,
      characters,
    },
    log,
  );
  const databases = openPostgres(
    {
      connectionOf: settings.connectionOf ?? (() => undefined),
      connections: running * 2,
      deadlineMs,
      characters,
      now: () => clock.now(),
    },
    log,
  );
  const ends = new Map<string, Promise<Ends | null>>();

  return {
    run,
    values,
    preview,
    keepUpload,
    checkFormula: checkFormulaOf,
    ...openBehind({ engineOf, endsOf, rowCap }),
    tables: (source) => engineOf(source).tables(source),
    gateSql: (source, sql) => engineOf(source).gate(source, sql),
    checkSql: (source, sql) => engineOf(source).check(source, sql),
    places: () => placesIn(allowedFolders, settings.connectionNames ?? []),
    prepare: files.prepare,
    fields,
    processes: pool.processes,
    close,
  };

  function engineOf({ type }: SourcePlan): Engine {
    return type === 'postgres' ? databases : files;
  }

  async function run(dataset: DatasetPlan, query: Query, options: RunOptions = {}): Promise<Result> {
    const { dialectOf, withTable } = engineOf(dataset.source);
    return withTable(dataset, options, async (table, ask) => {
      const ground = groundOf(query, table, dialectOf(table));
      const known = query.time ? await endsOf(dataset, ground, ask, options) : null;
      const compiled = compile({ dataset, ground, restrict: options.restrict ?? [] }, query, known, rowCap);
      const asked = Object.keys(compiled.questions) as (keyof Compiled['questions'])[];
      const { answers, engineMs } = await ask(asked.flatMap((question) => compiled.questions[question] ?? []));
      const answered: Answers = Object.fromEntries(asked.map((question, at) => [question, answers[at] ?? []]));
      const now = clock.now().toISOString();
      const present = {
        dataset,
        now: ground.zone ? ground.zone.local(now).slice(0, 19) : now.slice(0, 19),
        lastDay: lastDayOf(ground, known),
        rowCap,
      };
      return { ...answerOf(compiled, query, answered, present), dataAsOf: table.loadedAt, engineMs };
    });
  }

  async function values(dataset: DatasetPlan, field: string, options: ValuesOptions) {
    const { dialectOf, withTable } = engineOf(dataset.source);
    return withTable(dataset, options, async (table, ask) => {
      const ground = { table, dialect: dialectOf(table), zone: null, firstDay: 1 };
      const { answers } = await ask([compileValues({ dataset, ground, restrict: options.restrict ?? [] }, field, options)]);
      const found = (answers[0] ?? []).map(([value = null]) => value);
      return { values: found.slice(0, options.limit), more: found.length > options.limit };
    });
  }

  async function checkFormulaOf(dataset: DatasetPlan, { name, expression }: { name: string; expression: string }) {
    const { dialectOf, withTable } = engineOf(dataset.source);
    return withTable(dataset, {}, async (table) =>
      checkFormula(dataset, { table, dialect: dialectOf(table), zone: null, firstDay: 1 }, name, expression),
    );
  }

  async function preview(source: SourcePlan, name: string, { limit, signal }: { limit: number; signal?: AbortSignal }) {
    const { dialectOf, withTable } = engineOf(source);
    const dataset = { source, table: name, dimensions: [], measures: [] };
    return withTable(dataset, signal ? { signal } : {}, async (table, ask) => {
      const ground = { table, dialect: dialectOf(table), zone: null, firstDay: 1 };
      const { answers } = await ask([compilePreview(ground, Math.min(limit, rowCap))]);
      const columns = table.columns.map(({ name, kind }) => ({ name, type: kind }));
      return { columns, rows: answers[0] ?? [], dataAsOf: table.loadedAt };
    });
  }

  function endsOf(dataset: DatasetPlan, ground: Ground, ask: Ask, { deadlineMs }: RunOptions): Promise<Ends | null> {
    const asked = compileEnds(dataset, ground);
    if (!asked) throw invalid('time', 'is given, and this dataset has no time dimension');
    const key = `${ground.table.version}\n${asked.text}`;
    const known = ends.get(key);
    if (known) return known;
    // Not cut short with the one who asks first: others wait for the same answer.
    const finding = ask([asked], { ...(deadlineMs !== undefined && { deadlineMs }) }).then(({ answers }) => {
      const [first, last] = answers[0]?.[0] ?? [];
      return typeof first === 'string' && typeof last === 'string' ? { first, last } : null;
    });
    ends.set(key, finding);
    finding.catch(() => ends.delete(key));
    for (const oldest of ends.keys()) if (ends.size > mostEnds) ends.delete(oldest);
    return finding;
  }

  async function close() {
    await Promise.all([pool.close(), files.close(), databases.close()]);
  }
}

/** Of datasets, the ends of whose data are remembered. */
const mostEnds = 1000;
