import type { DefinitionOf, Field, TimeRange } from '#contract';
import { CloseIcon } from '../../ui/icons.tsx';
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
  /** What was clicked on charts: filters that have no place of their own here. */
  picked?: readonly { name: string; label: string; values: string }[];
};

export function FilterBar({ resource, fields, filters, chosen, onChoose, time, period, picked = [] }: Props) {
  return (
    <search className={styles.bar} aria-label="Filters">
      {time && (
        <TimeFilter
          time={chosen.time ?? time}
          period={period}
          compare={chosen.compare === true}
          onTime={(next) => onChoose({ ...chosen, time: next })}
          onCompare={(compare) => onChoose({ ...chosen, compare })}
        />
      )}
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
      {isChosen(chosen) && (
        <button type="button" className={styles.clear} onClick={() => onChoose(nothingChosen)}>
          Reset
        </button>
      )}
    </search>
  );
}
