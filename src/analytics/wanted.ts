// What a query names, found in its dataset, or refused by the field that names it.
import { type Dimension, type Grain, invalid, type Measure, type Query } from '#contract';
import type { DatasetPlan } from './plan.ts';

export type Drawn = { readonly dimension: Dimension; readonly grain?: Grain };
export type Wanted = {
  readonly dimensions: readonly Drawn[];
  readonly measures: readonly Measure[];
  /** Where among the dimensions those stand that go down, and those that go across. */
  readonly down: readonly number[];
  readonly across: readonly number[];
};

export function wantedOf(dataset: DatasetPlan, query: Query): Wanted {
  onlyOnce(
    query.dimensions.map(({ name }) => name),
    'dimensions',
  );
  onlyOnce(query.measures, 'measures');
  const dimensions = query.dimensions.map(({ name, grain }, at) => {
    const dimension = dataset.dimensions.find((one) => one.name === name);
    if (!dimension) throw invalid(`dimensions[${at}].name`, `is “${name}”, which is not a dimension of this dataset`);
    if (grain && !hasGrain(dimension, grain))
      throw invalid(`dimensions[${at}].grain`, `is “${grain}”, which “${name}” doesn't have`);
    return { dimension, ...(grain && { grain }) };
  });
  const measures = query.measures.map((name, at) => {
    const measure = dataset.measures.find((one) => one.name === name);
    if (!measure) throw invalid(`measures[${at}]`, `is “${name}”, which is not a measure of this dataset`);
    return measure;
  });
  if (dimensions.length + measures.length === 0) throw invalid('measures', 'names nothing to show');
  if (query.others && dimensions.length === 0) throw invalid('others', 'needs dimensions, or there are no others');
  const across = acrossOf(query);
  return { dimensions, measures, down: dimensions.map((_, at) => at).filter((at) => !across.includes(at)), across };
}

function acrossOf({ pivot, dimensions, measures, fill }: Query): number[] {
  if (!pivot) return [];
  if (fill) throw invalid('fill', 'has no use where dimensions go across');
  if (measures.length === 0) throw invalid('pivot', 'needs a measure to fill its cells');
  onlyOnce(pivot.columns, 'pivot.columns');
  return pivot.columns.map((name, at) => {
    const found = dimensions.findIndex((dimension) => dimension.name === name);
    if (found < 0) throw invalid(`pivot.columns[${at}]`, `is “${name}”, which is not among the query's dimensions`);
    return found;
  });
}

const onlyOnce = (names: readonly string[], field: string) =>
  names.forEach((name, at) => {
    if (names.indexOf(name) !== at) throw invalid(`${field}[${at}]`, `names “${name}” a second time`);
  });

const hasGrain = (dimension: Dimension, grain: Grain) =>
  isTime(dimension) && (dimension.type === 'time' || (grain !== 'hour' && grain !== 'minute' && grain !== 'second'));

export const isTime = ({ type, part, bucket }: Dimension) =>
  part === undefined && bucket === undefined && (type === 'time' || type === 'date');
