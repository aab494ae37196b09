// Which rows a measure counts: a line for each condition, checked as one types by what the measure then comes to.
import { Button, TextInput } from '@mantine/core';
import type { Dimension, Measure, ValueType } from '#contract';
import { Choose } from '../../ui/choose.tsx';
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx';
import { type Condition, conditionsOf, textOf, valuesIn, type Way, waysOf, whereOf } from './conditions.ts';
import styles from './datasets.module.css';
import { spokenOf, type TableColumn } from './suggest.ts';

type Props = {
  measure: Measure;
  dimensions: readonly Dimension[];
  columns: readonly TableColumn[];
  onChange: (measure: Measure) => void;
};

export function WhereFields({ measure, dimensions, columns, onChange }: Props) {
  const conditions = conditionsOf(measure.where);
  if (!conditions) return <p className={styles.quiet}>Its condition is more than lines can say, and stays as it is.</p>;
  const named = new Set(dimensions.map(({ name }) => name));
  const offered = [
    ...dimensions.map(({ name, label, type }) => ({ name, label: label ?? spokenOf(name), type: type ?? 'string' })),
    ...columns
      .filter(({ name }) => !named.has(name) && /^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(name))
      .map(({ name, type }) => ({ name, label: spokenOf(name), type: typeOf(type) })),
  ];
  const typeIn = (field: string) => offered.find(({ name }) => name === field)?.type ?? 'string';
  const options = offered.map(({ name, label }) => ({ value: name, label }));
  const change = (next: readonly Condition[]) => {
    const { where: _, ...rest } = measure;
    const where = whereOf(next);
    onChange(where ? { ...rest, where } : rest);
  };
  const set = (at: number, next: Condition) => change(conditions.map((one, i) => (i === at ? next : one)));
  return (
    <fieldset className={styles.where} aria-label={`Rows that “${measure.label ?? measure.name}” counts`}>
      {conditions.map(({ field, way, values }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place: what it says is typed here
        <div key={at} className={styles.condition}>
          <Choose
            label={`Field of condition ${at + 1}`}
            value={field}
            options={options.some(({ value }) => value === field) ? options : [{ value: field, label: field }, ...options]}
            onChoose={(to) => set(at, { field: to, way, values: valuesIn(textOf(values), typeIn(to), way) })}
          />
          <Choose
            label={`How condition ${at + 1} compares`}
            value={way}
            options={Object.entries(waysOf).map(([value, label]) => ({ value: value as Way, label }))}
            onChoose={(to) => set(at, { field, way: to, values: valuesIn(textOf(values), typeIn(field), to) })}
          />
          <TextInput
            // What is typed stays as typed; what it says goes up. Where a line goes, the next one takes its place.
            key={`${field} ${way} ${conditions.length}`}
            aria-label={`Value of condition ${at + 1}`}
            placeholder={way === 'in' || way === 'notIn' ? 'Values, with commas between' : 'A value'}
            defaultValue={textOf(values)}
            maxLength={2000}
            onChange={(event) => set(at, { field, way, values: valuesIn(event.currentTarget.value, typeIn(field), way) })}
          />
          <button
            type="button"
            className={styles.tool}
            aria-label={`Take condition ${at + 1} away`}
            onClick={() => change(conditions.filter((_, i) => i !== at))}
          >
            <CloseIcon size={14} />
          </button>
        </div>
      ))}
      {offered[0] && conditions.length < 20 && (
        <Button
          variant="subtle"
          leftSection={<PlusIcon size={14} />}
          onClick={() => change([...conditions, { field: offered[0]?.name ?? '', way: 'in', values: [] }])}
        >
          {conditions.length === 0 ? 'Count only some rows' : 'And a further condition'}
        </Button>
      )}
    </fieldset>
  );
}

const types: Record<string, ValueType> = {
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'time',
};
const typeOf = (column: string): ValueType => types[column] ?? 'string';
