// What a field has besides: the name that charts and formulas call it by, a description, a unit.
import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Dimension, Measure } from '#contract';
import styles from './datasets.module.css';

type Props<Field> = { field: Field; onChange: (field: Field) => void; children?: ReactNode };

export function FieldDetails<Field extends Dimension | Measure>({ field, onChange, children }: Props<Field>) {
  const optional = (key: 'description' | 'unit', text: string) => {
    const { [key]: _, ...rest } = field;
    // The rest with or without the one key is the same kind of field.
    onChange((text ? { ...rest, [key]: text } : rest) as Field);
  };
  return (
    <div className={styles.details}>
      <TextInput
        label="Name in formulas"
        description="Charts ask for it by this name: changing it leaves them without it."
        value={field.name}
        maxLength={63}
        spellCheck={false}
        onChange={(event) => onChange({ ...field, name: event.currentTarget.value.replace(/[^A-Za-z0-9_]/g, '_') })}
      />
      <TextInput
        label="Description"
        value={field.description ?? ''}
        maxLength={500}
        onChange={(event) => optional('description', event.currentTarget.value)}
      />
      <TextInput
        label="Unit"
        value={field.unit ?? ''}
        maxLength={20}
        onChange={(event) => optional('unit', event.currentTarget.value)}
      />
      {children}
    </div>
  );
}
