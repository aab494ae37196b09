// Folder sources: each CSV, TSV, JSON or Parquet file in a folder is a table. A source reaches only below the folders that
// the operator allowed, wherever its symbolic links point.
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { problem } from '#contract';
import type { Format } from './engines/messages.ts';
import type { SourcePlan } from './plan.ts';

export type DataFile = {
  readonly path: string;
  readonly name: string;
  readonly format: Format;
  /** Changes whenever the file does. */
  readonly version: string;
  readonly empty: boolean;
  /** Of a DuckDB file: which of its tables. */
  readonly table?: string;
  /** Where it is about to lie. */
  readonly destined?: string;
};
export type NamedFile = { readonly name: string; readonly file: DataFile };

const formats: Record<string, Format> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.json': 'json',
  '.jsonl': 'json',
  '.ndjson': 'json',
  '.parquet': 'parquet',
};

/** The real folder that a source means, or a refusal that says nothing about what lies elsewhere. */
export async function folderOf(source: SourcePlan, allowed: readonly string[]): Promise<string> {
  const roots = await Promise.all(allowed.map((root) => realpath(root).catch(() => null)));
  const named = isAbsolute(source.path) ? [source.path] : allowed.map((root) => resolve(root, source.path));
  const inside = named.filter(
    (path) => allowed.some((root) => isBelow(path, resolve(root))) || roots.some((root) => root && isBelow(path, root)),
  );
  if (inside.length === 0) throw refused(source);
  for (const path of inside) {
    const real = await realpath(path).catch(() => null);
    if (real === null || !(await isFolder(real))) continue;
    if (!roots.some((root) => root && isBelow(real, root))) throw refused(source);
    return real;
  }
  throw problem('unavailable', `The folder “${source.path}” isn’t there any more, or can’t be read.`);
}

/** The files of a folder by the names of their tables, in order of these. */
export async function filesIn(folder: string): Promise<NamedFile[]> {
  const named = await tableNames(folder);
  const files = await Promise.all(named.map(async ({ name, fileName }) => ({ name, file: await fileAt(folder, fileName) })));
  return files.flatMap(({ name, file }) => (file ? [{ name, file }] : []));
}

/** The DuckDB file that a source means, without saying yet which of its tables. */
export async function duckdbFileOf(source: SourcePlan, allowed: readonly string[]): Promise<DataFile> {
  const folder = await folderOf({ ...source, path: dirname(source.path) }, allowed);
  const file = await fileAt(folder, basename(source.path), 'duckdb');
  if (!file) throw problem('unavailable', `The file “${source.path}” isn’t there any more, or can’t be read.`);
  return file;
}

/** `known` remembers which file a table was, for the sentence when it is gone. */
export async function fileOfTable(folder: string, table: string, source: SourcePlan, known?: string): Promise<DataFile> {
  const named = await tableNames(folder);
  const found = named.find(({ name }) => name === table) ?? named.find(({ fileName }) => fileName === table);
  const file = found && (await fileAt(folder, found.fileName));
  if (file) return file;
  const several = named.filter(({ fileName }) => stem(fileName) === table).map(({ name }) => name);
  if (several.length > 1)
    throw problem('unavailable', `“${table}” is several files in the folder “${source.path}”: ${several.join(', ')}.`);
  const gone = known ?? found?.fileName;
  if (gone) throw problem('unavailable', `The file ${gone} is no longer in the folder “${source.path}”.`);
  throw problem('unavailable', `There is no file for the table “${table}” in the folder “${source.path}”.`);
}

async function tableNames(folder: string): Promise<{ name: string; fileName: string }[]> {
  const entries = await readdir(folder).catch(() => []);
  const readable = entries.filter((entry) => !entry.startsWith('.') && extname(entry).toLowerCase() in formats).sort();
  // Two files of one name are told apart by their endings.
  const shared = (entry: string) => readable.some((other) => other !== entry && stem(other) === stem(entry));
  return readable.map((entry) => ({ name: shared(entry) ? entry : stem(entry), fileName: entry }));
}

export async function fileAt(folder: string, name: string, as?: Format): Promise<DataFile | null> {
  const path = await realpath(join(folder, name)).catch(() => null);
  // A link out of the folder is as good as no file.
  if (path === null || !isBelow(path, folder)) return null;
  const found = await stat(path, { bigint: true }).catch(() => null);
  const format = as ?? formats[extname(name).toLowerCase()];
  if (!found?.isFile() || !format) return null;
  return { path, name, format, version: `${found.size}:${found.mtimeNs}`, empty: found.size === 0n };
}

const isFolder = async (path: string) => (await stat(path).catch(() => null))?.isDirectory() === true;
const stem = (name: string) => basename(name, extname(name));
const isBelow = (path: string, root: string) => {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
};
const refused = ({ path }: SourcePlan) =>
  problem('invalid', `The folder “${path}” is not below a folder that the operator of this server allowed for data.`, [
    { field: 'path', message: 'is not below a folder that the operator of this server allowed for data' },
  ]);
