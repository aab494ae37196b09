// What goes down, what goes across, and what is counted: chips that are dragged between, and lists to add from.
import { type DragEvent, useState } from 'react';
import type { Field, Grain } from '#contract';
import { Choose } from '../../ui/choose.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { grainsFor } from './asking.ts';
import type { Exploring } from './exploring.ts';
import styles from './pivot.module.css';
import { placed, removed, type Zone } from './pivoting.ts';
import type { PivotFields } from './state.ts';

type Props = { exploring: Exploring; pivot: PivotFields; grain: Grain; span: number | null };
const type = 'application/x-sightline-field';

export function PivotFieldsBar({ exploring, pivot, grain, span }: Props) {
  const { measures, dimensions, time, set } = exploring;
  const down = [...(time ? [time] : []), ...dimensions];
  const change = (to: PivotFields) => set({ pivot: to });
  const used = [...pivot.rows, ...pivot.columns];
  const zones: { zone: Zone; label: string; fields: readonly Field[]; free: readonly Field[] }[] = [
    { zone: 'rows', label: 'Rows', fields: down, free: down.filter(({ name }) => !used.includes(name)) },
    { zone: 'columns', label: 'Columns', fields: down, free: down.filter(({ name }) => !used.includes(name)) },
    {
      zone: 'measures',
      label: 'Measures',
      fields: measures,
      free: measures.filter(({ name }) => !pivot.measures.includes(name)),
    },
  ];
  const timed = time && used.includes(time.name);
  return (
    <div className={styles.zones}>
      {zones.map(({ zone, label, fields, free }) => (
        <Place
          key={zone}
          label={label}
          fields={pivot[zone].flatMap((name) => fields.filter((field) => field.name === name))}
          takes={(name) => fields.some((field) => field.name === name)}
          free={free}
          onPlace={(name, before) => change(placed(pivot, zone, name, before))}
          onRemove={(name) => change(removed(pivot, name))}
        />
      ))}
      {timed && (
        <Choose
          label={`${time.label} by`}
          value={grain}
          width={180}
          options={[...new Set([...grainsFor(span ?? 365, time.type), grain])].map((one) => ({
            value: one,
            label: `${time.label} by ${one}`,
          }))}
          onChoose={(one) => set({ grain: one })}
        />
      )}
    </div>
  );
}

type PlaceProps = {
  label: string;
  fields: readonly Field[];
  free: readonly Field[];
  takes: (name: string) => boolean;
  /** Before another, or at the end. */
  onPlace: (name: string, before?: string) => void;
  onRemove: (name: string) => void;
};

function Place({ label, fields, free, takes, onPlace, onRemove }: PlaceProps) {
  const [over, setOver] = useState(false);
  const dropped = (event: DragEvent, before?: string) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const name = event.dataTransfer.getData(type);
    if (name && name !== before && takes(name)) onPlace(name, before);
  };
  const allow = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(type)) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <fieldset
      className={styles.zone}
      aria-label={label}
      data-over={over || undefined}
      onDragOver={allow}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <span className={styles.zoneName}>{label}</span>
      {fields.map((field) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; the lists and buttons beside are the first
        <span
          key={field.name}
          className={styles.field}
          draggable
          onDragStart={(event) => event.dataTransfer.setData(type, field.name)}
          onDrop={(event) => dropped(event, field.name)}
        >
          <span>{field.label}</span>
          <button
            type="button"
            aria-label={`Remove ${field.label} from ${label.toLowerCase()}`}
            onClick={() => onRemove(field.name)}
          >
            <CloseIcon size={12} />
          </button>
        </span>
      ))}
      {free.length > 0 && (
        <Choose
          quiet
          label={`Add to ${label.toLowerCase()}`}
          value=""
          options={[{ value: '', label: 'Add' }, ...free.map(({ name, label: called }) => ({ value: name, label: called }))]}
          onChoose={(name) => name && onPlace(name)}
        />
      )}
    </fieldset>
  );
}
