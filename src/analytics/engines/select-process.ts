// A process that runs one SELECT that somebody wrote, over copies of the tables it may see, and keeps what comes out. Before
// the first word of it is looked at, the engine has lost its way to files, extensions and settings; what it may be made of is
// decided by an allow-list over the engine's own reading of it.
import { type DuckDBConnection, DuckDBInstance, StatementType } from '@duckdb/node-api';
import { type Gated, gate } from '../sql-gate.ts';
import type { FromHelper, SelectFrom, SelectOrder } from './messages.ts';
import { plainColumn } from './plain-column.ts';

const order: SelectOrder = JSON.parse(process.argv[2] ?? '{}');
process.on('disconnect', () => process.exit());
const report = await carryOut(order).catch(
  (error): FromHelper => ({
    say: 'failed',
    problem: inEngineWords(error),
    lasting: !/^(Out of Memory|IO Error)/i.test(inEngineWords(error)),
  }),
);
process.send?.(report, () => process.exit());

async function carryOut({ do: what, memoryLimit, threads }: SelectOrder): Promise<FromHelper> {
  const running = 'select' in what;
  const instance = await DuckDBInstance.create(running ? what.database : ':memory:', {
    threads: String(threads),
    memory_limit: memoryLimit,
    temp_directory: running ? what.temporary : '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  if (running) await lay(connection, what.from);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  const sql = (running ? what.select : what.gate).replace(/[\s;]+$/, '');
  const known = running ? what.from.map(({ name }) => name) : what.known;
  const gated = await gatedBy(connection, sql, known);
  if (!running) return { say: 'gated', gated };
  if ('problem' in gated) return { say: 'failed', problem: gated.problem, lasting: true };
  const made = await keep(connection, sql);
  connection.closeSync();
  instance.closeSync();
  return { say: 'imported', ...made };
}

/** Views that only this connection sees, called as the query calls them. */
async function lay(connection: DuckDBConnection, from: readonly SelectFrom[]) {
  for (const [at, { name, database, columns }] of from.entries()) {
    await connection.run(`ATTACH '${database.replaceAll("'", "''")}' AS held${at} (READ_ONLY)`);
    const selected = columns.map((column, c) => `c${c} AS ${quoted(column)}`).join(', ');
    await connection.run(`CREATE TEMP VIEW ${quoted(name)} AS SELECT ${selected} FROM held${at}.main.data`);
  }
}
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function gatedBy(connection: DuckDBConnection, sql: string, known: readonly string[]): Promise<Gated> {
  const [[tree] = []] = await (await connection.run('SELECT json_serialize_sql(CAST($1 AS VARCHAR))', [sql])).getRowsJson();
  return gate(JSON.parse(String(tree)), known);
}

async function keep(connection: DuckDBConnection, sql: string) {
  // The words of the query end on a line of their own, whatever they end with.
  const from = `(${sql}\n) AS asked`;
  const described = (await (await connection.run(`DESCRIBE SELECT * FROM ${from}`)).getRowsJson()).map(([name, type], at) => ({
    name: String(name),
    plain: plainColumn(`c${at}`, String(type)),
  }));
  const names = described.map((_, at) => `c${at}`).join(', ');
  const selected = described.map(({ plain }, at) => `${plain.sql} AS c${at}`).join(', ');
  const statement = await connection.prepare(`CREATE TABLE data AS SELECT ${selected} FROM ${from}(${names})`);
  if (statement.statementType !== StatementType.CREATE) throw new Error('Not one statement');
  await statement.run();
  await connection.run('CHECKPOINT');
  const [[count] = []] = await (await connection.run('SELECT count(*) FROM data')).getRowsJson();
  return { columns: described.map(({ name, plain }) => ({ name, kind: plain.kind })), rows: Number(count) };
}

function inEngineWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
