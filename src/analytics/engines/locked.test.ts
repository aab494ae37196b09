// From inside the engine that answers queries there is no way out of its one database. What the lock doesn't stop, such as
// calling enable_logging, is out of reach because nothing but compiled queries comes here.
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLocked } from './locked.ts';

let folder: string;
let connection: DuckDBConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-locked-'));
  await writeFile(join(folder, 'secret.csv'), 'a\n1\n');
  for (const name of ['data', 'other']) {
    const made = await DuckDBInstance.create(join(folder, `${name}.duckdb`));
    const writing = await made.connect();
    await writing.run('CREATE TABLE data AS SELECT 42 AS c0');
    writing.closeSync();
    made.closeSync();
  }
  connection = await (await openLocked(join(folder, 'data.duckdb'), { threads: 1, memoryLimit: '200MB' })).connect();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('reads its own table', async () => {
  expect(await (await connection.run('SELECT c0 FROM data')).getRowsJson()).toEqual([[42]]);
});

it.each([
  "SELECT * FROM read_csv('FOLDER/secret.csv')",
  "SELECT * FROM 'FOLDER/secret.csv'",
  "SELECT * FROM read_text('/etc/passwd')",
  "SELECT * FROM read_blob('/etc/passwd')",
  "SELECT * FROM glob('/*')",
  "SELECT * FROM read_json('https://example.org/a.json')",
  "SELECT * FROM read_parquet('FOLDER/x.parquet')",
  "SELECT * FROM sniff_csv('FOLDER/secret.csv')",
  "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
  "ATTACH 'FOLDER/other.duckdb' AS other",
  "ATTACH 'FOLDER/other.duckdb' AS other (READ_ONLY)",
  "ATTACH ':memory:' AS other",
  "COPY data TO 'FOLDER/out.csv'",
  "COPY data TO '/tmp/out.csv'",
  "EXPORT DATABASE 'FOLDER/out'",
  'INSTALL httpfs',
  'LOAD httpfs',
  "LOAD '/tmp/evil.duckdb_extension'",
  'SET threads = 8',
  "SET memory_limit = '100GB'",
  'RESET memory_limit',
  "SET temp_directory = '/tmp'",
  'SET enable_external_access = true',
  "SET allowed_directories = ['/']",
  'SET lock_configuration = false',
  "PRAGMA profiling_output = 'FOLDER/profile.json'",
  'CREATE TABLE mine (a INTEGER)',
  'DELETE FROM data',
  'DROP TABLE data',
])('refuses %s', async (statement) => {
  await expect(connection.run(statement.replaceAll('FOLDER', folder))).rejects.toThrow();
});

it('has no folder that it may read or write', async () => {
  const settings = await connection.run("SELECT value FROM duckdb_settings() WHERE name = 'allowed_directories'");
  expect(await settings.getRowsJson()).toEqual([['[]']]);
  expect((await readdir(folder)).sort()).toEqual(['data.duckdb', 'other.duckdb', 'secret.csv']);
  expect(existsSync('/tmp/out.csv')).toBe(false);
});
