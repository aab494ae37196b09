// Direction: rooms depend one way, and meet through their doors. The table is ARCHITECTURE.md's, as code.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '..', '..', 'src');

/** What each room may import, besides itself and packages. */
const mayImport: Record<string, readonly string[]> = {
  contract: [],
  kinds: ['contract'],
  clock: [],
  log: [],
  store: ['contract', 'log'],
  access: ['contract', 'kinds', 'store'],
  analytics: ['contract', 'clock', 'log'],
  features: ['contract', 'kinds', 'store', 'access', 'analytics', 'clock', 'log'],
  worlds: ['contract', 'kinds', 'store', 'access', 'features'],
  demo: ['contract', 'kinds', 'store', 'access', 'analytics', 'features', 'log', 'clock'],
  http: ['contract', 'kinds', 'store', 'access', 'features', 'clock', 'log', 'analytics'],
  mail: ['log'],
  config: ['contract', 'log', 'store'],
  main: ['contract', 'store', 'access', 'analytics', 'features', 'worlds', 'demo', 'http', 'mail', 'config', 'clock', 'log'],
  client: ['contract'],
  web: ['contract', 'client'],
  cli: ['contract', 'client'],
};

/** Commands that work without a server are the only ones that reach further. */
const withoutServer: Record<string, readonly string[]> = {
  'cli/sightline.ts': ['config'],
  'cli/server.ts': ['config', 'worlds'],
  'cli/serve.ts': ['main', 'config', 'store', 'log'],
  'cli/doctor.ts': ['main', 'config', 'store', 'log'],
};

/** Rooms with one door (or two): nobody outside imports past it. */
const doors: Record<string, readonly string[]> = {
  contract: ['contract', 'contract/index'],
  access: ['access', 'access/index', 'access/giving/index'],
  worlds: ['worlds/index'],
  analytics: ['analytics/index'],
  kinds: ['kinds/index'],
  demo: ['demo/index'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test(-support)?\.tsx?$/.test(file),
);
const imports = files.flatMap((file) => {
  const text = readFileSync(join(src, file), 'utf8');
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)[^'";]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g,
    ),
  ]
    .map((found) => found[1] ?? found[2] ?? found[3] ?? '')
    .filter((path) => path.startsWith('#') || path.startsWith('.'))
    .map((path) => ({
      file,
      to: path.startsWith('#') ? path.slice(1) : relative(src, join(src, dirname(file), path)).replace(/\.tsx?$/, ''),
    }));
});
const roomOf = (path: string) => path.split('/')[0]!.replace(/\.tsx?$/, '');

test('there are files to look at', () => {
  expect(imports.length).toBeGreaterThan(100);
});

test('every room imports only from the rooms below it', () => {
  const wrong = imports.filter(({ file, to }) => {
    const [from, into] = [roomOf(file), roomOf(to)];
    if (from === into) return false;
    const allowed = mayImport[from];
    if (!allowed) return true;
    return !allowed.includes(into) && !withoutServer[file]?.includes(into);
  });
  expect(wrong.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
});

test('rooms are entered through their doors', () => {
  const wrong = imports.filter(({ file, to }) => {
    const door = doors[roomOf(to)];
    return roomOf(file) !== roomOf(to) && door !== undefined && !door.includes(to);
  });
  expect(wrong.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
});

test('features meet through their index, without circles', () => {
  const topic = (path: string) => (/^features\/[^/]+\//.test(path) ? path.split('/')[1]! : null);
  const between = imports
    .map(({ file, to }) => ({ file, to, from: topic(file), into: topic(to) }))
    .filter(({ from, into }) => from !== null && into !== null && from !== into);
  expect(between.filter(({ to }) => !/^features\/[^/]+\/index$/.test(to)).map(({ file, to }) => `${file} imports ${to}`)).toEqual(
    [],
  );
  const uses = Map.groupBy(between, ({ from }) => from!);
  const reaches = (from: string, wanted: string, seen = new Set<string>()): boolean =>
    (uses.get(from) ?? []).some(({ into }) => into === wanted || (!seen.has(into!) && reaches(into!, wanted, seen.add(into!))));
  expect([...uses.keys()].filter((feature) => reaches(feature, feature))).toEqual([]);
});

test('packages of the server never reach the browser', () => {
  const web = files.filter((file) => file.startsWith('web/') || file.startsWith('client/') || file.startsWith('contract/'));
  const wrong = web.filter((file) =>
    /from 'node:|from '(pg|kysely|hono|better-auth|@duckdb|@electric-sql)/.test(readFileSync(join(src, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});

test('proof that an action is allowed is made in one place', () => {
  const casts = files.filter((file) => /\bas Allowed</.test(readFileSync(join(src, file), 'utf8')));
  expect(casts.filter((file) => !['access/allow.ts'].includes(file))).toEqual([]);
});
