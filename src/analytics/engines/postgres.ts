// PostgreSQL databases, asked in place: in a transaction that can't write, by the protocol that takes one statement and its
// values apart, for as long as a query may run, and no longer than somebody waits.
import pg from 'pg';
import { givenUp, type Problem, problem, type Value } from '#contract';
import type { Log } from '#log';
import { kindOf, type PostgresTable, postgres } from '../dialects/postgres.ts';
import type { DatasetPlan, SourcePlan } from '../plan.ts';
import type { Ask, Engine, Patience, SourceTable } from './engine.ts';
import type { Statement } from './messages.ts';
import { listTables, lookUp, requireReader } from './postgres-catalog.ts';
import { postgresCell, postgresTypes } from './postgres-cells.ts';

type Settings = {
  /** The address of a database by the name that its operator gave it. */
  connectionOf: (name: string) => string | undefined;
  connections: number;
  deadlineMs: number;
  characters: number;
  now: () => Date;
};
/** A query that ends early says why, in its own words. */
type Leave = { reason: Problem | null; during: (() => void) | null };

/** Ends of data are looked up again after this long. */
const freshMs = 30_000;

export function openPostgres(settings: Settings, log: Log): Engine {
  const pools = new Map<string, pg.Pool>();
  return {
    dialectOf: (table) => postgres((table as PostgresTable & { unicode: boolean }).unicode),
    withTable,
    tables,
    check: () => Promise.reject(noSelects()),
    gate: () => Promise.reject(noSelects()),
    close: async () => void (await Promise.all([...pools.values()].map((pool) => pool.end()))),
  };

  async function withTable<Answer>(
    { source, table: name, sql }: DatasetPlan,
    patience: Patience,
    use: (table: PostgresTable, ask: Ask) => Promise<Answer>,
  ): Promise<Answer> {
    if (sql !== undefined) throw noSelects();
    return inTransaction(source, patience, async (run) => {
      const found = await lookUp(run, name, source.schemas);
      if (!found) throw problem('unavailable', `There is no table “${name}” in the database that may be read.`);
      const now = settings.now();
      const table = {
        ...found,
        name: `“${name}”`,
        columns: found.types.map((type) => ({ name: type.name, kind: kindOf(type) })),
        loadedAt: now.toISOString(),
        version: `${source.id}\n${found.schema}\n${found.table}\n${Math.floor(now.getTime() / freshMs)}`,
      };
      const ask: Ask = async (statements) => {
        const start = performance.now();
        const answers: Value[][][] = [];
        const room = { characters: settings.characters };
        for (const { text, values } of statements) answers.push(await run({ text, values }, room));
        return { answers, engineMs: Math.round((performance.now() - start) * 10) / 10 };
      };
      return use(table, ask);
    });
  }

  function tables(source: SourcePlan): Promise<SourceTable[]> {
    return inTransaction(source, {}, async (run) => {
      const found = await listTables(run, source.schemas);
      return found.map(({ name, types }) => ({
        name,
        file: name,
        columns: types.map((type) => ({ name: type.name, type: kindOf(type) })),
      }));
    });
  }

  async function inTransaction<T>(
    source: SourcePlan,
    { deadlineMs = settings.deadlineMs, signal }: Patience,
    work: (run: Run) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) throw givenUp();
    const pool = poolOf(source);
    const leave: Leave = { reason: null, during: null };
    const stop = (reason: Problem) => {
      leave.reason ??= reason;
      leave.during?.();
    };
    const onAbort = () => stop(givenUp());
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(
      () => stop(problem('timeout', `The query took longer than ${deadlineMs / 1000} s and was stopped.`)),
      deadlineMs,
    );
    let client: pg.PoolClient | undefined;
    let broken = false;
    let cancelling: Promise<void> | undefined;
    try {
      client = await pool.connect();
      if (leave.reason) throw leave.reason;
      const connected = client;
      leave.during = () => {
        cancelling ??= cancel(source, connected, () => {
          broken = true;
        });
      };
      const run: Run = (statement, room) => {
        if (leave.reason) throw leave.reason;
        return rowsOf(connected, statement, room, () => stop(tooLarge()));
      };
      await connected.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await run({ text: setUp, values: [String(deadlineMs)] });
      await requireReader(run);
      return await work(run);
    } catch (failure) {
      throw leave.reason ?? inWords(failure, log);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      leave.during = null;
      if (client) {
        const mine = client;
        // A cancellation that is still on its way would stop whatever the connection is asked next: it meets the end first.
        await cancelling;
        await mine.query('ROLLBACK').then(
          () => mine.release(broken),
          () => mine.release(true),
        );
      }
    }
  }

  function poolOf({ connection }: SourcePlan): pg.Pool {
    const address = connection && settings.connectionOf(connection);
    if (!address) throw problem('unavailable', `The operator of this server has given no database by the name “${connection}”.`);
    const known = pools.get(address);
    if (known) return known;
    const pool = new pg.Pool({
      connectionString: address,
      max: settings.connections,
      connectionTimeoutMillis: Math.min(settings.deadlineMs, 10_000),
      idleTimeoutMillis: 30_000,
      application_name: 'sightline',
    });
    pool.on('error', (error) => log.warn('analytics.database_lost', { code: codeOf(error) }));
    pools.set(address, pool);
    return pool;
  }

  /** From beside: the connection itself is busy. Where that fails, it is cut, and the server notices on its own. */
  async function cancel(source: SourcePlan, busy: pg.PoolClient, cut: () => void) {
    const beside = new pg.Client({
      connectionString: settings.connectionOf(source.connection ?? ''),
      connectionTimeoutMillis: 3000,
    });
    beside.on('error', () => {});
    try {
      await beside.connect();
      await beside.query({
        text: 'SELECT pg_cancel_backend($1)',
        values: [(busy as pg.PoolClient & { processID: number }).processID],
      });
    } catch {
      cut();
      (busy as pg.PoolClient & { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    } finally {
      await beside.end().catch(() => {});
    }
  }
}

export type Run = (statement: Statement, room?: { characters: number }) => Promise<Value[][]>;

/** What an answer looks like, where names are looked for, and how long it may take: until the transaction ends. */
const setUp = `
  SELECT set_config('statement_timeout', $1, true), set_config('idle_in_transaction_session_timeout', '60000', true),
    set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true), set_config('extra_float_digits', '1', true),
    set_config('search_path', 'pg_catalog', true), set_config('jit', 'off', true)`;

/** Row by row, so that an answer which grows too large is given up early. */
function rowsOf(
  client: pg.PoolClient,
  { text, values }: Statement,
  room: { characters: number } | undefined,
  overflow: () => void,
): Promise<Value[][]> {
  return new Promise((resolve, reject) => {
    const rows: Value[][] = [];
    let over = false;
    const asked = { text, values: values.map(sendable), rowMode: 'array', queryMode: 'extended', types: postgresTypes };
    const query = client.query(new pg.Query(asked as pg.QueryConfig));
    query.on('row', (row: unknown) => {
      if (over) return;
      const cells = (row as Value[]).map(postgresCell);
      if (room) {
        room.characters -= cells.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length + 3 : 8), 0);
        over = room.characters < 0;
      }
      if (over) overflow();
      else rows.push(cells);
    });
    query.on('end', () => (over ? reject(tooLarge()) : resolve(rows)));
    query.on('error', reject);
  });
}

/** It holds no text with this letter, so nothing is found by it either way. */
const sendable = (value: Statement['values'][number]) =>
  typeof value === 'string' ? value.replaceAll('\0', '\uffff') : typeof value === 'bigint' ? String(value) : value;

// Its parser isn’t ours to ask, and its functions are more than a list could hold: a view in the database does the same.
const noSelects = () =>
  problem(
    'unavailable',
    'A dataset over a database reads one of its tables or views: make a view there for what it should select.',
  );
const tooLarge = () => problem('too_large', 'The answer is too large. Ask for fewer rows or shorter texts.');
const codeOf = (error: unknown) => (error as { code?: string }).code ?? '';

/** What the server says may hold data or addresses: it stays there. */
function inWords(failure: unknown, log: Log): unknown {
  if (failure instanceof Error && failure.name === 'Problem') return failure;
  const code = codeOf(failure);
  log.warn('analytics.database_refused', { code });
  if (code === '57014') return problem('timeout', 'The query took longer than it may and was stopped.');
  if (code === '42501') return problem('unavailable', 'The database lets its reader see less than this needs.');
  if (/^28/.test(code))
    return problem('unavailable', 'The database behind this doesn’t accept the name or password it is asked by.');
  if (/^(08|53|57P|3D|E[A-Z]+)/.test(code) || code === '')
    return problem('unavailable', 'The database behind this can’t be reached, or takes no more connections.');
  return problem('failed', 'The database could not answer this query.', [], failure);
}
