// How a measure is worked out, and what it becomes when that is chosen anew. Pure.
import type { Measure } from '#contract';
import type { TableColumn } from './suggest.ts';

type Aggregate = NonNullable<Measure['aggregate']>;
export type Way = Aggregate | 'ratio' | 'formula';
export const ways: Record<Way, string> = {
  count: 'Number of rows',
  sum: 'Total of',
  avg: 'Average of',
  min: 'Least of',
  max: 'Greatest of',
  count_distinct: 'Different values of',
  median: 'Median of',
  p95: '95th percentile of',
  ratio: 'One divided by another',
  formula: 'A formula',
};

export const wayOf = ({ aggregate, ratio }: Measure): Way => aggregate ?? (ratio ? 'ratio' : 'formula');

const isNumber = (type: string) => type === 'integer' || type === 'decimal';
/** To count different values any column will do. One that it has stays among them. */
export const fitting = (
  columns: readonly TableColumn[],
  { aggregate, column }: Pick<Measure, 'aggregate' | 'column'>,
): string[] => {
  const fits = columns.filter(({ type }) => aggregate === 'count_distinct' || isNumber(type)).map(({ name }) => name);
  return column === undefined || fits.includes(column) ? fits : [column, ...fits];
};

/** A column stays where it can be worked out so; else the first that can. What can't be at all leaves it as it was. */
export const inThatWay = (measure: Measure, way: Way, columns: readonly TableColumn[], others: readonly Measure[]): Measure => {
  const { column, aggregate: _, ratio: __, expression: ___, additive, ...rest } = measure;
  // Only what looks at rows itself counts some of them only.
  const { where: ____, ...anyRows } = rest;
  if (way === 'formula') return { ...anyRows, expression: 'count()' };
  if (way === 'ratio') {
    const [of, to = of] = others;
    return of && to ? { ...anyRows, ratio: { of: of.name, to: to.name } } : measure;
  }
  const added = additive === false && (way === 'count' || way === 'sum') ? { additive } : {};
  if (way === 'count') return { ...rest, ...added, aggregate: way };
  const fits = fitting(columns, { aggregate: way });
  const kept = fits.find((name) => name === column) ?? fits[0];
  return kept ? { ...rest, ...added, aggregate: way, column: kept } : measure;
};
