// What the operator decides: flags before SIGHTLINE_* before sightline.yaml. The only reader of the environment, with
// main.ts. Secrets come from the environment or from files that it names, never from flags.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Log } from '#log';
import type { StoreOptions } from '#store/open';

const Port = z.coerce.number().int().min(0).max(65535);
const Yes = z.union([z.boolean(), z.enum(['true', 'false', '1', '0', '']).transform((word) => word === 'true' || word === '1')]);
const Paths = z.union([z.array(z.string()), z.string().transform((text) => text.split(/[,:]/).filter(Boolean))]);

/** Each setting once: its name here and in the file; SIGHTLINE_ and its name in capitals in the environment. */
const settings = {
  port: Port.default(4400),
  host: z.string().min(1).default('127.0.0.1'),
  /** The embedded store, the analytics cache, and files that people bring. */
  data: z.string().min(1).default('./data'),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  databaseSchema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*$/, 'must be lower-case letters, digits and _')
    .optional(),
  poolSize: z.coerce.number().int().min(1).max(1000).default(10),
  demo: Yes.default(false),
  /** How browsers reach us, when that isn't http://host:port: behind a proxy. */
  publicUrl: z.url().optional(),
  /** The proxy in front of us is ours: its X-Forwarded-For is believed. */
  trustProxy: Yes.default(false),
  /** Folder sources lie below these. */
  sourceFolders: Paths.default([]),
  requestSeconds: z.coerce.number().positive().max(3600).default(60),
  queryWorkers: z.coerce.number().int().min(1).max(64).optional(),
  queryMemory: z
    .string()
    .regex(/^[0-9]+ ?[KMG]i?B$/, 'must be a size like 1GB')
    .optional(),
  /** Where letters go through, like smtp://user:password@host:587; without it they stand in the folder mail below `data`. */
  smtpUrl: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  mailFrom: z.string().min(3).default('Sightline <sightline@localhost>'),
  /** PostgreSQL databases that sources may read, by the name that they call them by: SIGHTLINE_CONNECTION_NAME, or ..._FILE. */
  connections: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'must be called by letters, digits and _'),
      z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'),
    )
    .default({}),
  /** Signs session tokens; made and kept beside an embedded store if it isn't given. */
  secret: z.string().min(32, 'must have at least 32 characters').optional(),
};
const Settings = z.strictObject(settings);
export type Config = z.output<typeof Settings>;
const secrets = ['secret', 'databaseUrl', 'smtpUrl'] as const;

/** Where this server's store is. */
export const storeOptions = (config: Config, log: Log): StoreOptions =>
  config.databaseUrl
    ? {
        kind: 'postgres',
        url: config.databaseUrl,
        poolSize: config.poolSize,
        log,
        ...(config.databaseSchema && { schema: config.databaseSchema }),
      }
    : { kind: 'folder', dir: join(resolve(config.data), 'store'), log };

export class ConfigError extends Error {}

export const readConfig = (
  flags: Partial<Record<keyof Config, unknown>> = {},
  env: NodeJS.ProcessEnv = process.env,
  folder: string = process.cwd(),
): Config => {
  const given = { ...fromFile(folder), ...fromEnvironment(env), ...withoutAbsent(flags) };
  const parsed = Settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(`The setting ${issue?.path.join('.')} is wrong: ${issue?.message}.`);
};

// Databases' addresses are secrets: one variable each, never in a file beside other settings.
const names = (Object.keys(settings) as (keyof Config)[]).filter((name) => name !== 'connections');
const inEnvironment = (name: string) => `SIGHTLINE_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
/** Read by the commands that talk to a server. */
const othersInEnvironment = ['SIGHTLINE_URL', 'SIGHTLINE_TOKEN', 'SIGHTLINE_PASSWORD'];

const fromEnvironment = (env: NodeJS.ProcessEnv): Record<string, unknown> => {
  const found: Record<string, unknown> = {};
  const known = new Map(names.map((name) => [inEnvironment(name), name]));
  const files = new Map(secrets.map((name) => [`${inEnvironment(name)}_FILE`, name]));
  for (const [key, value] of Object.entries(env)) {
    if (!key.startsWith('SIGHTLINE_') || value === undefined || othersInEnvironment.includes(key)) continue;
    const connection = /^SIGHTLINE_CONNECTION_([A-Z][A-Z0-9_]*?)(_FILE)?$/.exec(key);
    if (connection?.[1]) {
      const address = connection[2] ? readSecret(key, value) : value;
      found.connections = { ...(found.connections as object | undefined), [connection[1].toLowerCase()]: address };
      continue;
    }
    const [name, file] = [known.get(key), files.get(key)];
    if (name) found[name] = value;
    else if (file) found[file] = readSecret(key, value);
    else throw unknown(key, [...known.keys(), ...files.keys()], 'environment variable');
  }
  if (env.PORT !== undefined && !('port' in found)) found.port = env.PORT;
  return found;
};

const fromFile = (folder: string): Record<string, unknown> => {
  const path = resolve(folder, 'sightline.yaml');
  if (!existsSync(path)) return {};
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigError(`${path} is not valid YAML: ${error instanceof Error ? error.message : error}`);
  }
  if (content === undefined || content === null) return {};
  if (typeof content !== 'object' || Array.isArray(content)) throw new ConfigError(`${path} must hold settings, one a line.`);
  const found: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(content)) {
    const file = secrets.find((name) => `${name}File` === key);
    if (file) found[file] = readSecret(key, resolve(folder, String(value)));
    else if ((names as string[]).includes(key)) found[key] = value;
    else throw unknown(key, [...names, ...secrets.map((name) => `${name}File`)], `key in ${path}`);
  }
  return found;
};

const readSecret = (key: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new ConfigError(`${key} names the file ${path}, which can’t be read.`);
  }
};

const unknown = (key: string, known: string[], what: string) =>
  new ConfigError(`Unknown ${what} ${key}; the nearest is ${nearest(key, known)}.`);

export const nearest = (typed: string, known: readonly string[]): string =>
  known.map((name) => ({ name, far: distance(typed.toLowerCase(), name.toLowerCase()) })).sort((a, b) => a.far - b.far)[0]
    ?.name ?? '';

/** How many letters to change, add or remove (Levenshtein). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

const withoutAbsent = (flags: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
