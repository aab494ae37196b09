// A database as a source: read by a role that only reads, for as long as somebody waits.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QueryInput } from '#contract';
import { compile } from '../compile.ts';
import { postgres } from '../dialects/postgres.ts';
import type { DatasetPlan, SourcePlan } from '../index.ts';
import { layTable, openDatabase } from '../postgres.test-support.ts';
import { ask, openTrial, problemOf, type Trial } from '../trial.test-support.ts';

const database = await openDatabase();
const missing = 'missing' in database ? database.missing : '';
const source = (connection: string, more: Partial<SourcePlan> = {}): SourcePlan => ({
  id: 'w',
  type: 'postgres',
  path: '',
  connection,
  ...more,
});
const over = (table: string, more: Partial<DatasetPlan> = {}): DatasetPlan => ({
  source: source('warehouse'),
  table,
  dimensions: [],
  measures: [{ name: 'rows', aggregate: 'count' }],
  ...more,
});

describe(missing ? `a database (skipped: ${missing})` : 'a database', () => {
  const it = missing ? test.skip : test;
  let trial: Trial;
  const db = () => {
    if ('missing' in database) throw new Error(database.missing);
    return database;
  };
  const run = (dataset: DatasetPlan, query: QueryInput = { measures: ['rows'] }, signal?: AbortSignal) =>
    // Who leaves by themselves leaves before the deadline, however busy the machine is.
    trial.analytics.run(dataset, ask(query), signal && { signal, deadlineMs: 30_000 });
  beforeAll(async () => {
    if (missing) return;
    const addresses: Record<string, string> = {
      warehouse: db().reader,
      mighty: db().owner,
      wrong: db().reader.replace('reader@', 'nobody_there@'),
      gone: 'postgres://reader@localhost/x?host=/nowhere',
      own: db().reader.replace('/postgres?', '/own?'),
    };
    trial = await openTrial({ connectionOf: (name) => addresses[name], deadlineMs: 1500, resultCharacters: 20_000 });
    await layTable(db(), 'orders', { id: 'INTEGER', region: 'TEXT' }, [
      { id: 1, region: 'North' },
      { id: 2, region: null },
    ]);
    await db().run(`CREATE VIEW "slow; view" AS SELECT id, pg_sleep(30) IS NULL AS slept FROM orders`);
    await db().run('CREATE TABLE hidden (id INTEGER)');
    await db().run('CREATE TABLE half (id INTEGER, secret TEXT)');
    await db().run('CREATE SCHEMA sales');
    await db().run('CREATE TABLE sales.deals (id INTEGER, price NUMERIC(12, 2), "we""ird" UUID, tags TEXT[])');
    await db().run('GRANT USAGE ON SCHEMA sales TO reader');
    await db().run('GRANT SELECT ON "slow; view", sales.deals TO reader');
    await db().run('GRANT SELECT (id) ON half TO reader');
    await db().run('CREATE DATABASE own');
    const own = new pg.Client({ connectionString: db().owner.replace('/postgres?', '/own?') });
    await own.connect();
    await own.query('CREATE TABLE access_grant (id INTEGER); CREATE TABLE subject_closure (id INTEGER)');
    await own.end();
  });
  afterAll(async () => {
    await trial?.close();
    if (!('missing' in database)) await database.stop();
  });

  it('lists the tables and columns that its reader may read, and no others', async () => {
    const tables = await trial.analytics.tables(source('warehouse', { schemas: ['public', 'sales'] }));
    expect(tables.map(({ name, columns }) => [name, columns.map(({ name, type }) => `${name} ${type}`)])).toEqual([
      ['half', ['id integer']],
      ['orders', ['id integer', 'region text']],
      ['slow; view', ['id integer', 'slept boolean']],
      ['sales.deals', ['id integer', 'price decimal', 'we"ird text', 'tags text']],
    ]);
    expect((await trial.analytics.tables(source('warehouse'))).map(({ name }) => name)).not.toContain('sales.deals');
  });

  it('answers, at once with what was just written', async () => {
    expect((await run(over('orders'))).rows).toEqual([[2]]);
    await db().run("INSERT INTO orders VALUES (3, 'South')");
    const result = await run(over('orders'));
    expect(result.rows).toEqual([[3]]);
    expect(Date.now() - Date.parse(result.dataAsOf)).toBeLessThan(60_000);
  });

  it('tells a table that isn’t there from one that may not be read by nothing at all', async () => {
    const said = async (table: string) => (await problemOf(run(over(table)))).message.replace(table, 'X');
    expect(await said('nothing')).toBe('There is no table “X” in the database that may be read.');
    expect(await said('hidden')).toBe(await said('nothing'));
    expect(await said('sales.deals')).toBe(await said('nothing'));
  });

  it('tells its SQL without the columns that it has nothing to do with', async () => {
    const dataset = over('orders', { dimensions: [{ name: 'id', type: 'number' }] });
    const told = await trial.analytics.explain(dataset, ask({ dimensions: [{ name: 'id' }], measures: ['rows'] }));
    expect(told.columns.map(({ name }) => name)).toEqual(['id']);
    expect(JSON.stringify(told)).not.toContain('region');
    // What is told is what runs.
    const { text, values } = told.statements[0] as { text: string; values: unknown[] };
    expect((await db().run(text, values)).rows.length).toBeGreaterThan(0);
  });

  it('stops a query at its deadline', async () => {
    const failure = await problemOf(
      run(over('slow; view', { dimensions: [{ name: 'slept', type: 'boolean' }] }), { dimensions: [{ name: 'slept' }] }),
    );
    expect(failure).toMatchObject({ code: 'timeout' });
    expect(await running()).toBe(0);
  });

  it('stops a query when nobody waits for it any more, and answers the next', async () => {
    const leaving = new AbortController();
    const asked = run(
      over('slow; view', { dimensions: [{ name: 'slept', type: 'boolean' }] }),
      { dimensions: [{ name: 'slept' }] },
      leaving.signal,
    );
    while ((await running()) === 0) await new Promise((wait) => setTimeout(wait, 20));
    leaving.abort();
    expect((await problemOf(asked)).message).toBe('The query was given up because nobody waits for it any more.');
    while ((await running()) > 0) await new Promise((wait) => setTimeout(wait, 20));
    expect((await run(over('half'))).rows).toEqual([[0]]);
  });

  it('never stops the next one on the same connection in place of the one that was given up', async () => {
    const slow = over('slow; view', { dimensions: [{ name: 'slept', type: 'boolean' }] });
    for (let round = 0; round < 12; round++) {
      await Promise.all(
        [0, 1].map(async (of) => {
          const asked = trial.analytics.run(slow, ask({ dimensions: [{ name: 'slept' }] }), { deadlineMs: 60 + of });
          expect(await problemOf(asked)).toMatchObject({ code: 'timeout' });
          expect((await run(over('half'))).rows).toEqual([[0]]);
        }),
      );
    }
  });

  it('gives up an answer that grows too large', async () => {
    await db().run("INSERT INTO orders SELECT n, repeat('x', 900) || n FROM generate_series(10, 100) AS n");
    const dataset = over('orders', { dimensions: [{ name: 'region', type: 'string' }] });
    expect(await problemOf(run(dataset, { dimensions: [{ name: 'region' }] }))).toMatchObject({ code: 'too_large' });
    expect((await run(over('orders'))).rows).toEqual([[94]]);
  });

  it.each([
    ['mighty', 'The database is asked by a superuser. Give this server a role of its own there that only reads.'],
    ['own', 'That database is the store of this workspace, which is no source of data.'],
    ['wrong', 'The database behind this doesn’t accept the name or password it is asked by.'],
    ['gone', 'The database behind this can’t be reached, or takes no more connections.'],
    ['unnamed', 'The operator of this server has given no database by the name “unnamed”.'],
  ])('called “%s” is refused: %s', async (connection, message) => {
    expect(await problemOf(run(over('orders', { source: source(connection) })))).toMatchObject({ code: 'unavailable', message });
  });

  it('finds a text with a letter that it can’t hold nowhere, and fails by none', async () => {
    const dataset = over('orders', { dimensions: [{ name: 'region', type: 'string' }] });
    const filter = {
      or: [
        { field: 'region', in: ['a\0b'] },
        { field: 'region', contains: '\0' },
      ],
    };
    expect((await run(dataset, { measures: ['rows'], filter })).rows).toEqual([[0]]);
  });

  it('reads only the days that are asked for, where an index knows them', async () => {
    await db().run('CREATE TABLE moments (at TIMESTAMPTZ)');
    await db().run(
      "INSERT INTO moments SELECT TIMESTAMPTZ '2020-01-01Z' + n * INTERVAL '1 hour' FROM generate_series(0, 20000) AS n",
    );
    await db().run('CREATE INDEX ON moments (at)');
    await db().run('ANALYZE moments');
    await db().run('GRANT SELECT ON moments TO reader');
    const dataset = over('moments', { time: 'at', dimensions: [{ name: 'at', type: 'time' }] });
    const asked = {
      dimensions: [{ name: 'at', grain: 'day' as const }],
      measures: ['rows'],
      time: { from: '2021-03-01', to: '2021-03-03' },
    };
    expect((await run(dataset, asked)).rows).toEqual([
      ['2021-03-01', 24],
      ['2021-03-02', 24],
    ]);
    const types = [{ name: 'at', type: 'timestamptz', scale: null }];
    const table = {
      name: 'moments',
      schema: 'public',
      table: 'moments',
      types,
      loadedAt: '',
      version: '',
      columns: [{ name: 'at', kind: 'timestamp' as const }],
    };
    const ground = { table, dialect: postgres(true), zone: null, firstDay: 1 };
    const { rows } = compile({ dataset, ground, restrict: [] }, ask(asked), null, 100).questions;
    const explained = await db().run(`EXPLAIN ${rows.text}`, [...rows.values]);
    expect(JSON.stringify(explained.rows)).toContain('moments_at_idx');
  });

  const running = async () =>
    Number(
      (
        await db().run(
          "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND usename = 'reader' AND query LIKE '%slow; view%'",
        )
      ).rows[0].count,
    );
});
