// What things are seen by: each dimension with its column, its type, and its values at a click.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Dimension, Fault } from '#contract';
import { Choose } from '../../ui/choose.tsx';
import { CloseIcon, DownIcon, TableIcon } from '../../ui/icons.tsx';
import styles from './datasets.module.css';
import { Faults, faultsOf } from './faults.tsx';
import { FieldDetails } from './field-details.tsx';
import { type Fields, freeName } from './fields.ts';
import { fieldNameOf, spokenOf, type TableColumn, typeOf } from './suggest.ts';

const types: Record<Dimension['type'], string> = {
  string: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  time: 'Time',
  date: 'Day',
};
const parts = { whole: 'As it is', hour: 'Its hour', weekday: 'Its weekday', month: 'Its month', year: 'Its year' };
type Part = keyof typeof parts;

type Props = {
  fields: Fields;
  columns: readonly TableColumn[];
  faults: readonly Fault[];
  shown: string | undefined;
  onShow: (name: string | undefined) => void;
  onChange: (fields: Fields) => void;
};

export function DimensionFields({ fields, columns, faults, shown, onShow, onChange }: Props) {
  const { dimensions } = fields;
  const times = dimensions.filter(({ type, part }) => (type === 'time' || type === 'date') && !part);
  const set = (at: number, next: Dimension) =>
    onChange({
      ...fields,
      // What it is called anew is still the dataset's time.
      time: fields.time === dimensions[at]?.name ? next.name : fields.time,
      dimensions: dimensions.map((one, i) => (i === at ? next : one)),
    });
  return (
    <section aria-label="Dimensions">
      <h2>Dimensions</h2>
      {dimensions.map((dimension, at) => (
        <OneDimension
          // biome-ignore lint/suspicious/noArrayIndexKey: a dimension is its place: its name is typed here
          key={at}
          dimension={dimension}
          columns={columns}
          faults={faultsOf(faults, `dimensions.${at}`)}
          shown={shown === dimension.name}
          onShow={() => onShow(shown === dimension.name ? undefined : dimension.name)}
          onChange={(next) => set(at, next)}
          onRemove={() =>
            onChange({
              ...fields,
              time: fields.time === dimension.name ? undefined : fields.time,
              dimensions: dimensions.filter((_, i) => i !== at),
            })
          }
        />
      ))}
      <AddDimension fields={fields} columns={columns} onChange={onChange} />
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
      <Faults faults={faults.filter(({ field }) => field === 'time')} />
    </section>
  );
}

type OneProps = {
  dimension: Dimension;
  columns: readonly TableColumn[];
  faults: readonly Fault[];
  shown: boolean;
  onShow: () => void;
  onChange: (dimension: Dimension) => void;
  onRemove: () => void;
};

function OneDimension({ dimension, columns, faults, shown, onShow, onChange, onRemove }: OneProps) {
  const [open, setOpen] = useState(false);
  const called = dimension.label ?? dimension.name;
  const column = dimension.column ?? dimension.name;
  return (
    <div className={styles.item} data-bad={faults.length > 0 || undefined}>
      <div className={styles.row} data-dimension>
        <TextInput
          aria-label="Name of the dimension"
          value={called}
          maxLength={200}
          onChange={(event) => onChange({ ...dimension, label: event.currentTarget.value })}
        />
        <Choose
          label={`Type of “${called}”`}
          value={dimension.type}
          options={Object.entries(types).map(([value, label]) => ({ value: value as Dimension['type'], label }))}
          onChoose={(type) => {
            const { part, bucket, ...rest } = dimension;
            const isTime = type === 'time' || type === 'date';
            onChange({ ...rest, type, ...(part && isTime && { part }), ...(bucket && type === 'number' && { bucket }) });
          }}
          width={150}
        />
        <button type="button" className={styles.tool} aria-pressed={shown} aria-label={`Values of “${called}”`} onClick={onShow}>
          <TableIcon size={14} />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={`More about “${called}”`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <DownIcon size={14} />
        </button>
        <button type="button" className={styles.tool} aria-label={`Take the dimension “${called}” away`} onClick={onRemove}>
          <CloseIcon size={14} />
        </button>
      </div>
      <Faults faults={faults} />
      {open && (
        <FieldDetails field={dimension} onChange={onChange}>
          <Choose
            label={`Column of “${called}”`}
            value={column}
            options={[
              ...(columns.some(({ name }) => name === column) ? [] : [{ value: column, label: `${column} (not there)` }]),
              ...columns.map(({ name }) => ({ value: name, label: name })),
            ]}
            onChoose={(next) => onChange({ ...dimension, column: next })}
            width={260}
          />
          {(dimension.type === 'time' || dimension.type === 'date') && (
            <Choose
              label={`Part of “${called}”`}
              value={(dimension.part ?? 'whole') as Part}
              options={Object.entries(parts).map(([value, label]) => ({ value: value as Part, label }))}
              onChoose={(part) => {
                const { part: _, ...rest } = dimension;
                onChange(part === 'whole' ? rest : { ...rest, part });
              }}
            />
          )}
        </FieldDetails>
      )}
    </div>
  );
}

function AddDimension({ fields, columns, onChange }: Pick<Props, 'fields' | 'columns' | 'onChange'>) {
  const { dimensions } = fields;
  const unused = columns.filter(({ name }) => !dimensions.some((one) => (one.column ?? one.name) === name && !one.part));
  if (unused.length === 0) return null;
  return (
    <Choose
      quiet
      label="Add a dimension"
      value=""
      options={[{ value: '', label: 'Add a dimension' }, ...unused.map(({ name }) => ({ value: name, label: spokenOf(name) }))]}
      onChoose={(column) => {
        const found = columns.find(({ name }) => name === column);
        if (!found) return;
        const name = freeName(fieldNameOf(column), fields);
        onChange({ ...fields, dimensions: [...dimensions, { name, label: spokenOf(column), column, type: typeOf(found.type) }] });
      }}
    />
  );
}
