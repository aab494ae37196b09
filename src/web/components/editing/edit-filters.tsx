// Which filters a dashboard offers its readers, in order, and whether it offers time.
import { Switch } from '@mantine/core';
import type { DefinitionOf, Field } from '#contract';
import { Choose } from '../../ui/choose.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { isTime } from '../charts/drawing.ts';
import styles from './edit-dashboard.module.css';

type Definition = DefinitionOf<'dashboard'>;
type Props = { definition: Definition; choosable: readonly Field[]; onChange: (definition: Definition) => void };

export function EditFilters({ definition, choosable, onChange }: Props) {
  const { filters } = definition;
  const labelOf = (name: string) =>
    filters.find((filter) => filter.name === name)?.label ?? choosable.find((field) => field.name === name)?.label ?? name;
  const offered = choosable.filter((field) => !isTime(field) && !filters.some(({ name }) => name === field.name));
  const add = (name: string) => {
    const field = choosable.find((one) => one.name === name);
    const kind = field?.type === 'number' && !field.part ? ('range' as const) : ('values' as const);
    onChange({ ...definition, filters: [...filters, { name, kind }] });
  };
  return (
    <fieldset className={styles.filters}>
      <legend className={styles.quiet}>Filters</legend>
      <Switch
        label="Time"
        checked={definition.time !== undefined}
        onChange={(event) => {
          const { time: _, ...without } = definition;
          onChange(event.currentTarget.checked ? { ...definition, time: {} } : without);
        }}
      />
      {filters.map(({ name }) => (
        <span key={name} className={styles.filter}>
          {labelOf(name)}
          <button
            type="button"
            className={styles.tool}
            aria-label={`Take the filter “${labelOf(name)}” away`}
            onClick={() => onChange({ ...definition, filters: filters.filter((filter) => filter.name !== name) })}
          >
            <CloseIcon size={12} />
          </button>
        </span>
      ))}
      {offered.length > 0 && filters.length < 20 && (
        <Choose
          quiet
          label="Add a filter"
          value=""
          options={[{ value: '', label: 'Add a filter' }, ...offered.map(({ name, label }) => ({ value: name, label }))]}
          onChoose={add}
        />
      )}
    </fieldset>
  );
}
