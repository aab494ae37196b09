// One bad query costs a process, never the server and never somebody else's query.
import { mkdtempSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#contract';
import type { Log } from '#log';
import { openPool, type Pool, type PoolSettings, Unreadable } from './pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightline-pool-'));
const database = join(folder, 'data.duckdb');
let pool: Pool;
let logged: string[] = [];
const note = (event: string) => void logged.push(event);
const log: Log = { info: note, warn: note, error: note };
beforeAll(async () => {
  await make(database, "CREATE TABLE data AS SELECT i AS c0, 'text ' || i AS c1 FROM range(100000) t(i)");
});
afterEach(() => pool.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

async function make(path: string, sql: string) {
  const instance = await DuckDBInstance.create(`${path}.made`);
  const connection = await instance.connect();
  await connection.run(sql);
  await connection.run('CHECKPOINT');
  // This process keeps its lock on what it wrote, so others get a copy.
  await copyFile(`${path}.made`, path);
}
const open = (more: Partial<PoolSettings> = {}) => {
  const usual = { threads: 1, memoryLimit: '200MB', openDatabases: 2, running: 2, queueLength: 10, deadlineMs: 20_000 };
  logged = [];
  pool = openPool({ ...usual, ...more }, log);
};
const query = (sql: string, more: { characters?: number; database?: string } = {}) => ({
  database,
  statements: [{ text: sql, values: [] }],
  characters: 1_000_000,
  ...more,
});
const quick = query('SELECT count(*) FROM data');
const endless = query('SELECT count(*) FROM data a, data b, data c WHERE a.c0 * b.c0 % 7 = c.c0 % 11');
// One long expression, during which the engine doesn't look whether it was told to stop.
const deaf = query("SELECT length(regexp_replace(repeat(c1, 30000), '(a|e|x|t)+?', 'zz', 'g')) FROM data WHERE c0 < 2000");
const refusal = (call: Promise<unknown>): Promise<Problem> =>
  call.then(
    () => expect.fail('was answered'),
    (failure) => failure,
  );

describe('a query that takes too long', () => {
  it('is stopped at its deadline, which the sentence names', async () => {
    open();
    await pool.run(quick);
    const start = performance.now();
    const failure = await refusal(pool.run(endless, { deadlineMs: 300 }));
    expect(failure).toMatchObject({ code: 'timeout', message: 'The query took longer than 0.3 s and was stopped.' });
    expect(performance.now() - start).toBeLessThan(1300);
    expect((await pool.run(quick)).answers[0]).toEqual([[100_000]]);
    expect(logged).not.toContain('analytics.process_killed');
  });

  it('is killed with its process when it doesn’t listen, and the next one finds another process', async () => {
    open({ running: 1 });
    await pool.run(quick);
    expect(await refusal(pool.run(deaf, { deadlineMs: 300 }))).toMatchObject({ code: 'timeout' });
    expect((await pool.run(quick)).answers[0]).toEqual([[100_000]]);
    expect(logged).toContain('analytics.process_killed');
  });

  it('harms nobody beside it', async () => {
    open();
    await pool.run(quick);
    const stopped = refusal(pool.run(endless, { deadlineMs: 700 }));
    const others = await Promise.all(Array.from({ length: 8 }, () => pool.run(quick)));
    expect(others.every(({ answers }) => answers[0]?.[0]?.[0] === 100_000)).toBe(true);
    expect(await stopped).toMatchObject({ code: 'timeout' });
  });

  it('is stopped as well when nobody waits for it any more', async () => {
    open({ running: 1 });
    await pool.run(quick);
    const leaving = new AbortController();
    const left = refusal(pool.run(endless, { signal: leaving.signal }));
    const waiting = refusal(pool.run(quick, { signal: leaving.signal }));
    setTimeout(() => leaving.abort(), 100);
    expect((await left).message).toContain('nobody waits');
    expect((await waiting).message).toContain('nobody waits');
    expect((await pool.run(quick)).answers[0]).toEqual([[100_000]]);
  });
});

describe('the queue', () => {
  it('is bounded and says so', async () => {
    open({ running: 1, queueLength: 2 });
    await pool.run(quick);
    const slow = refusal(pool.run(endless, { deadlineMs: 500 }));
    const waiting = [pool.run(quick), pool.run(quick)];
    const failure = await refusal(pool.run(quick));
    expect(failure).toMatchObject({ code: 'unavailable', message: '2 queries are waiting already. Try again in a moment.' });
    await slow;
    expect((await Promise.all(waiting)).map(({ answers }) => answers[0]?.[0]?.[0])).toEqual([100_000, 100_000]);
  });

  it('does not hold anybody longer than a query may run', async () => {
    open({ running: 1 });
    await pool.run(quick);
    const slow = refusal(pool.run(endless, { deadlineMs: 1500 }));
    expect(await refusal(pool.run(quick, { deadlineMs: 200 }))).toMatchObject({ code: 'unavailable' });
    await slow;
  });
});

describe('a query that fails', () => {
  it('says nothing of what the engine said, which may hold data', async () => {
    open();
    const failure = await refusal(pool.run(query('SELECT CAST(c1 AS INTEGER) FROM data')));
    expect(failure).toMatchObject({ code: 'failed', message: 'The query engine could not answer this query.' });
  });

  it('for want of memory says how much there was', async () => {
    open({ memoryLimit: '30MB' });
    const failure = await refusal(pool.run(query('SELECT list(c1 || c1) FROM data, range(20) GROUP BY c0')));
    expect(failure).toMatchObject({ code: 'too_large' });
    expect(failure.message).toContain('30MB');
    expect((await pool.run(quick)).answers[0]).toEqual([[100_000]]);
  });

  it('because its answer is too large is given up', async () => {
    open();
    const failure = await refusal(pool.run(query('SELECT c1 FROM data', { characters: 100_000 })));
    expect(failure).toMatchObject({ code: 'too_large' });
  });

  it('because the database is gone is told apart', async () => {
    open();
    expect(await refusal(pool.run(query('SELECT 1', { database: join(folder, 'none.duckdb') })))).toBeInstanceOf(Unreadable);
  });

  it.each([
    'CREATE TEMP TABLE t (a INTEGER)',
    'PRAGMA version; DROP TABLE data',
    "COPY data TO '/tmp/x.csv'",
    'SELECT 1; SELECT 2',
  ])('since it is no single SELECT: %s', async (sql) => {
    open();
    expect(await refusal(pool.run(query(sql)))).toMatchObject({ code: 'failed' });
  });
});

describe('processes', () => {
  it('that die take only the query they ran with them', async () => {
    open();
    await pool.run(quick);
    const failing = refusal(pool.run(endless));
    const busy = pool.processes().find(({ state }) => state === 'busy');
    setTimeout(() => process.kill(busy?.pid ?? 0, 'SIGABRT'), 100);
    const beside = Array.from({ length: 5 }, () => pool.run(quick));
    expect(await failing).toMatchObject({
      code: 'failed',
      message: 'The query brought down the process that ran it. Others were not affected.',
    });
    expect((await Promise.all(beside)).map(({ answers }) => answers[0]?.[0]?.[0])).toEqual(Array(5).fill(100_000));
    expect(logged).toContain('analytics.process_died');
  });

  it('that die while they wait are replaced, and no query notices', async () => {
    open();
    await pool.run(quick);
    for (const { pid } of pool.processes()) process.kill(pid ?? 0, 'SIGKILL');
    expect((await Promise.all([1, 2, 3, 4].map(() => pool.run(quick)))).map(({ answers }) => answers[0]?.[0]?.[0])).toEqual(
      Array(4).fill(100_000),
    );
    expect(pool.processes()).toHaveLength(3);
  });

  it('keep a few databases open and close the longest unused', async () => {
    open({ running: 1, openDatabases: 1 });
    const second = join(folder, 'second.duckdb');
    await make(second, 'CREATE TABLE data AS SELECT 1 AS c0');
    for (let n = 0; n < 3; n++) {
      expect((await pool.run(quick)).answers[0]).toEqual([[100_000]]);
      expect((await pool.run(query('SELECT count(*) FROM data', { database: second }))).answers[0]).toEqual([[1]]);
    }
  });

  it('bind values and give back numbers, text and times', async () => {
    open();
    const sql =
      "SELECT CAST($1 AS BIGINT) + 1, $2, 9007199254740993, CAST('nan' AS DOUBLE), DATE '2001-02-03', TIMESTAMP '2001-02-03 04:05:06', CAST(-2.5 AS DECIMAL(9,2)), true, NULL";
    const statements = [{ text: sql, values: [41, "it's"] }];
    const { answers } = await pool.run({ database, statements, characters: 1000 });
    expect(answers[0]).toEqual([[42, "it's", '9007199254740993', null, '2001-02-03', '2001-02-03T04:05:06', -2.5, true, null]]);
  });
});
