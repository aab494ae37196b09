// What row rules ask about somebody, a row each.
import { Button, TagsInput, TextInput } from '@mantine/core';
import { Choose } from '../../ui/choose.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { blank, type Typed } from './attributes.ts';
import styles from './person.module.css';

const kinds = [
  { value: 'text', label: 'Text' },
  { value: 'list', label: 'List' },
  { value: 'number', label: 'Number' },
  { value: 'yes or no', label: 'Yes or no' },
] as const;
const answers = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
] as const;

type Props = { rows: readonly Typed[]; onChange: (rows: Typed[]) => void };

export function AttributeRows({ rows, onChange }: Props) {
  const set = (at: number, change: Partial<Typed>) => onChange(rows.map((row, i) => (i === at ? { ...row, ...change } : row)));
  return (
    <fieldset className={styles.attributes}>
      <legend>Attributes</legend>
      <p className={styles.detail}>Row rules ask for them. Until this version enforces rules, data under one answers no query.</p>
      {rows.map((row, at) => {
        const name = row.name.trim() || `attribute ${at + 1}`;
        return (
          // Rows have nothing of their own to be known by but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={at} className={styles.attribute}>
            <TextInput
              aria-label={`Name of attribute ${at + 1}`}
              placeholder="Name"
              maxLength={100}
              value={row.name}
              onChange={(event) => set(at, { name: event.currentTarget.value })}
            />
            <Choose
              label={`Kind of ${name}`}
              value={row.is}
              options={kinds}
              width={140}
              onChoose={(is) => set(at, { is, ...(is === 'yes or no' && { text: 'true' }) })}
            />
            {row.is === 'list' ? (
              <TagsInput aria-label={`Values of ${name}`} value={row.list} onChange={(list) => set(at, { list })} />
            ) : row.is === 'yes or no' ? (
              <Choose
                label={`Value of ${name}`}
                value={row.text === 'true' ? 'true' : 'false'}
                options={answers}
                width={120}
                onChoose={(text) => set(at, { text })}
              />
            ) : (
              <TextInput
                aria-label={`Value of ${name}`}
                placeholder="Value"
                maxLength={1000}
                value={row.text}
                onChange={(event) => set(at, { text: event.currentTarget.value })}
              />
            )}
            <button
              type="button"
              className={styles.drop}
              aria-label={`Leave out ${name}`}
              onClick={() => onChange(rows.filter((_, i) => i !== at))}
            >
              <CloseIcon size={12} />
            </button>
          </div>
        );
      })}
      <div>
        <Button variant="subtle" onClick={() => onChange([...rows, blank])}>
          Add an attribute
        </Button>
      </div>
    </fieldset>
  );
}
