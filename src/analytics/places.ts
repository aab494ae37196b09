// What a new source may be made of: the folders that the operator allowed, those right below them that hold data, DuckDB files.
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { filesIn } from './folder.ts';

export type Places = { folders: string[]; files: string[]; connections: string[] };
const most = 200;

export async function placesIn(allowedFolders: readonly string[], connections: readonly string[]): Promise<Places> {
  const folders: string[] = [];
  const files: string[] = [];
  for (const root of allowedFolders.map((folder) => resolve(folder))) {
    const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
    const below = entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => join(root, name));
    for (const folder of [root, ...below.slice(0, most)]) {
      if ((await filesIn(folder)).length > 0) folders.push(folder);
      const inside = await readdir(folder).catch(() => []);
      files.push(
        ...inside.filter((name) => /\.(duckdb|db)$/.test(name) && !name.startsWith('.')).map((name) => join(folder, name)),
      );
    }
  }
  return { folders: folders.slice(0, most), files: files.slice(0, most), connections: connections.toSorted() };
}
