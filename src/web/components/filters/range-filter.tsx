import { Button, Popover, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Field } from '#contract';
import { DownIcon } from '../../ui/icons.tsx';
import { formatValue } from '../format.ts';
import type { Range } from './chosen.ts';
import styles from './filters.module.css';

type Props = { field: Field; label: string; chosen: Range | undefined; onChoose: (range: Range) => void };

export function RangeFilter({ field, label, chosen, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  const say = (value: number) => formatValue(value, field);
  const words =
    chosen?.min !== undefined && chosen.max !== undefined
      ? `${say(chosen.min)} to below ${say(chosen.max)}`
      : chosen?.min !== undefined
        ? `from ${say(chosen.min)}`
        : chosen?.max !== undefined
          ? `below ${say(chosen.max)}`
          : 'All';
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const number = (name: string) => {
      const text = String(form.get(name) ?? '').trim();
      return text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
    };
    const [min, max] = [number('min'), number('max')];
    onChoose({ ...(min !== undefined && { min }), ...(max !== undefined && { max }) });
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.chip}
          title={`${label}: ${words}`}
          data-set={words !== 'All' || undefined}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.name}>{label}</span>
          <span className={styles.value}>{words}</span>
          <DownIcon size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <form className={styles.panel} onSubmit={apply}>
          <div className={styles.called}>{label}</div>
          <div className={styles.pair}>
            <TextInput label="From" name="min" inputMode="decimal" defaultValue={chosen?.min ?? ''} data-autofocus />
            <TextInput label="To below" name="max" inputMode="decimal" defaultValue={chosen?.max ?? ''} />
          </div>
          <div className={styles.foot}>
            <button
              type="button"
              className={styles.clear}
              onClick={() => {
                onChoose({});
                setOpen(false);
              }}
            >
              Clear
            </button>
            <Button type="submit">Apply</Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
