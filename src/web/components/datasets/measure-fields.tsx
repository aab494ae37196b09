// What is counted or added up: each measure with how it is worked out, what it comes to now, and what is wrong with it.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DatasetCheck, Dimension, Fault, Format, Measure } from '#contract';
import { Choose } from '../../ui/choose.tsx';
import { CloseIcon, DownIcon, PlusIcon } from '../../ui/icons.tsx';
import { conditionInWords } from '../filters/in-words.ts';
import { formatValue } from '../format.ts';
import styles from './datasets.module.css';
import { Faults, faultsOf } from './faults.tsx';
import { FieldDetails } from './field-details.tsx';
import { type Fields, freeName } from './fields.ts';
import { spokenOf, type TableColumn } from './suggest.ts';
import { fitting, inThatWay, type Way, wayOf, ways } from './ways.ts';
import { WhereFields } from './where-fields.tsx';

const formats: Record<Format | 'plain', string> = {
  plain: 'As it is',
  integer: 'Whole number',
  decimal: 'Decimals',
  percent: 'Percent',
  currency: 'Money',
  compact: 'Short',
  duration_min: 'Minutes',
};

type Props = {
  fields: Fields;
  columns: readonly TableColumn[];
  faults: readonly Fault[];
  totals: DatasetCheck['totals'];
  onChange: (fields: Fields) => void;
};

export function MeasureFields({ fields, columns, faults, totals, onChange }: Props) {
  const { measures } = fields;
  const set = (at: number, next: Measure) => onChange({ ...fields, measures: measures.map((one, i) => (i === at ? next : one)) });
  const add = () => {
    const name = freeName('measure', fields);
    onChange({ ...fields, measures: [...measures, { name, label: 'Rows', aggregate: 'count', format: 'integer' }] });
  };
  return (
    <section aria-label="Measures">
      <h2>Measures</h2>
      {measures.map((measure, at) => (
        <OneMeasure
          // A measure is its place: its name is typed here.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          measure={measure}
          measures={measures}
          dimensions={fields.dimensions}
          columns={columns}
          faults={spoken(faultsOf(faults, `measures.${at}`))}
          total={totals.find(({ name }) => name === measure.name)?.value}
          onChange={(next) => set(at, next)}
          onRemove={() => onChange({ ...fields, measures: measures.filter((_, i) => i !== at) })}
        />
      ))}
      <Button variant="subtle" leftSection={<PlusIcon size={14} />} onClick={add}>
        Add a measure
      </Button>
    </section>
  );
}

type OneProps = {
  measure: Measure;
  measures: readonly Measure[];
  dimensions: readonly Dimension[];
  columns: readonly TableColumn[];
  faults: readonly Fault[];
  total: DatasetCheck['totals'][number]['value'] | undefined;
  onChange: (measure: Measure) => void;
  onRemove: () => void;
};

function OneMeasure({ measure, measures, dimensions, columns, faults, total, onChange, onRemove }: OneProps) {
  const [open, setOpen] = useState(false);
  const called = measure.label ?? measure.name;
  const way = wayOf(measure);
  const others = measures.filter(({ name }) => name !== measure.name);
  return (
    <div className={styles.item} data-bad={faults.length > 0 || undefined}>
      <div className={styles.row}>
        <TextInput
          aria-label="Name of the measure"
          value={called}
          maxLength={200}
          onChange={(event) => onChange({ ...measure, label: event.currentTarget.value })}
        />
        <Choose
          label="How it is worked out"
          value={way}
          options={Object.entries(ways).map(([value, label]) => ({ value: value as Way, label }))}
          onChoose={(next) => onChange(inThatWay(measure, next, columns, others))}
        />
        <span className={styles.of}>
          {measure.aggregate && measure.aggregate !== 'count' && (
            <Choose
              label="Of which column"
              value={measure.column ?? ''}
              options={fitting(columns, measure).map((name) => ({ value: name, label: spokenOf(name) }))}
              onChoose={(column) => onChange({ ...measure, column })}
            />
          )}
        </span>
        <Choose
          label="How it reads"
          value={measure.format ?? 'plain'}
          options={Object.entries(formats).map(([value, label]) => ({ value: value as Format | 'plain', label }))}
          onChoose={(format) => {
            const { format: _, ...rest } = measure;
            onChange(format === 'plain' ? rest : { ...rest, format });
          }}
          width={150}
        />
        <output className={styles.total} aria-label={`${called} now`}>
          {total === undefined
            ? ''
            : formatValue(total, {
                type: 'number',
                ...(measure.format && { format: measure.format }),
                ...(measure.unit && { unit: measure.unit }),
              })}
        </output>
        <button
          type="button"
          className={styles.tool}
          aria-label={`More about “${called}”`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <DownIcon size={14} />
        </button>
        <button type="button" className={styles.tool} aria-label={`Take the measure “${called}” away`} onClick={onRemove}>
          <CloseIcon size={14} />
        </button>
      </div>
      {measure.expression !== undefined && (
        <TextInput
          className={styles.formula}
          aria-label={`Formula of “${called}”`}
          placeholder="sum(price) / count()"
          value={measure.expression}
          maxLength={500}
          spellCheck={false}
          autoComplete="off"
          error={faults.length > 0}
          onChange={(event) => onChange({ ...measure, expression: event.currentTarget.value })}
        />
      )}
      {measure.ratio && <RatioOf measure={measure} others={others} onChange={onChange} />}
      {measure.where && <p className={styles.quiet}>Only rows where {conditionInWords(measure.where, namesOf(dimensions))}</p>}
      <Faults faults={faults} text={measure.expression} />
      {open && (
        <FieldDetails field={measure} onChange={onChange}>
          {measure.aggregate && <WhereFields measure={measure} dimensions={dimensions} columns={columns} onChange={onChange} />}
          {(measure.aggregate === 'count' || measure.aggregate === 'sum') && (
            <Choose
              label="May its values be added up?"
              value={measure.additive === false ? 'no' : 'yes'}
              options={[
                { value: 'yes', label: 'Its values may be added up' },
                { value: 'no', label: 'They may not: like a balance' },
              ]}
              onChoose={(may) => {
                const { additive: _, ...rest } = measure;
                onChange(may === 'no' ? { ...rest, additive: false } : rest);
              }}
              width={260}
            />
          )}
        </FieldDetails>
      )}
    </div>
  );
}

const namesOf = (dimensions: readonly Dimension[]) =>
  dimensions.map(({ name, label, type }) => ({ name, label: label ?? name, type: type ?? ('string' as const) }));

/** Where in a condition something is wrong, as its lines are counted. */
const spoken = (faults: readonly Fault[]): Fault[] =>
  faults.map((fault) => ({
    ...fault,
    message: fault.message.replace(/^where(?:\.and\[(\d+)\])?\S* /, (_, at?: string) => `Condition ${Number(at ?? 0) + 1} `),
  }));

type RatioProps = { measure: Measure; others: readonly Measure[]; onChange: (measure: Measure) => void };

function RatioOf({ measure, others, onChange }: RatioProps) {
  const { ratio } = measure;
  if (!ratio) return null;
  const options = others.map(({ name, label }) => ({ value: name, label: label ?? name }));
  return (
    <div className={styles.ratio}>
      <Choose
        label="What is divided"
        value={ratio.of}
        options={options}
        onChoose={(of) => onChange({ ...measure, ratio: { ...ratio, of } })}
      />
      <span>by</span>
      <Choose
        label="By what it is divided"
        value={ratio.to}
        options={options}
        onChoose={(to) => onChange({ ...measure, ratio: { ...ratio, to } })}
      />
    </div>
  );
}
