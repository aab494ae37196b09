// Columns as they are shown: what a dataset offers, and what an answer is made of.
import { type Column, type Dimension, type Grain, invalid, type Measure, type Query, type ValueType } from '#contract';
import { isAdditive } from './measure.ts';
import type { DatasetPlan } from './plan.ts';
import type { Wanted } from './wanted.ts';

/** Labels, types and formats of everything that may be asked for, without asking the data. */
export const fields = (dataset: DatasetPlan): Column[] => [
  ...dataset.dimensions.map((dimension) => dimensionColumn(dimension)),
  ...dataset.measures.map((measure) => measureColumn(measure, dataset)),
];

export const dimensionColumn = (dimension: Dimension, grain?: Grain): Column => ({
  name: dimension.name,
  label: dimension.label ?? inWords(dimension.name),
  role: 'dimension',
  type: dimension.part || dimension.bucket ? 'number' : grain ? (isFine(grain) ? 'time' : 'date') : dimension.type,
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

/** Of an answer. Columns of one measure have one name and label: `of` tells them apart. */
export const columnsOf = (dataset: DatasetPlan, { dimensions, measures }: Wanted, { compare, derive = [] }: Query): Column[] => {
  const shown = measures.map((measure) => measureColumn(measure, dataset));
  const numbers = shown.filter(({ type }) => type === 'number');
  if (!compare && derive.some((what) => what !== 'share')) throw invalid('derive', 'needs something to compare with');
  if (derive.includes('share')) {
    const whole = measures.findIndex((measure, at) => shown[at]?.type === 'number' && isAdditive(measure));
    if (whole < 0) throw invalid('derive', 'has no share to give: none of these measures adds up to a total');
  }
  return [
    ...dimensions.map(({ dimension, grain }) => dimensionColumn(dimension, grain)),
    ...shown,
    ...(compare ? shown.map((column) => ({ ...column, of: 'previous' as const })) : []),
    ...(derive.includes('delta') ? numbers.map((column) => ({ ...column, of: 'delta' as const })) : []),
    ...(derive.includes('ratio') ? numbers.map((column) => asPart(column, 'ratio')) : []),
    ...(derive.includes('share')
      ? measures.flatMap((measure) => (isAdditive(measure) ? [asPart(measureColumn(measure, dataset), 'share')] : []))
      : []),
  ];
};

const asPart = ({ unit: _, ...column }: Column, of: 'ratio' | 'share'): Column => ({ ...column, format: 'percent', of });

/** The least and greatest of a column are what the column holds, which a dimension on it tells; all else is a number. */
function typeOf(measure: Measure, dataset: DatasetPlan): ValueType {
  if (measure.aggregate !== 'min' && measure.aggregate !== 'max') return 'number';
  const beside = dataset.dimensions.find(
    (dimension) => (dimension.column ?? dimension.name) === measure.column && !dimension.part && !dimension.bucket,
  );
  return beside?.type ?? 'number';
}

const isFine = (grain: Grain) => grain === 'hour' || grain === 'minute' || grain === 'second';

const inWords = (name: string) => {
  const words = name.replaceAll('_', ' ').trim() || name;
  return words.charAt(0).toUpperCase() + words.slice(1);
};
