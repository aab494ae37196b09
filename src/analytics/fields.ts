// Columns as they are shown: what a dataset offers, and what an answer is made of.
import type { Column, Dimension, Grain, Measure, ValueType } from '#contract';
import type { DatasetPlan } from './plan.ts';

/** Labels, types and formats of everything that may be asked for, without asking the data. */
export const fields = (dataset: DatasetPlan): Column[] => [
  ...dataset.dimensions.map((dimension) => dimensionColumn(dimension)),
  ...dataset.measures.map((measure) => measureColumn(measure, dataset)),
];

export const dimensionColumn = (dimension: Dimension, grain?: Grain): Column => ({
  name: dimension.name,
  label: dimension.label ?? inWords(dimension.name),
  role: 'dimension',
  type: dimension.part || dimension.bucket ? 'number' : grain ? (grain === 'hour' ? 'time' : 'date') : dimension.type,
  ...(grain && { grain }),
  ...(dimension.part && { part: dimension.part }),
  ...(dimension.bucket && { bucket: dimension.bucket }),
  ...(dimension.unit && { unit: dimension.unit }),
});

export const measureColumn = (measure: Measure, dataset: DatasetPlan): Column => ({
  name: measure.name,
  label: measure.label ?? inWords(measure.name),
  role: 'measure',
  type: typeOf(measure, dataset),
  ...(measure.format && { format: measure.format }),
  ...(measure.unit && { unit: measure.unit }),
});

/** The same measure in the period before `time`, under the same name and label: `of` tells them apart. */
export const previousColumn = (measure: Measure, dataset: DatasetPlan): Column => ({
  ...measureColumn(measure, dataset),
  of: 'previous',
});

/** The least and greatest of a column are what the column holds, which a dimension on it tells; all else is a number. */
function typeOf(measure: Measure, dataset: DatasetPlan): ValueType {
  if (measure.aggregate !== 'min' && measure.aggregate !== 'max') return 'number';
  const beside = dataset.dimensions.find(
    (dimension) => (dimension.column ?? dimension.name) === measure.column && !dimension.part && !dimension.bucket,
  );
  return beside?.type ?? 'number';
}

const inWords = (name: string) => {
  const words = name.replaceAll('_', ' ').trim() || name;
  return words.charAt(0).toUpperCase() + words.slice(1);
};
