// The cache of imported files: one database a file and version, made by a process of its own, so that the processes which
// answer queries never touch the files people put into folders.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#clock';
import { Problem, problem } from '#contract';
import type { Log } from '#log';
import { openHelpers } from './engines/helpers.ts';
import type { Described, FromHelper, HelperOrder } from './engines/messages.ts';
import type { DataFile } from './folder.ts';
import type { FileTable } from './plan.ts';
import type { Gated } from './sql-gate.ts';

/** To be raised when imports come out differently, so that older ones are made again. */
const format = 2;
const unusedDays = 30;

export type Tables = {
  /** Imports it first where that has not been done for this version of the file. */
  table(file: DataFile): Promise<FileTable>;
  describe(files: readonly DataFile[]): Promise<Described[]>;
  /** What somebody's SELECT answers over other tables, as a table. */
  select(selection: Selection): Promise<FileTable>;
  /** Which of the known tables a SELECT reads, or what is wrong with it; without running it. */
  gate(sql: string, known: readonly string[]): Promise<Gated>;
  /** Which tables a DuckDB file holds. */
  within(file: DataFile): Promise<string[]>;
  /** The database of a table is gone or broken: make it again when next asked for. */
  forget(table: FileTable): Promise<void>;
  close(): Promise<void>;
};
export type Selection = { sql: string; source: string; inputs: readonly { name: string; table: FileTable }[] };
/** What is written beside a database. */
type Kept = Omit<FileTable, 'database' | 'version'>;
type Settings = { cacheDir: string; memoryLimit: string; threads: number; importDeadlineMs: number };

export async function openTables(settings: Settings, log: Log, clock: Clock): Promise<Tables> {
  const { cacheDir } = settings;
  const loaded = new Map<string, Promise<FileTable>>();
  const described = new Map<string, Described>();
  const helpers = openHelpers(settings, log);
  const gated = new Map<string, Promise<Gated>>();
  let importing: Promise<unknown> = Promise.resolve();
  await mkdir(cacheDir, { recursive: true });
  await sweep(cacheDir, clock);
  return { table, describe, select, gate, within, forget, close };

  function table(file: DataFile): Promise<FileTable> {
    return once(keyOf(file), async (key) => {
      if (file.empty) throw new BadFile(unreadable(file, 'it is empty'));
      const made = (unfinished: string) => ({ import: fileToRead(file), database: unfinished, temporary: `${unfinished}.d` });
      return make(key, file.name, made, (what) => unreadable(file, what));
    });
  }

  function select({ sql, source, inputs }: Selection): Promise<FileTable> {
    const versions = inputs.map(({ name, table }) => `${name}=${table.version}`).sort();
    return once(`${short(`${source}\n${sql}`)}-${short(`${format}:${versions.join('\n')}`)}`, (key) => {
      const from = inputs.map(({ name, table: { database, columns } }) => ({
        name,
        database,
        columns: columns.map((one) => one.name),
      }));
      const made = (unfinished: string) => ({ select: sql, from, database: unfinished, temporary: `${unfinished}.d` });
      // What the engine says may hold data: it is for those only who may write such queries, and `gate` tells them.
      return make(key, 'The query of this dataset', made, () => 'The query that this dataset is made of can’t be run as it is.');
    });
  }

  function gate(sql: string, known: readonly string[]): Promise<Gated> {
    const key = JSON.stringify([sql, known]);
    const asked =
      gated.get(key) ??
      helpers
        .ask({ gate: sql, known: [...known] }, 'The query')
        .then((report) => (report.say === 'gated' ? report.gated : { problem: 'It can’t be understood.' }));
    gated.set(key, asked);
    asked.catch(() => gated.delete(key));
    for (const oldest of gated.keys()) if (gated.size > 500) gated.delete(oldest);
    return asked;
  }

  async function within(file: DataFile): Promise<string[]> {
    const report = await helpers.ask({ within: fileToRead(file) }, file.name);
    if (report.say === 'failed') throw problem('unavailable', unreadable(file, report.problem));
    return report.say === 'within' ? report.tables : [];
  }

  /** What was made for a key stays made; what is lastingly wrong stays wrong until that changes; all else is tried again. */
  function once(key: string, load: (key: string) => Promise<FileTable>): Promise<FileTable> {
    const known = loaded.get(key);
    if (known) return known;
    const loading = readKept(key).then((kept) => kept ?? load(key));
    loaded.set(key, loading);
    loading.catch((failure) => {
      if (!(failure instanceof BadFile)) loaded.delete(key);
    });
    return loading;
  }

  /** One after another: an import takes all the memory and processors it may. */
  function make(
    key: string,
    name: string,
    order: (unfinished: string) => HelperOrder['do'],
    inWords: (problem: string) => string,
  ): Promise<FileTable> {
    const mine = importing.then(async () => {
      const start = performance.now();
      const database = join(cacheDir, `${key}.duckdb`);
      const unfinished = join(cacheDir, `${key}.${process.pid}.tmp`);
      try {
        const { columns, rows } = imported(await helpers.ask(order(unfinished), name), name, inWords);
        const kept: Kept = { name, columns, rows, loadedAt: clock.now().toISOString() };
        await rename(unfinished, database);
        // Written last: without it the database doesn't count.
        await writeFile(`${unfinished}.json`, JSON.stringify(kept));
        await rename(`${unfinished}.json`, join(cacheDir, `${key}.json`));
        await dropOthers(cacheDir, key);
        log.info('analytics.imported', { file: name, rows, ms: Math.round(performance.now() - start) });
        return { ...kept, database, version: key };
      } finally {
        await Promise.all(['', '.wal', '.d', '.json'].map((end) => rm(`${unfinished}${end}`, { recursive: true, force: true })));
      }
    });
    importing = mine.catch(() => {});
    return mine;
  }

  async function readKept(key: string): Promise<FileTable | null> {
    const database = join(cacheDir, `${key}.duckdb`);
    const path = join(cacheDir, `${key}.json`);
    try {
      const { name, columns, rows, loadedAt } = JSON.parse(await readFile(path, 'utf8')) as Kept;
      await stat(database);
      await utimes(path, clock.now(), clock.now());
      return { name, columns, rows, loadedAt, database, version: key };
    } catch {
      return null;
    }
  }

  async function describe(files: readonly DataFile[]): Promise<Described[]> {
    const unknown = files.filter((file) => !file.empty && !described.has(keyOf(file)));
    if (unknown.length > 0) {
      const report = await helpers.ask({ describe: unknown.map(fileToRead) }, 'The folder');
      if (report.say === 'failed') throw problem('unavailable', `The files could not be read: ${report.problem}.`);
      for (const [at, file] of unknown.entries()) {
        const found = report.say === 'described' ? report.files[at] : undefined;
        if (found) described.set(keyOf(file), found);
      }
    }
    return files.map((file) => {
      const found = described.get(keyOf(file)) ?? { problem: 'it is empty' };
      return 'problem' in found ? { problem: unreadable(file, found.problem) } : found;
    });
  }

  async function forget(table: FileTable) {
    for (const [key, one] of loaded) {
      if ((await one.catch(() => null))?.database === table.database) loaded.delete(key);
    }
    await rm(table.database, { force: true });
  }

  async function close() {
    helpers.close();
    await importing;
  }
}

function imported(report: FromHelper, name: string, inWords: (problem: string) => string) {
  if (report.say === 'imported') return report;
  if (report.say !== 'failed') throw problem('unavailable', `${name} could not be loaded.`);
  throw report.lasting
    ? new BadFile(inWords(report.problem), report.problem)
    : problem('unavailable', inWords(report.problem), [], report.problem);
}

const fileToRead = ({ path, format, table }: DataFile) => ({ path, format, ...(table !== undefined && { table }) });
/** The path's part comes first, so that versions of one file lie together. */
const keyOf = ({ path, destined = path, table, version }: DataFile) =>
  `${short(table === undefined ? destined : `${destined}\n${table}`)}-${short(`${format}:${version}`)}`;
const short = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 20);

async function dropOthers(cacheDir: string, key: string) {
  const [path = ''] = key.split('-');
  const others = (await readdir(cacheDir)).filter(
    (name) => name.startsWith(`${path}-`) && !name.startsWith(key) && !name.includes('.tmp'),
  );
  // Where a process still reads an old one and the system holds on to it, the sweep gets it later.
  await Promise.all(others.map((name) => rm(join(cacheDir, name), { force: true }).catch(() => {})));
}

/** What nobody has asked for in a month, and what a crash left behind. */
async function sweep(cacheDir: string, clock: Clock) {
  const names = await readdir(cacheDir);
  for (const name of names) {
    const path = join(cacheDir, name);
    const found = await stat(path).catch(() => null);
    if (!found) continue;
    const days = (clock.now().getTime() - found.mtimeMs) / 86_400_000;
    const key = name.split('.')[0];
    const stale = name.includes('.tmp')
      ? days > 1 / 24
      : name.endsWith('.json')
        ? days > unusedDays
        : !names.includes(`${key}.json`);
    if (stale) await rm(path, { recursive: true, force: true });
  }
}

const unreadable = ({ name }: DataFile, what: string) => `${name} could not be read: ${what}.`;

/** Lastingly wrong: it stays so until the file changes. */
export class BadFile extends Problem {
  /** `cause`: in the engine's words. */
  constructor(detail: string, cause?: string) {
    super('unavailable', detail, [], cause);
  }
}
