// What a dataset offers: dimensions to see things by, measures that are counted or added up.
import { Button, TextInput } from '@mantine/core';
import type { Dimension, Format, Measure } from '#contract';
import { Choose } from '../../ui/choose.tsx';
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx';
import styles from './datasets.module.css';
import { fieldNameOf, spokenOf, type TableColumn } from './suggest.ts';

export type Fields = { time?: string | undefined; dimensions: Dimension[]; measures: Measure[] };
type Props = { fields: Fields; columns: readonly TableColumn[]; onChange: (fields: Fields) => void };

const aggregates = {
  count: 'Number of rows',
  sum: 'Total of',
  avg: 'Average of',
  min: 'Least of',
  max: 'Greatest of',
  count_distinct: 'Different values of',
  median: 'Median of',
  p95: '95th percentile of',
} as const;
type Aggregate = keyof typeof aggregates;
const formats: Record<Format | 'plain', string> = {
  plain: 'As it is',
  integer: 'Whole number',
  decimal: 'Decimals',
  percent: 'Percent',
  currency: 'Money',
  compact: 'Short',
  duration_min: 'Minutes',
};

const freeName = (wanted: string, { dimensions, measures }: Fields): string => {
  const taken = new Set([...dimensions, ...measures].map(({ name }) => name));
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted.slice(0, 59)}_${n}`;
  return name;
};

export function FieldsEditor({ fields, columns, onChange }: Props) {
  const { dimensions, measures } = fields;
  const times = dimensions.filter(({ type }) => type === 'time' || type === 'date');
  const setMeasure = (at: number, next: Measure) =>
    onChange({ ...fields, measures: measures.map((one, i) => (i === at ? next : one)) });
  const setDimension = (at: number, next: Dimension) =>
    onChange({ ...fields, dimensions: dimensions.map((one, i) => (i === at ? next : one)) });
  const unused = columns.filter(({ name }) => !dimensions.some((dimension) => (dimension.column ?? dimension.name) === name));
  const addMeasure = () => {
    const name = freeName('measure', fields);
    onChange({ ...fields, measures: [...measures, { name, label: 'Rows', aggregate: 'count', format: 'integer' }] });
  };
  return (
    <div className={styles.editor}>
      <section aria-label="Measures">
        <h2>Measures</h2>
        {measures.map((measure, at) => (
          <div key={measure.name} className={styles.row}>
            <TextInput
              aria-label="Name of the measure"
              value={measure.label ?? measure.name}
              maxLength={200}
              onChange={(event) => setMeasure(at, { ...measure, label: event.currentTarget.value })}
            />
            {measure.aggregate ? (
              <>
                <Choose
                  label="How it is worked out"
                  value={measure.aggregate}
                  options={Object.entries(aggregates).map(([value, label]) => ({ value: value as Aggregate, label }))}
                  onChoose={(aggregate) => setMeasure(at, aggregated(measure, aggregate, columns))}
                />
                {measure.aggregate === 'count' ? (
                  <span />
                ) : (
                  <Choose
                    label="Of which column"
                    value={measure.column ?? ''}
                    options={columns
                      .filter(({ type }) => measure.aggregate === 'count_distinct' || isNumber(type))
                      .map(({ name }) => ({ value: name, label: spokenOf(name) }))}
                    onChoose={(column) => setMeasure(at, { ...measure, column })}
                  />
                )}
              </>
            ) : (
              <span className={styles.formula}>{measure.ratio ? `${measure.ratio.of} / ${measure.ratio.to}` : 'a formula'}</span>
            )}
            <Choose
              label="How it reads"
              value={measure.format ?? 'plain'}
              options={Object.entries(formats).map(([value, label]) => ({ value: value as Format | 'plain', label }))}
              onChoose={(format) => {
                const { format: _, ...rest } = measure;
                setMeasure(at, format === 'plain' ? rest : { ...rest, format });
              }}
              width={150}
            />
            <button
              type="button"
              className={styles.tool}
              aria-label={`Take the measure “${measure.label ?? measure.name}” away`}
              onClick={() => onChange({ ...fields, measures: measures.filter((_, i) => i !== at) })}
            >
              <CloseIcon size={14} />
            </button>
          </div>
        ))}
        <Button variant="subtle" leftSection={<PlusIcon size={14} />} onClick={addMeasure}>
          Add a measure
        </Button>
      </section>
      <section aria-label="Dimensions">
        <h2>Dimensions</h2>
        {dimensions.map((dimension, at) => (
          <div key={dimension.name} className={styles.row} data-dimension>
            <TextInput
              aria-label="Name of the dimension"
              value={dimension.label ?? dimension.name}
              maxLength={200}
              onChange={(event) => setDimension(at, { ...dimension, label: event.currentTarget.value })}
            />
            <span className={styles.quiet}>{types[dimension.type]}</span>
            <button
              type="button"
              className={styles.tool}
              aria-label={`Take the dimension “${dimension.label ?? dimension.name}” away`}
              onClick={() =>
                onChange({
                  ...fields,
                  time: fields.time === dimension.name ? undefined : fields.time,
                  dimensions: dimensions.filter((_, i) => i !== at),
                })
              }
            >
              <CloseIcon size={14} />
            </button>
          </div>
        ))}
        {unused.length > 0 && (
          <Choose
            quiet
            label="Add a dimension"
            value=""
            options={[
              { value: '', label: 'Add a dimension' },
              ...unused.map(({ name }) => ({ value: name, label: spokenOf(name) })),
            ]}
            onChoose={(column) => {
              const found = columns.find(({ name }) => name === column);
              if (!found) return;
              const added = {
                name: freeName(fieldNameOf(column), fields),
                label: spokenOf(column),
                column,
                type: typeOf(found.type),
              };
              onChange({ ...fields, dimensions: [...dimensions, added] });
            }}
          />
        )}
        {times.length > 0 && (
          <Choose
            label="Time of the dataset"
            value={fields.time ?? ''}
            options={[
              { value: '', label: 'No time of its own' },
              ...times.map(({ name, label }) => ({ value: name, label: `Its time is ${label ?? name}` })),
            ]}
            onChoose={(time) => onChange({ ...fields, time: time || undefined })}
            width={260}
          />
        )}
      </section>
    </div>
  );
}

const isNumber = (type: string) => type === 'integer' || type === 'decimal';
const typeOf = (type: string): Dimension['type'] =>
  isNumber(type)
    ? 'number'
    : type === 'timestamp'
      ? 'time'
      : type === 'date'
        ? 'date'
        : type === 'boolean'
          ? 'boolean'
          : 'string';
const types: Record<Dimension['type'], string> = {
  string: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  time: 'Time',
  date: 'Day',
};

/** A column stays where it can be worked out so; else the first that can. */
const aggregated = (measure: Measure, aggregate: Aggregate, columns: readonly TableColumn[]): Measure => {
  const { column, ...rest } = measure;
  if (aggregate === 'count') return { ...rest, aggregate };
  const fits = columns.filter(({ type }) => aggregate === 'count_distinct' || isNumber(type));
  const kept = fits.find(({ name }) => name === column) ?? fits[0];
  return kept ? { ...rest, aggregate, column: kept.name } : measure;
};
