// What an imported column becomes.
import type { ColumnKind } from '../plan.ts';

/** Each type as one of few, and without what is no value: NaN, infinities. */
export function plainColumn(c: string, type: string): { sql: string; kind: ColumnKind } {
  if (type === 'BOOLEAN') return { sql: c, kind: 'boolean' };
  if (/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/.test(type)) return { sql: c, kind: 'integer' };
  if (/^DECIMAL/.test(type)) return { sql: c, kind: 'decimal' };
  if (type === 'DOUBLE' || type === 'FLOAT')
    return { sql: `CAST(CASE WHEN isfinite(${c}) THEN ${c} END AS DOUBLE)`, kind: 'decimal' };
  if (type === 'DATE') return { sql: `CASE WHEN isfinite(${c}) THEN ${c} END`, kind: 'date' };
  if (type === 'TIMESTAMP WITH TIME ZONE')
    return { sql: `CASE WHEN isfinite(${c}) THEN ${c} AT TIME ZONE 'UTC' END`, kind: 'timestamp' };
  if (/^TIMESTAMP/.test(type)) {
    const moment = `CAST(${c} AS TIMESTAMP)`;
    return { sql: `CASE WHEN isfinite(${moment}) THEN ${moment} END`, kind: 'timestamp' };
  }
  return { sql: type === 'VARCHAR' ? c : `CAST(${c} AS VARCHAR)`, kind: 'text' };
}
