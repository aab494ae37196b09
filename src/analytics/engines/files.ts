// Files as tables: imported into a database each, and asked in processes that can be killed.
import { problem } from '#contract';
import type { Log } from '#log';
import { duckdb } from '../dialects/duckdb.ts';
import { type DataFile, duckdbFileOf, fileOfTable, filesIn, folderOf, type NamedFile } from '../folder.ts';
import type { DatasetPlan, FileTable, SourcePlan } from '../plan.ts';
import type { Tables } from '../tables.ts';
import type { Ask, Checked, Engine, Patience } from './engine.ts';
import { type Pool, Unreadable } from './pool.ts';

type Settings = { allowedFolders: readonly string[]; uploadsFolder: string; deadlineMs: number; characters: number };
export type Files = Engine & {
  prepare(source: SourcePlan, onProgress?: (done: { file: string; at: number; of: number }) => void): Promise<void>;
};

export function openFiles(
  tables: Tables,
  pool: Pool,
  { allowedFolders, uploadsFolder, deadlineMs, characters }: Settings,
  log: Log,
): Files {
  /** Which file a table was when it was last found. */
  const fileNames = new Map<string, string>();
  return { dialectOf: () => duckdb, withTable, tables: tablesOf, check, gate, prepare, close: () => tables.close() };

  async function withTable<Answer>(
    dataset: DatasetPlan,
    patience: Patience,
    use: (table: FileTable, ask: Ask) => Promise<Answer>,
  ): Promise<Answer> {
    const table = await tableOf(dataset, patience);
    try {
      return await use(table, askOf(table, patience));
    } catch (failure) {
      if (!(failure instanceof Unreadable)) throw failure;
      // Another server on this cache replaced it, or somebody deleted it: make it once more.
      await tables.forget(table);
      const again = await tableOf(dataset, patience);
      return use(again, askOf(again, patience)).catch((failedAgain) => {
        throw failedAgain instanceof Unreadable
          ? problem('unavailable', `${table.name} was loaded, and can’t be opened.`)
          : failedAgain;
      });
    }
  }

  function tableOf(dataset: DatasetPlan, patience: Patience): Promise<FileTable> {
    const { source, table, sql } = dataset;
    const finding = sql === undefined ? tableNamed(source, table) : selected(source, sql);
    return within(patience.deadlineMs ?? deadlineMs, finding, () =>
      problem('unavailable', 'The data is still being loaded. Try again in a moment.'),
    );
  }

  async function tableNamed(source: SourcePlan, name: string): Promise<FileTable> {
    return tables.table(await fileOf(source, name));
  }

  async function fileOf(source: SourcePlan, table: string): Promise<DataFile> {
    if (source.type === 'duckdb') return { ...(await duckdbFileOf(source, allowedFolders)), table };
    const folder = await folderFor(source);
    const place = `${folder}\n${table}`;
    const file = await fileOfTable(folder, table, source, fileNames.get(place));
    fileNames.set(place, file.name);
    return file;
  }

  function folderFor(source: SourcePlan): Promise<string> {
    return folderOf(source, source.type === 'upload' ? [uploadsFolder] : allowedFolders);
  }

  async function filesOf(source: SourcePlan): Promise<NamedFile[]> {
    if (source.type !== 'duckdb') return filesIn(await folderFor(source));
    const file = await duckdbFileOf(source, allowedFolders);
    return (await tables.within(file)).map((name) => ({ name, file: { ...file, table: name } }));
  }

  async function selected(source: SourcePlan, sql: string): Promise<FileTable> {
    const gated = await gate(source, sql);
    // What is wrong with it is for those who may write such queries; `check` tells them.
    if ('problem' in gated) throw problem('unavailable', 'The query that this dataset is made of can’t be run as it is.');
    const inputs = await Promise.all(gated.tables.map(async (name) => ({ name, table: await tableNamed(source, name) })));
    return tables.select({ sql, source: source.id, inputs });
  }

  async function gate(source: SourcePlan, sql: string) {
    return tables.gate(
      sql,
      (await filesOf(source)).map(({ name }) => name),
    );
  }

  async function check(source: SourcePlan, sql: string): Promise<Checked> {
    const gated = await gate(source, sql);
    if ('problem' in gated) return gated;
    const inputs = await Promise.all(gated.tables.map(async (name) => ({ name, table: await tableNamed(source, name) })));
    return tables.select({ sql, source: source.id, inputs }).then(
      ({ columns }) => ({ columns: columns.map(({ name, kind }) => ({ name, type: kind })) }),
      (failure) => {
        // The engine's own words, for whoever may write such queries anyway.
        if (failure instanceof Error && typeof failure.cause === 'string') return { problem: failure.cause };
        throw failure;
      },
    );
  }

  function askOf(table: FileTable, patience: Patience): Ask {
    return (questions, own = patience) => {
      const statements = questions.map(({ text, values }) => ({ text, values }));
      return pool.run({ database: table.database, statements, characters }, own);
    };
  }

  async function tablesOf(source: SourcePlan) {
    const files = await filesOf(source);
    const found = await tables.describe(files.map(({ file }) => file));
    return files.map(({ name, file }, at) => {
      const about = found[at] ?? { columns: [] };
      if ('problem' in about) return { name, file: file.name, columns: [], problem: about.problem };
      return { name, file: file.name, columns: about.columns.map(({ name, kind }) => ({ name, type: kind })) };
    });
  }

  async function prepare(source: SourcePlan, onProgress?: (done: { file: string; at: number; of: number }) => void) {
    const files = await filesOf(source);
    for (const [at, { file }] of files.entries()) {
      onProgress?.({ file: file.name, at, of: files.length });
      // One bad file says so in its own tiles.
      await tables.table(file).catch((failure) => log.warn('analytics.not_prepared', { file: file.name, why: failure.message }));
    }
  }
}

async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
