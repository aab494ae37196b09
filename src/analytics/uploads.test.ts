// Files that people bring: kept once they can be read, and asked like any other.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadKind } from './index.ts';
import { ask, openTrial, plan, problemOf, type Trial } from './trial.test-support.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial();
});
afterAll(() => trial.close());

const source = { id: 'res_up', type: 'upload', path: 'res_up' } as const;
const bring = (name: string, kind: UploadKind, bytes: string | Buffer, mostBytes = 1_000_000) =>
  trial.analytics.keepUpload(source, Readable.from([Buffer.from(bytes)]), { name, kind, mostBytes });
const rowsOf = async (table: string) => (await trial.analytics.run(plan(table, { source }), ask({ measures: ['rows'] }))).rows;
const kept = () => readdir(join(trial.root, 'uploads', 'res_up'));

describe('a file that is brought', () => {
  it.each([
    ['commas.csv', 'csv', 'day,cost\n2001-01-01,5\n'],
    ['semicolons.csv', 'csv', 'day;cost\n2001-01-01;5\n'],
    ['tabs.tsv', 'tsv', 'day\tcost\n2001-01-01\t5\n'],
    ['list.json', 'json', '[{"day": "2001-01-01", "cost": 5}]'],
    ['lines', 'json', '{"day": "2001-01-01", "cost": 5}\n'],
  ] as const)('%s is a table with types', async (name, kind, bytes) => {
    const table = name.split('.')[0] ?? '';
    expect(await bring(name, kind, bytes)).toEqual({
      name: table,
      rows: 1,
      columns: [
        { name: 'day', type: 'date' },
        { name: 'cost', type: 'integer' },
      ],
    });
    expect(await rowsOf(table)).toEqual([[1]]);
    const preview = await trial.analytics.preview(source, table, { limit: 5 });
    expect(preview).toMatchObject({ rows: [['2001-01-01', 5]], columns: [{ name: 'day' }, { name: 'cost' }] });
  });

  it('may be Parquet', async () => {
    const made = await (await DuckDBInstance.create(':memory:')).connect();
    const path = join(trial.root, 'made.parquet');
    await made.run(`COPY (SELECT 1 AS n, 'x' AS s) TO '${path}' (FORMAT parquet)`);
    expect(await bring('made.parquet', 'parquet', await readFile(path))).toMatchObject({
      rows: 1,
      columns: [{ type: 'integer' }, { type: 'text' }],
    });
  });

  it('takes the place of the one before, whatever form that had', async () => {
    await bring('again.csv', 'csv', 'n\n1\n');
    await bring('again', 'json', '[{"n": 1}, {"n": 2}]');
    expect(await rowsOf('again')).toEqual([[2]]);
    expect((await kept()).filter((name) => name.startsWith('again'))).toEqual(['again.json']);
  });

  it.each([
    ['wrong.csv', 'csv', 'a,b\n1,2\n3,4,5\n', 'wrong.csv could not be read: line 3 has 3 values where the first line names 2.'],
    ['wrong.json', 'json', '{"a": 1}\n{"a":', 'wrong.json could not be read: line 3 is not valid JSON.'],
    ['wrong.parquet', 'parquet', 'a,b\n1,2\n', 'wrong.parquet could not be read: it is not a Parquet file.'],
    [
      'wrong.csv',
      'csv',
      Buffer.from([97, 44, 98, 10, 49, 44, 0xff, 0xfe, 10]),
      'wrong.csv could not be read: line 2 is not in UTF-8.',
    ],
    ['wrong.csv', 'csv', '', 'wrong.csv could not be read: it is empty.'],
  ] as const)('%s that can’t be read says why, and leaves what was there', async (name, kind, bytes, message) => {
    await bring('wrong.csv', 'csv', 'n\n1\n');
    expect(await problemOf(bring(name, kind, bytes))).toMatchObject({ code: 'invalid', message });
    expect(await rowsOf('wrong')).toEqual([[1]]);
    expect((await kept()).filter((one) => one.includes('wrong'))).toEqual(['wrong.csv']);
  });

  it('is not taken when it is too large, or would lie elsewhere', async () => {
    expect(await problemOf(bring('large.csv', 'csv', `n\n${'1\n'.repeat(2000)}`, 1000))).toMatchObject({ code: 'too_large' });
    for (const name of ['../out.csv', '.hidden', 'a/b', '', 'a\0b', 'C:\\x'])
      expect((await problemOf(bring(name, 'csv', 'n\n1\n'))).errors, name).toMatchObject([{ field: 'name' }]);
    expect((await kept()).some((name) => name.startsWith('.') || name.includes('large'))).toBe(false);
  });
});

describe('a DuckDB file', () => {
  it('has tables and views, each of which is one here, and is read again when it changes', async () => {
    const write = async (sql: string) => {
      const instance = await DuckDBInstance.create(join(trial.root, 'made.duckdb'));
      const connection = await instance.connect();
      await connection.run(sql);
      await connection.run('CHECKPOINT');
      connection.closeSync();
      instance.closeSync();
      await writeFile(join(trial.folder, 'made.duckdb'), await readFile(join(trial.root, 'made.duckdb')));
    };
    await write(`CREATE TABLE orders AS SELECT range AS n, 'o''k' AS s FROM range(3); CREATE VIEW big AS SELECT * FROM orders WHERE n > 1;
      CREATE SCHEMA sales; CREATE TABLE sales."we""ird" (a INTEGER)`);
    const file = { id: 'd', type: 'duckdb', path: 'airline/made.duckdb' } as const;
    const tables = await trial.analytics.tables(file);
    expect(tables.map(({ name }) => name)).toEqual(['big', 'orders', 'sales.we"ird']);
    expect(tables[1]?.columns).toEqual([
      { name: 'n', type: 'integer' },
      { name: 's', type: 'text' },
    ]);
    const rows = async (table: string) =>
      (await trial.analytics.run(plan(table, { source: file }), ask({ measures: ['rows'] }))).rows;
    expect(await rows('orders')).toEqual([[3]]);
    expect(await rows('big')).toEqual([[1]]);
    expect(await rows('sales.we"ird')).toEqual([[0]]);
    await write('INSERT INTO orders VALUES (9, NULL)');
    expect(await rows('orders')).toEqual([[4]]);
    expect((await problemOf(trial.analytics.run(plan('none', { source: file }), ask({ measures: ['rows'] })))).message).toContain(
      'it holds no table “none”',
    );
    const outside = { ...file, path: '../made.duckdb' };
    expect((await problemOf(trial.analytics.tables(outside))).code).toBe('invalid');
  });
});
