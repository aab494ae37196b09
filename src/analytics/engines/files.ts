// Files as tables: imported into a database each, and asked in processes that can be killed.
import { problem } from '#contract';
import type { Log } from '#log';
import { duckdb } from '../dialects/duckdb.ts';
import { fileOfTable, filesIn, folderOf } from '../folder.ts';
import type { DatasetPlan, FileTable, SourcePlan } from '../plan.ts';
import type { Tables } from '../tables.ts';
import type { Ask, Engine, Patience } from './engine.ts';
import { type Pool, Unreadable } from './pool.ts';

type Settings = { allowedFolders: readonly string[]; deadlineMs: number; characters: number };
export type Files = Engine & {
  prepare(source: SourcePlan, onProgress?: (done: { file: string; at: number; of: number }) => void): Promise<void>;
};

export function openFiles(tables: Tables, pool: Pool, { allowedFolders, deadlineMs, characters }: Settings, log: Log): Files {
  /** Which file a table was when it was last found. */
  const fileNames = new Map<string, string>();
  return { dialectOf: () => duckdb, withTable, tables: tablesOf, prepare, close: () => tables.close() };

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

  async function tableOf({ source, table }: DatasetPlan, patience: Patience): Promise<FileTable> {
    const folder = await folderOf(source, allowedFolders);
    const place = `${folder}\n${table}`;
    const file = await fileOfTable(folder, table, source, fileNames.get(place));
    fileNames.set(place, file.name);
    return within(patience.deadlineMs ?? deadlineMs, tables.table(file), () =>
      problem('unavailable', 'The data is still being loaded. Try again in a moment.'),
    );
  }

  function askOf(table: FileTable, patience: Patience): Ask {
    return (questions, own = patience) => {
      const statements = questions.map(({ text, values }) => ({ text, values }));
      return pool.run({ database: table.database, statements, characters }, own);
    };
  }

  async function tablesOf(source: SourcePlan) {
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
}

async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
