// A PostgreSQL server of its own with tables in it, and a role that only reads them.
import pg from 'pg';
import { type Cluster, startCluster } from '../../test/postgres-cluster.ts';
import type { Row } from './naive.test-support.ts';

export type TrialDatabase = {
  /** Of the role that only reads. */
  reader: string;
  owner: string;
  run(sql: string, values?: unknown[]): Promise<pg.QueryResult>;
  stop(): Promise<void>;
};

export async function openDatabase(): Promise<TrialDatabase | { missing: string }> {
  const cluster: Cluster | { missing: string } = await startCluster();
  if ('missing' in cluster) return cluster;
  const owner = cluster.url('postgres');
  const client = new pg.Client({ connectionString: owner });
  // Stopping the server ends the connection before we do.
  client.on('error', () => {});
  await client.connect();
  await client.query('CREATE ROLE reader LOGIN');
  return {
    owner,
    reader: owner.replace('postgres://postgres@', 'postgres://reader@'),
    run: (sql, values) => client.query(sql, values),
    stop: async () => {
      await client.end();
      await cluster.stop();
    },
  };
}

export async function layTable(database: TrialDatabase, name: string, columns: Record<string, string>, rows: readonly Row[]) {
  const names = Object.keys(columns);
  await database.run(`CREATE TABLE "${name}" (${names.map((column) => `"${column}" ${columns[column]}`).join(', ')})`);
  // Moments are UTC, whatever the server's own zone is.
  await database.run("SET timezone = 'UTC'");
  const taken = names.map((column) => `x."${column}"`).join(', ');
  await database.run(`INSERT INTO "${name}" SELECT ${taken} FROM json_populate_recordset(null::"${name}", $1) AS x`, [
    JSON.stringify(rows),
  ]);
  await database.run(`GRANT SELECT ON "${name}" TO reader`);
}
