// What a database offers to the role that reads it, from its own catalog.
import { problem } from '#contract';
import type { ColumnType } from '../dialects/postgres.ts';
import type { Run } from './postgres.ts';

type Found = { schema: string; table: string; types: ColumnType[]; unicode: boolean };

const readable = `
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype AND t.typtype = 'd'
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_schema_privilege(n.oid, 'USAGE')
    AND has_column_privilege(c.oid, a.attnum, 'SELECT') AND n.nspname = ANY (CAST($1 AS TEXT[]))`;
const described = `
  n.nspname, c.relname, a.attname, coalesce(b.typname, t.typname),
  CASE WHEN a.atttypid = 1700 AND a.atttypmod >= 4 THEN (a.atttypmod - 4) & 65535 END`;

/** `name`: a table, or a schema's, as `tables` lists them. */
export async function lookUp(run: Run, name: string, schemas: readonly string[] = ['public']): Promise<Found | null> {
  const rows = await run({
    text: `SELECT ${described}, EXISTS (SELECT 1 FROM pg_catalog.pg_collation WHERE collname = 'und-x-icu')
      ${readable} AND CAST($2 AS TEXT) IN (CAST(c.relname AS TEXT), n.nspname || '.' || c.relname)
      ORDER BY array_position(CAST($1 AS TEXT[]), CAST(n.nspname AS TEXT)), c.relname, a.attnum`,
    values: [arrayOf(schemas), name],
  });
  const [first] = rows;
  if (!first) return null;
  const [schema, table, , , , unicode] = first;
  const own = rows.filter((row) => row[0] === schema && row[1] === table);
  return { schema: String(schema), table: String(table), types: own.map(typeOf), unicode: unicode === true };
}

/** Tables of the first schema go by their names, others with their schema's. */
export async function listTables(
  run: Run,
  schemas: readonly string[] = ['public'],
): Promise<{ name: string; types: ColumnType[] }[]> {
  const rows = await run({
    text: `SELECT ${described} ${readable}
      ORDER BY array_position(CAST($1 AS TEXT[]), CAST(n.nspname AS TEXT)), c.relname, a.attnum LIMIT 20000`,
    values: [arrayOf(schemas)],
  });
  const tables = Map.groupBy(rows, ([schema, table]) => (schema === schemas[0] ? String(table) : `${schema}.${table}`));
  return [...tables].map(([name, columns]) => ({ name, types: columns.map(typeOf) }));
}

const typeOf = (row: readonly unknown[]): ColumnType => ({
  name: String(row[2]),
  type: String(row[3]),
  scale: typeof row[4] === 'number' ? row[4] : null,
});
const arrayOf = (names: readonly string[]) => `{${names.map((name) => `"${name.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** Not by a role that may do anything, and never the store that this workspace itself lives in. */
export async function requireReader(run: Run): Promise<void> {
  const [row] = await run({
    text: `SELECT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user),
      EXISTS (SELECT 1 FROM pg_catalog.pg_class WHERE relkind = 'r' AND relname IN ('access_grant', 'subject_closure')
        GROUP BY relnamespace HAVING count(*) = 2)`,
    values: [],
  });
  if (row?.[0] === true)
    throw problem(
      'unavailable',
      'The database is asked by a superuser. Give this server a role of its own there that only reads.',
    );
  if (row?.[1] === true)
    throw problem('unavailable', 'That database is the store of this workspace, which is no source of data.');
}
