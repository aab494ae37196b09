// Once per run: a migrated embedded store to copy from, and a PostgreSQL server with a migrated database to copy from.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../src/store/migrate.ts';
import { openStore } from '../src/store/open.ts';
import { findPrepared, keepPrepared } from '../src/store/prepared.ts';
import { startCluster } from './postgres-cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the server's own database, or why there is none. */
    postgres: { url: string } | { missing: string };
    /** A folder that is there as long as the run is. */
    run: string;
  }
}

export const template = 'sightline_template';

export default async function setup(project: TestProject) {
  const run = mkdtempSync(join(tmpdir(), 'sightline-run-'));
  project.provide('run', run);
  const tidy = () => rmSync(run, { recursive: true, force: true });
  await prepareEmbedded();
  const cluster = process.env.FAST ? { missing: 'left out of the fast run' } : await startCluster();
  if ('missing' in cluster) {
    project.provide('postgres', cluster);
    return tidy;
  }
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  await client.query(`create database ${template}`);
  await client.end();
  const store = await openStore({ kind: 'postgres', url: cluster.url(template), poolSize: 1 });
  await migrate(store);
  await store.close();
  project.provide('postgres', { url: cluster.url('postgres') });
  return async () => {
    tidy();
    await cluster.stop();
  };
}

export const prepareEmbedded = async () => {
  if (findPrepared()) return;
  const store = await openStore({ kind: 'memory', unprepared: true });
  await migrate(store);
  keepPrepared(await store.dump());
  await store.close();
};
