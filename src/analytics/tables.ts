// The cache of imported files: one database a file and version, made by a process of its own, so that the processes which
// answer queries never touch the files people put into folders.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '#clock';
import { Problem, problem } from '#contract';
import type { Log } from '#log';
import type { Described, FromImportProcess, ImportOrder } from './engines/messages.ts';
import type { DataFile } from './folder.ts';
import type { FileTable } from './plan.ts';

/** To be raised when imports come out differently, so that older ones are made again. */
const format = 2;
const unusedDays = 30;

export type Tables = {
  /** Imports it first where that has not been done for this version of the file. */
  table(file: DataFile): Promise<FileTable>;
  describe(files: readonly DataFile[]): Promise<Described[]>;
  /** The database of a table is gone or broken: make it again when next asked for. */
  forget(table: FileTable): Promise<void>;
  close(): Promise<void>;
};
/** What is written beside a database. */
type Kept = Omit<FileTable, 'database' | 'version'>;
type Settings = { cacheDir: string; memoryLimit: string; threads: number; importDeadlineMs: number };

export async function openTables(settings: Settings, log: Log, clock: Clock): Promise<Tables> {
  const { cacheDir } = settings;
  const loaded = new Map<string, Promise<FileTable>>();
  const described = new Map<string, Described>();
  const running = new Set<() => void>();
  let importing: Promise<unknown> = Promise.resolve();
  await mkdir(cacheDir, { recursive: true });
  await sweep(cacheDir, clock);
  return { table, describe, forget, close };

  function table(file: DataFile): Promise<FileTable> {
    const key = keyOf(file);
    const known = loaded.get(key);
    if (known) return known;
    const loading = load(file, key);
    loaded.set(key, loading);
    loading.catch((failure) => {
      // What is wrong with the file stays wrong until it changes; all else deserves another try.
      if (!(failure instanceof BadFile)) loaded.delete(key);
    });
    return loading;
  }

  async function load(file: DataFile, key: string): Promise<FileTable> {
    if (file.empty) throw new BadFile(unreadable(file, 'it is empty'));
    const kept = await readKept(key);
    if (kept) return kept;
    // One after another: an import takes all the memory and processors it may.
    const mine = importing.then(() => importFile(file, key));
    importing = mine.catch(() => {});
    return mine;
  }

  async function importFile(file: DataFile, key: string): Promise<FileTable> {
    const start = performance.now();
    const database = join(cacheDir, `${key}.duckdb`);
    const unfinished = join(cacheDir, `${key}.${process.pid}.tmp`);
    try {
      const report = await ask(
        { import: { path: file.path, format: file.format }, database: unfinished, temporary: `${unfinished}.d` },
        file.name,
      );
      if (report.say === 'failed') {
        const what = unreadable(file, report.problem);
        throw report.lasting ? new BadFile(what) : problem('unavailable', what);
      }
      if (report.say !== 'imported') throw problem('unavailable', `${file.name} could not be loaded.`);
      const { columns, rows } = report;
      const kept: Kept = { name: file.name, columns, rows, loadedAt: clock.now().toISOString() };
      await rename(unfinished, database);
      // Written last: without it the database doesn't count.
      await writeFile(`${unfinished}.json`, JSON.stringify(kept));
      await rename(`${unfinished}.json`, join(cacheDir, `${key}.json`));
      await dropOthers(cacheDir, key);
      log.info('analytics.imported', { file: file.name, rows, ms: Math.round(performance.now() - start) });
      return { ...kept, database, version: key };
    } finally {
      await Promise.all(['', '.wal', '.d', '.json'].map((end) => rm(`${unfinished}${end}`, { recursive: true, force: true })));
    }
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
      const report = await ask({ describe: unknown.map(({ path, format }) => ({ path, format })) }, 'The folder');
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

  function ask(what: ImportOrder['do'], name: string): Promise<FromImportProcess> {
    const order: ImportOrder = { memoryLimit: settings.memoryLimit, threads: settings.threads, do: what };
    return new Promise((resolve, reject) => {
      const child = fork(fileURLToPath(import.meta.resolve('#analytics/engines/import-process')), [JSON.stringify(order)], {
        env: {},
        execArgv: [],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      const kill = () => child.kill('SIGKILL');
      running.add(kill);
      const limit = settings.importDeadlineMs;
      const late = setTimeout(() => {
        reject(problem('timeout', `${name} took longer than ${limit / 1000} s to load and was given up.`));
        kill();
      }, limit);
      child.on('message', (report: FromImportProcess) => resolve(report));
      child.on('error', kill);
      child.on('exit', (code, signal) => {
        clearTimeout(late);
        running.delete(kill);
        if (code !== 0) log.error('analytics.import_died', { code, signal });
        reject(problem('unavailable', `${name} could not be loaded: the process that read it ended early.`));
      });
    });
  }

  async function forget(table: FileTable) {
    for (const [key, one] of loaded) {
      if ((await one.catch(() => null))?.database === table.database) loaded.delete(key);
    }
    await rm(table.database, { force: true });
  }

  async function close() {
    for (const kill of running) kill();
    await importing;
  }
}

/** The path's part comes first, so that versions of one file lie together. */
const keyOf = ({ path, version }: DataFile) => `${short(path)}-${short(`${format}:${version}`)}`;
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

class BadFile extends Problem {
  constructor(detail: string) {
    super('unavailable', detail);
  }
}
