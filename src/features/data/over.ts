// A dataset over another one sees of the table what that one offers and nothing more: whoever may use a dataset needn't be
// allowed the table under it. The nearest one's fields count.
import type { DatasetPlan } from '#analytics/index';
import { type DefinitionOf, type Dimension, type Measure, problem } from '#contract';
import { fieldsIn } from './filters.ts';

export const over = (below: DatasetPlan, { time, dimensions, measures }: DefinitionOf<'dataset'>): DatasetPlan => {
  const own = dimensions.length > 0 ? dimensions.map((dimension) => through(below, dimension)) : below.dimensions;
  const latest = time ?? below.time;
  return {
    source: below.source,
    table: below.table,
    ...(below.sql && { sql: below.sql }),
    ...(latest && { time: latest }),
    dimensions: own,
    measures: measures.length > 0 ? measures.map((measure) => measured(below, own, measure)) : below.measures,
  };
};

/** Its column is a dimension below, with what that makes of the table's column: an hour stays an hour. */
const through = (below: DatasetPlan, dimension: Dimension): Dimension => {
  const { name, column, type, part, bucket } = offered(below, dimension.column ?? dimension.name);
  if (!part && !bucket) return { ...dimension, column: column ?? name };
  const { part: _, bucket: __, ...rest } = dimension;
  return { ...rest, type, column: column ?? name, ...(part && { part }), ...(bucket && { bucket }) };
};

const measured = (below: DatasetPlan, own: readonly Dimension[], measure: Measure): Measure => {
  for (const field of fieldsIn(measure.where)) if (!own.some(({ name }) => name === field)) throw unknown(field);
  if (!measure.column) return measure;
  const { name, column, part, bucket } = offered(below, measure.column);
  if (part || bucket) throw problem('unavailable', `“${name}” of the dataset below is no column that can be aggregated.`);
  return { ...measure, column: column ?? name };
};

const offered = ({ dimensions }: DatasetPlan, name: string): Dimension => {
  const found = dimensions.find((dimension) => dimension.name === name);
  if (!found) throw unknown(name);
  return found;
};

const unknown = (name: string) => problem('unavailable', `The dataset below has no dimension “${name}”.`);
