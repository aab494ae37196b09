// A process that reads one file into a database of its own, or only says what columns files have, and ends. It may read just
// those files: that is settled before the first of their bytes is looked at.
import { closeSync, openSync, readSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { TableColumn } from '../plan.ts';
import type { Described, FileToRead, FromHelper, ImportOrder } from './messages.ts';
import { plainColumn } from './plain-column.ts';

const order: ImportOrder = JSON.parse(process.argv[2] ?? '{}');
process.on('disconnect', () => process.exit());
const report = await carryOut(order).catch(
  (error): FromHelper => ({ say: 'failed', problem: inWords(error), lasting: !ofTheMachine(error) }),
);
process.send?.(report, () => process.exit());

async function carryOut({ do: what, memoryLimit, threads }: ImportOrder): Promise<FromHelper> {
  const importing = 'import' in what;
  const instance = await DuckDBInstance.create(importing ? what.database : ':memory:', {
    threads: String(threads),
    memory_limit: memoryLimit,
    temp_directory: importing ? what.temporary : '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  const files = importing ? [what.import] : 'within' in what ? [what.within] : what.describe;
  // All of one order are of one DuckDB file.
  const given = files.find(({ format }) => format === 'duckdb');
  if (given) await connection.run(`ATTACH '${given.path.replaceAll("'", "''")}' AS given (READ_ONLY)`);
  const paths = files.map(({ path }) => `'${path.replaceAll("'", "''")}'`).join(', ');
  await connection.run(`SET allowed_paths = [${paths}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  if ('within' in what) return { say: 'within', tables: (await tablesGiven(connection)).map(({ name }) => name) };
  if ('describe' in what) {
    const described: Described[] = [];
    for (const file of files) {
      described.push(
        await reading(connection, file).then(
          ({ columns }) => ({ columns }),
          (error) => ({ problem: inWords(error) }),
        ),
      );
    }
    return { say: 'described', files: described };
  }
  const { columns, rows } = await importFile(connection, what.import);
  connection.closeSync();
  instance.closeSync();
  return { say: 'imported', columns, rows };
}

async function importFile(connection: DuckDBConnection, file: FileToRead) {
  const read = await reading(connection, file);
  try {
    return { columns: read.columns, rows: await create(connection, read) };
  } catch (error) {
    // The first rows had numbers in a column and a later one hasn't: look at all of them, and make it text.
    if (
      !/^Conversion Error|JSON transform error/.test(inEngineWords(error)) ||
      file.format === 'parquet' ||
      file.format === 'duckdb'
    )
      throw error;
    const whole = await reading(connection, file, ', sample_size = -1');
    return { columns: whole.columns, rows: await create(connection, whole) };
  }
}

/** Tables of the first schema, `main`, go by their names. */
async function tablesGiven(connection: DuckDBConnection): Promise<{ name: string; from: string }[]> {
  const found = await connection.run(
    "SELECT table_schema, table_name FROM information_schema.tables WHERE table_catalog = 'given' ORDER BY table_schema <> 'main', 1, 2",
  );
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  return (await found.getRowsJson()).map(([schema, table]) => ({
    name: schema === 'main' ? String(table) : `${schema}.${table}`,
    from: `given.${quoted(String(schema))}.${quoted(String(table))}`,
  }));
}

async function givenTable(connection: DuckDBConnection, { format, table }: FileToRead): Promise<string | undefined> {
  if (format !== 'duckdb') return undefined;
  const found = (await tablesGiven(connection)).find(({ name }) => name === table);
  if (!found) throw new Error(`No such table: it holds no table “${table}”`);
  return found.from;
}

type Reading = { from: string; values: string[]; columns: TableColumn[]; expressions: string[]; names: string };

/** Columns are called by number from here on: names come from outside, and no query has to quote them. */
async function reading(connection: DuckDBConnection, file: FileToRead, more = ''): Promise<Reading> {
  const { from, values } = source(file, more, await givenTable(connection, file));
  const described = await connection
    .run(`DESCRIBE SELECT * FROM ${from}`, values)
    .catch((error) => explained(connection, file, error));
  const found = (await described.getRowsJson()).map(([name, type]) => ({ name: String(name), type: String(type) }));
  const plain = found.map(({ type }, at) => plainColumn(`c${at}`, type));
  return {
    from,
    values,
    columns: found.map(({ name }, at) => ({ name, kind: plain[at]?.kind ?? 'text' })),
    expressions: plain.map(({ sql }, at) => `${sql} AS c${at}`),
    names: found.map((_, at) => `c${at}`).join(', '),
  };
}

function source({ path, format }: FileToRead, more: string, given: string | undefined): { from: string; values: string[] } {
  if (format === 'duckdb') return { from: given ?? '', values: [] };
  if (format === 'parquet') return { from: 'read_parquet($1)', values: [path] };
  if (format === 'json') return { from: `read_json($1, maximum_object_size = 67108864${more})`, values: [path] };
  // The engine would rather take a file with one uneven line for one with a single column than say so: tell it what we know.
  const options = `header = true, skip = 0, delim = $2, quote = '"', escape = '"', comment = ''`;
  return { from: `read_csv($1, ${options}${more})`, values: [path, delimiterOf(firstLine(path), format)] };
}

async function create(connection: DuckDBConnection, { from, values, columns, expressions, names }: Reading): Promise<number> {
  const time = columns.findIndex(({ kind }) => kind === 'date' || kind === 'timestamp');
  // Rows in order of time let a query on a week skip the blocks of other weeks.
  const sorted = time < 0 ? '' : ` ORDER BY c${time} NULLS LAST`;
  await connection.run('DROP TABLE IF EXISTS data');
  await connection.run(`CREATE TABLE data AS SELECT ${expressions.join(', ')} FROM ${from} AS t(${names})${sorted}`, values);
  await connection.run('CHECKPOINT');
  const [[count] = []] = await (await connection.run('SELECT count(*) FROM data')).getRowsJson();
  return Number(count);
}

/** Guessing the types fails without saying where: read as plain text, the line comes out. */
async function explained(connection: DuckDBConnection, file: FileToRead, error: unknown): Promise<never> {
  if (file.format !== 'csv' && file.format !== 'tsv') throw error;
  const delimiter = delimiterOf(firstLine(file.path), file.format);
  const columns = split(firstLine(file.path), delimiter).map((_, at) => `c${at}: 'VARCHAR'`);
  await connection.run(
    `SELECT count(*) FROM read_csv($1, delim = $2, auto_detect = false, header = true, quote = '"', escape = '"', columns = {${columns.join(', ')}})`,
    [file.path, delimiter],
  );
  throw error;
}

function firstLine(path: string): string {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(65_536);
    const text = start.toString('utf8', 0, readSync(file, start, 0, start.length, 0));
    return text.split(/\r?\n/, 1)[0] ?? '';
  } finally {
    closeSync(file);
  }
}

function delimiterOf(header: string, format: FileToRead['format']): string {
  if (format === 'tsv') return '\t';
  const [most] = [',', ';', '\t', '|']
    .map((mark) => ({ mark, count: split(header, mark).length }))
    .sort((a, b) => b.count - a.count);
  return most?.mark ?? ',';
}

/** By a mark that stands outside quotes. */
function split(line: string, mark: string): string[] {
  const parts = [''];
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    if (letter === mark && !quoted) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

function inEngineWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function ofTheMachine(error: unknown): boolean {
  return /^(Out of Memory|IO Error)/i.test(inEngineWords(error));
}

/** What is wrong with the file and on which line, without any of what the file holds. */
function inWords(error: unknown): string {
  const text = inEngineWords(error);
  const line = /(?:CSV Error on Line: |in line )(\d+)/.exec(text)?.[1];
  const at = line ? `line ${line} ` : '';
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text) ?? [];
  if (expected) return `${at}has ${found} values where the first line names ${expected}`;
  if (/not utf-8|Invalid unicode/i.test(text)) return `${at}is not in UTF-8`;
  if (/quote/i.test(text) && line) return `${at}has a quotation mark that isn’t closed`;
  if (/Malformed JSON/.test(text)) return `${at || 'it '}is not valid JSON`;
  if (/Parquet|magic bytes/i.test(text)) return 'it is not a Parquet file';
  if (/^Out of Memory/i.test(text)) return `it needs more than the ${order.memoryLimit} of memory that loading a file may use`;
  const [noTable] = /it holds no table .*/.exec(text) ?? [];
  if (noTable) return noTable;
  if (/lock on file/i.test(text)) return 'another program has it open for writing';
  if (/not a valid DuckDB database file/i.test(text)) return 'it is not a DuckDB file';
  if (/^IO Error/.test(text)) return 'it could not be read from the disk, or there is no room for it';
  return line ? `line ${line} can’t be understood` : 'its contents can’t be understood';
}
