// Until when somebody has what they have: changed to another day, or made to last.
import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { say } from '../../ui/toast.ts';
import { formatDay } from '../format.ts';
import { endOf } from './end-choice.tsx';
import give from './give.module.css';
import styles from './people-list.module.css';
import type { useAccessChange } from './use-access-change.ts';
import type { Row } from './words.ts';

type Props = { row: Row; change: ReturnType<typeof useAccessChange>; onClose: () => void };

export function EndEdit({ row, change, onClose }: Props) {
  const { subject, level, expiresAt } = row;
  const [date, setDate] = useState(expiresAt ? dayIn(new Date(expiresAt)) : '');
  const set = (end: string | null) =>
    change.mutate(
      { grant: [{ subject: subject.id, level, expiresAt: end }] },
      {
        onSuccess: () => {
          say(end ? `${subject.label} has this until ${formatDay(end)}.` : `What ${subject.label} has here lasts.`);
          onClose();
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const end = endOf('date', date, new Date());
    if (end) set(end);
  };
  return (
    <form className={styles.confirm} aria-label={`End date for ${subject.label}`} onSubmit={submit}>
      <label className={styles.day}>
        Last day
        <input
          type="date"
          className={give.date}
          min={dayIn(new Date())}
          value={date}
          // biome-ignore lint/a11y/noAutofocus: it was just asked for, and keys go on from there
          autoFocus
          onChange={(event) => setDate(event.currentTarget.value)}
        />
      </label>
      <span className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        {expiresAt && (
          <Button variant="default" disabled={change.isPending} onClick={() => set(null)}>
            No end date
          </Button>
        )}
        <Button type="submit" disabled={!date} loading={change.isPending}>
          Set
        </Button>
      </span>
    </form>
  );
}

/** As a date field writes a day, in the reader's zone. */
const dayIn = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
