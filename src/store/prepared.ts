// Making an empty embedded store takes seconds (initdb, then every migration); unpacking one that was made before takes a
// fraction of one. Such a dump belongs to one version of PGlite and one set of migrations, and its name says which.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Shipped with a build, or kept by the tests. */
const places = [join(root, 'dist', 'store'), join(root, 'node_modules', '.cache', 'sightline')];

export const preparedName = (): string => {
  const key = createHash('sha256');
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  key.update(readFileSync(join(dirname(entry), '..', 'package.json')));
  const folder = fileURLToPath(new URL('./migrations', import.meta.url));
  for (const file of readdirSync(folder).sort()) key.update(file).update(readFileSync(join(folder, file)));
  // Migrations also write what is built in, and that names capabilities.
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  for (const file of ['./built-in', '../contract/words'])
    key.update(readFileSync(fileURLToPath(new URL(file + ending, import.meta.url))));
  return `store-${key.digest('hex').slice(0, 16)}.tar`;
};

export const findPrepared = (): string | undefined => {
  const name = preparedName();
  return places.map((place) => join(place, name)).find((path) => existsSync(path));
};

export const keepPrepared = (dump: Uint8Array, place: 'build' | 'cache' = 'cache'): string => {
  const folder = places[place === 'build' ? 0 : 1]!; // there are two of them, above
  mkdirSync(folder, { recursive: true });
  const path = join(folder, preparedName());
  writeFileSync(`${path}.${process.pid}`, dump);
  renameSync(`${path}.${process.pid}`, path);
  return path;
};
