// Which time counts. Presets end where the data ends, not today: a dataset of 2001 has no "last week" otherwise.
import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { Compare, TimeRange } from '#contract';
import { CheckIcon, DownIcon } from '../../ui/icons.tsx';
import { formatPeriod } from '../format.ts';
import { isBounded, timeInWords, writeTime } from './chosen.ts';
import { CompareFilter } from './compare-filter.tsx';
import { Days } from './days.tsx';
import styles from './filters.module.css';

const presets: TimeRange[] = [
  { last: 7, unit: 'day' },
  { last: 4, unit: 'week' },
  { last: 3, unit: 'month' },
  { last: 12, unit: 'month' },
  { last: 5, unit: 'year' },
  {},
];

type Props = {
  time: TimeRange | undefined;
  /** The days that it came to, once an answer has said so. */
  period: { from: string; to: string } | undefined;
  compare: Compare | undefined;
  onTime: (time: TimeRange) => void;
  onCompare: (compare: Compare | undefined) => void;
};

export function TimeFilter({ time, period, compare, onTime, onCompare }: Props) {
  const [open, setOpen] = useState(false);
  const choose = (range: TimeRange) => {
    onTime(range);
    setOpen(false);
  };
  const said = timeInWords(time);
  const days = period && time && 'last' in time ? formatPeriod(period.from, period.to) : '';
  return (
    <>
      <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={styles.chip}
            data-first
            title={`Time: ${said}${days && `, ${days}`}`}
            onClick={() => setOpen(!open)}
          >
            <span className={styles.name}>Time</span>
            <span className={styles.value}>
              {said}
              {days && <span className={styles.name}>{`, ${days}`}</span>}
            </span>
            <DownIcon size={12} />
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Time">
          <div className={styles.panel}>
            <div>
              {presets.map((preset) => {
                const chosen = time !== undefined && writeTime(time) === writeTime(preset);
                return (
                  <button
                    key={writeTime(preset)}
                    type="button"
                    className={styles.preset}
                    aria-pressed={chosen}
                    style={{ width: 'calc(100% + 16px)' }}
                    onClick={() => choose(preset)}
                  >
                    {timeInWords(preset)}
                    {chosen && <CheckIcon size={14} />}
                  </button>
                );
              })}
            </div>
            <div className={styles.foot}>Counted back from where the data ends.</div>
            <hr className={styles.rule} />
            <Days range={time && !('last' in time) ? time : period} onChoose={choose} />
          </div>
        </Popover.Dropdown>
      </Popover>
      <CompareFilter compare={compare} comparable={isBounded(time)} onCompare={onCompare} />
    </>
  );
}
