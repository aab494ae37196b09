// The order of groups, in which nothing is left to chance: the dimensions tell every two of them apart.
import { invalid, type Query } from '#contract';
import type { Dialect } from './dialects/dialect.ts';
import type { Kept } from './kept.ts';
import type { ColumnKind } from './plan.ts';
import { list, numbered, type Sql, sql } from './sql.ts';
import { isTime, type Wanted } from './wanted.ts';

type Setting = { query: Query; wanted: Wanted; kept: Kept; kinds: readonly ColumnKind[]; dialect: Dialect };

/** `at`: the dimensions that are grouped by. `latest`: of times the last come first. */
export function order({ query, wanted, kept, kinds, dialect }: Setting, at: readonly number[], latest?: 'latest'): Sql {
  const dimension = (d: number) => dialect.inOrder(numbered('d', d), kept.dimensions[d]?.kind ?? 'text');
  const measure = (m: number) => dialect.inOrder(numbered('m', m), kinds[m] ?? 'decimal');
  const asked = query.sort?.map(({ field, of, descending }, i) => {
    const m = query.measures.indexOf(field);
    const d = at.find((one) => query.dimensions[one]?.name === field);
    if (of && !query.compare) throw invalid(`sort[${i}].of`, 'needs something to compare with');
    if (of && m < 0) throw invalid(`sort[${i}].of`, 'is of a measure only');
    if (d === undefined && m < 0) throw invalid(`sort[${i}].field`, `is “${field}”, which the query doesn't show`);
    if (of && of !== 'previous' && !isNumber(kinds[m]))
      throw invalid(`sort[${i}].of`, `needs numbers, and “${field}” holds none`);
    return directed(d !== undefined ? dimension(d) : of ? comparedBy(of, m, kinds[m]) : measure(m), descending);
  });
  const first = wanted.dimensions[at[0] ?? -1];
  const overTime = first !== undefined && (first.grain !== undefined || isTime(first.dimension));
  const usual = overTime
    ? latest
      ? [directed(dimension(at[0] ?? 0), true)]
      : []
    : wanted.measures.length > 0
      ? [directed(measure(0), true)]
      : [];
  return at.length > 0 ? sql`ORDER BY ${list([...(asked ?? usual), ...at.map((d) => directed(dimension(d), false))])}` : sql``;

  function comparedBy(of: 'previous' | 'delta' | 'ratio', m: number, kind: ColumnKind = 'decimal'): Sql {
    const [value, before] = [numbered('m', m), numbered('p', m)];
    if (of === 'previous') return dialect.inOrder(before, kind);
    const change = sql`(CAST(${value} AS FLOAT8) - CAST(${before} AS FLOAT8))`;
    return of === 'delta' ? change : sql`(${change} / NULLIF(CAST(${before} AS FLOAT8), 0))`;
  }
}

const isNumber = (kind: ColumnKind | undefined) => kind === 'integer' || kind === 'decimal';
const directed = (by: Sql, descending: boolean): Sql => (descending ? sql`${by} DESC NULLS LAST` : sql`${by} ASC NULLS LAST`);
