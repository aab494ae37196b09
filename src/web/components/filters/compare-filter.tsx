// What the chosen time is compared with. It needs an end and a beginning.
import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { Compare } from '#contract';
import { CheckIcon, DownIcon } from '../../ui/icons.tsx';
import { formatPeriod } from '../format.ts';
import { Days } from './days.tsx';
import styles from './filters.module.css';

type Props = {
  compare: Compare | undefined;
  comparable: boolean;
  onCompare: (compare: Compare | undefined) => void;
};

const presets = [
  [undefined, 'Nothing'],
  ['previous', 'The period before'],
  ['previous_year', 'The same a year before'],
] as const;

export function CompareFilter({ compare, comparable, onCompare }: Props) {
  const [open, setOpen] = useState(false);
  const choose = (to: Compare | undefined) => {
    onCompare(to);
    setOpen(false);
  };
  const days = typeof compare === 'object' ? compare : undefined;
  const said = days ? formatPeriod(days.from, days.to) : presets.find(([preset]) => preset === compare)?.[1].toLowerCase();
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.chip}
          data-set={(comparable && compare !== undefined) || undefined}
          disabled={!comparable}
          data-first
          title={comparable ? `Compared with ${said}` : 'Only a time with a beginning and an end can be compared.'}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.name}>Compared with</span>
          <span className={styles.value}>{comparable ? said : 'nothing'}</span>
          <DownIcon size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Compared with">
        <div className={styles.panel}>
          <div>
            {presets.map(([preset, label]) => (
              <button
                key={label}
                type="button"
                className={styles.preset}
                aria-pressed={compare === preset}
                style={{ width: 'calc(100% + 16px)' }}
                onClick={() => choose(preset)}
              >
                {label}
                {compare === preset && <CheckIcon size={14} />}
              </button>
            ))}
          </div>
          <hr className={styles.rule} />
          <Days
            range={days}
            onChoose={({ from, to }) => {
              if (from && to) choose({ from, to });
            }}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
