// Which time counts. Presets end where the data ends, not today: a dataset of 2001 has no "last week" otherwise.
import { Button, Popover, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { TimeRange } from '#contract';
import { CheckIcon, DownIcon } from '../../ui/icons.tsx';
import { dayOf, formatPeriod, timeOf } from '../format.ts';
import { isBounded, timeInWords, writeTime } from './chosen.ts';
import styles from './filters.module.css';

const presets: TimeRange[] = [
  { last: 7, unit: 'day' },
  { last: 4, unit: 'week' },
  { last: 3, unit: 'month' },
  { last: 12, unit: 'month' },
  { last: 5, unit: 'year' },
  {},
];
const aDay = 86_400_000;

type Props = {
  time: TimeRange | undefined;
  /** The days that it came to, once an answer has said so. */
  period: { from: string; to: string } | undefined;
  compare: boolean;
  onTime: (time: TimeRange) => void;
  onCompare: (compare: boolean) => void;
};

export function TimeFilter({ time, period, compare, onTime, onCompare }: Props) {
  const [open, setOpen] = useState(false);
  const choose = (range: TimeRange) => {
    onTime(range);
    setOpen(false);
  };
  const said = timeInWords(time);
  const days = period && time && 'last' in time ? formatPeriod(period.from, period.to) : '';
  const comparable = isBounded(time);
  return (
    <>
      <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={styles.chip}
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
            <Days time={time} period={period} onChoose={choose} />
          </div>
        </Popover.Dropdown>
      </Popover>
      <label className={styles.check} data-off={!comparable || undefined}>
        <input
          type="checkbox"
          checked={compare && comparable}
          disabled={!comparable}
          onChange={(event) => onCompare(event.currentTarget.checked)}
        />
        Compare with the period before
      </label>
    </>
  );
}

function Days({
  time,
  period,
  onChoose,
}: {
  time: TimeRange | undefined;
  period: Props['period'];
  onChoose: (range: TimeRange) => void;
}) {
  const range = time && !('last' in time) ? time : period;
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, last] = [String(form.get('from') ?? ''), String(form.get('last') ?? '')];
    // People name the last day; ranges are half-open and end before the day after it.
    const to = last && dayOf(timeOf(last) + aDay);
    const turned = from && to && from >= to;
    onChoose(turned ? { from: last, to: dayOf(timeOf(from) + aDay) } : { ...(from && { from }), ...(to && { to }) });
  };
  return (
    <form onSubmit={apply} className={styles.panel}>
      <div className={styles.pair}>
        <TextInput type="date" label="First day" name="from" defaultValue={range?.from ?? ''} />
        <TextInput type="date" label="Last day" name="last" defaultValue={range?.to ? dayOf(timeOf(range.to) - aDay) : ''} />
      </div>
      <div className={styles.foot}>
        <span />
        <Button type="submit" variant="default">
          Apply
        </Button>
      </div>
    </form>
  );
}
