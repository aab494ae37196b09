// Days from a calendar: people name the last one; ranges are half-open and end before the day after it.
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { dayOf, timeOf } from '../format.ts';
import styles from './filters.module.css';

const aDay = 86_400_000;
type Range = { from?: string; to?: string };
type Props = { range: Range | undefined; onChoose: (range: Range) => void };

export function Days({ range, onChoose }: Props) {
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, last] = [String(form.get('from') ?? ''), String(form.get('last') ?? '')];
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
