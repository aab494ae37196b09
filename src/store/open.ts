// One store over two engines: PGlite in a thread of this process, or a PostgreSQL server. Everything above sees the same
// dialect, the same values, the same errors. Read next: connection.ts (what both share), tables.ts, migrate.ts.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { type Log, silentLog } from '#log';
import { isStalePlan, Names, namingClient, tidyPool, valueTypes } from './connection.ts';
import { lockFolder } from './lock.ts';
import { type PgliteThread, startPglite } from './pglite-thread.ts';
import { findPrepared } from './prepared.ts';
import type { Tables } from './tables.ts';
import { keepUp } from './upkeep.ts';

export type Db = Kysely<Tables>;
export type { Transaction };

export type StoreOptions = (
  | { kind: 'memory' }
  | { kind: 'folder'; dir: string }
  | { kind: 'postgres'; url: string; schema?: string; poolSize?: number }
) & { log?: Log; statementMs?: number /** Ignores a prepared store and begins from nothing. */; unprepared?: true };

export type Store = {
  readonly dialect: 'pglite' | 'postgres';
  /** Where the tables are: `public` unless told. */
  readonly schema: string;
  readonly db: Db;
  /** Tried up to three times when it loses to another transaction (40001, 40P01), so `work` has no effects besides its writes. */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** From now on this exact text runs as a prepared statement, by any path, inside transactions and out. Answers the text. */
  name(text: string): string;
  rows<T>(text: string, values: readonly unknown[], on?: Db): Promise<T[]>;
  /** Embedded only: the whole store as a tar file, for `prepared.ts`. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
};

export const openStore = async (options: StoreOptions): Promise<Store> => {
  const names = new Names();
  const log = options.log ?? silentLog;
  const statementMs = options.statementMs ?? 30_000;
  const shared: pg.PoolConfig = { types: valueTypes, Client: namingClient(names), query_timeout: statementMs };

  if (options.kind === 'postgres') {
    const schema = options.schema ?? 'public';
    const pool = new pg.Pool({
      ...shared,
      connectionString: options.url,
      max: options.poolSize ?? 10,
      connectionTimeoutMillis: statementMs,
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: 2 * statementMs,
      application_name: 'sightline',
      options: `-c TimeZone=UTC -c search_path=${quoted(schema)} ${planOnce}`,
    });
    await reachable(pool, options.url);
    if (options.schema) await pool.query(`create schema if not exists ${quoted(schema)}`);
    return assemble({ dialect: 'postgres', schema, pool, names, log });
  }

  const unlock = options.kind === 'folder' ? lockFolder(options.dir) : () => {};
  try {
    const dir = options.kind === 'folder' ? options.dir : undefined;
    if (dir) mkdirSync(dir, { recursive: true });
    const isNew = !dir || !existsSync(dir) || readdirSync(dir).length === 0;
    const from = isNew && !options.unprepared ? findPrepared() : undefined;
    const thread = await startPglite({ ...(dir ? { dir } : {}), ...(from ? { from } : {}) });
    const pool = new pg.Pool({
      ...shared,
      user: 'postgres',
      database: 'postgres',
      // PGlite is one backend: a pool of one connection is its queue, first come first served, a transaction holding its turn.
      // Waiting has an end, so that asking the store itself inside a transaction fails instead of hanging for ever.
      max: 1,
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: statementMs,
      stream: () => thread.connect(),
    });
    return assemble({ dialect: 'pglite', schema: 'public', pool, names, log, thread, unlock });
  } catch (error) {
    unlock();
    throw error;
  }
};

type Parts = {
  dialect: Store['dialect'];
  schema: string;
  pool: pg.Pool;
  names: Names;
  log: Log;
  thread?: PgliteThread;
  unlock?: () => void;
};

const assemble = ({ dialect, schema, pool, names, log, thread, unlock }: Parts): Store => {
  // Without a listener, a server that stops takes this process with it.
  pool.on('error', (error) => log.warn('store connection lost', { message: error.message }));
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: tidyPool(pool) }) });
  const run = async <T>(text: string) => (await db.executeQuery<T>(CompiledQuery.raw(text))).rows;
  const upkeep = thread && keepUp(run<{ name: string }>, log);
  let closed: Promise<void> | undefined;
  return {
    dialect,
    schema,
    db,
    transaction: (work) => retrying(() => db.transaction().execute(work), names),
    name: (text) => names.register(text),
    rows: async <T>(text: string, values: readonly unknown[], on: Db = db) => {
      const ask = async () => (await on.executeQuery<T>(CompiledQuery.raw(text, [...values]))).rows;
      // Inside a transaction the whole of it is tried again, above.
      return on.isTransaction ? ask() : retrying(ask, names);
    },
    dump: async () => {
      if (!thread) throw new Error('Only an embedded store can be dumped this way.');
      return thread.dump();
    },
    close: () => {
      closed ??= (async () => {
        await upkeep?.stop();
        await db.destroy();
        if (!pool.ended) await pool.end();
        await thread?.close();
        unlock?.();
      })();
      return closed;
    },
  };
};

const retrying = async <T>(attempt: () => Promise<T>, names: Names): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const stale = isStalePlan(error);
      if (stale) names.forget();
      const lost = error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01');
      if ((!lost && !stale) || tries === 3) throw error;
      // Not both at once again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30 * tries));
    }
  }
};

/**
 * A prepared statement is planned once. Left to choose, PostgreSQL plans some of ours again at each execution, which
 * takes several times as long as running them, and never finds a better plan: they are written to have one. Nor does it
 * pay to compile them, which takes a hundred milliseconds where it is done for its guess of what a page costs.
 */
const planOnce = '-c plan_cache_mode=force_generic_plan -c jit=off';

const reachable = async (pool: pg.Pool, url: string) => {
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    const why = error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error);
    throw new Error(`The database at ${withoutPassword(url)} can't be reached: ${why}`, { cause: error });
  }
};

const withoutPassword = (url: string) => url.replace(/\/\/([^:@/]*):[^@/]*@/, '//$1:…@');
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
