import type { ReactNode } from 'react';
import type { DefinitionOf, Field, TimeRange, Value } from '#contract';
import { CloseIcon } from '../../ui/icons.tsx';
import { formatValue } from '../format.ts';
import { type Chosen, isChosen, nothingChosen, without } from './chosen.ts';
import styles from './filters.module.css';
import { RangeFilter } from './range-filter.tsx';
import { TimeFilter } from './time-filter.tsx';
import { ValueFilter } from './value-filter.tsx';

type Props = {
  resource: string;
  fields: readonly Field[];
  filters: DefinitionOf<'dashboard'>['filters'];
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
  /** Absent: no time filter is drawn. */
  time?: TimeRange | undefined;
  period?: { from: string; to: string } | undefined;
  /** What belongs to the time, such as its zone. */
  beside?: ReactNode;
  /** What was clicked on charts: filters that have no place of their own here. */
  picked?: readonly { name: string; label: string; values: string }[];
};

export function FilterBar({ resource, fields, filters, chosen, onChoose, time, period, beside, picked = [] }: Props) {
  return (
    <search className={styles.bar} aria-label="Filters">
      {time && (
        <TimeFilter
          time={chosen.time ?? time}
          period={period}
          compare={chosen.compare}
          onTime={(next) => onChoose({ ...chosen, time: next })}
          onCompare={(compare) => {
            const { compare: _, ...rest } = chosen;
            onChoose(compare ? { ...rest, compare } : rest);
          }}
        />
      )}
      {beside}
      {filters.map((filter) => {
        const field = fields.find(({ name }) => name === filter.name);
        if (!field) return null;
        const label = filter.label ?? field.label;
        if (filter.kind === 'range')
          return (
            <RangeFilter
              key={filter.name}
              field={field}
              label={label}
              chosen={chosen.ranges[filter.name]}
              onChoose={(range) => onChoose({ ...chosen, ranges: { ...chosen.ranges, [filter.name]: range } })}
            />
          );
        return (
          <ValueFilter
            key={filter.name}
            resource={resource}
            field={field}
            label={label}
            chosen={chosen.values[filter.name] ?? []}
            onChoose={(values) => onChoose({ ...chosen, values: { ...chosen.values, [filter.name]: values } })}
          />
        );
      })}
      {picked.map(({ name, label, values }) => (
        <button
          key={name}
          type="button"
          className={styles.chip}
          aria-label={`Stop filtering by ${label}`}
          title={`${label}: ${values}`}
          onClick={() => onChoose(without(chosen, name))}
        >
          <span>
            {label}: {values}
          </span>
          <CloseIcon size={12} />
        </button>
      ))}
      {Object.entries(chosen.excluded ?? {}).map(([name, values]) => (
        <Excluded
          key={name}
          field={fields.find((field) => field.name === name)}
          name={name}
          values={values}
          onClear={() => {
            const { [name]: _, ...excluded } = chosen.excluded ?? {};
            onChoose({ ...chosen, excluded });
          }}
        />
      ))}
      {isChosen(chosen) && (
        <button type="button" className={styles.clear} onClick={() => onChoose(nothingChosen)}>
          Reset
        </button>
      )}
    </search>
  );
}

type ExcludedProps = { field: Field | undefined; name: string; values: readonly Value[]; onClear: () => void };
function Excluded({ field, name, values, onClear }: ExcludedProps) {
  const label = field?.label ?? name;
  const said = values.map((value) => formatValue(value, field ?? {}));
  const words = said.length <= 2 ? said.join(', ') : `${said.length} values`;
  return (
    <button
      type="button"
      className={styles.chip}
      data-set
      title={`${label}: without ${said.join(', ')}; click to count it again`}
      onClick={onClear}
    >
      <span className={styles.name}>{label}</span>
      <span className={styles.value}>without {words}</span>
      <CloseIcon size={12} />
    </button>
  );
}
