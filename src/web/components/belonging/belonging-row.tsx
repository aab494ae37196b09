// Somebody who belongs somewhere: who, through what, until when, and out again by those who may.
import { type ReactNode, useState } from 'react';
import type { Subject } from '#contract';
import { say } from '../../ui/toast.ts';
import { people } from '../format.ts';
import { Face } from '../sharing/faces.tsx';
import { until } from '../sharing/words.ts';
import styles from './belonging.module.css';
import type { Change } from './change.ts';
import { Consequence } from './consequence.tsx';

type Props = {
  subject: Subject;
  /** Its name, leading to its page. */
  name: ReactNode;
  origin?: string;
  expiresAt?: string | null;
  /** Absent for who may not. */
  remove?: { label: string; button: string; change: Change; said: string } | undefined;
  children?: ReactNode;
};

export function BelongingRow({ subject, name, origin = 'manual', expiresAt, remove, children }: Props) {
  const [removing, setRemoving] = useState(false);
  const detail = subject.members !== undefined ? people(subject.members) : subject.detail;
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <Face subject={subject} />
        <span className={styles.who}>
          <span className={styles.name} title={subject.label}>
            {name}
          </span>
          <span className={styles.detail}>
            {[subject.status === 'invited' ? 'Invited' : detail, origin !== 'manual' && `from ${origin}`]
              .filter(Boolean)
              .join(' · ')}
            {expiresAt && <span className={styles.end}> {until(expiresAt)}</span>}
          </span>
        </span>
        {remove && (
          <button type="button" className={styles.remove} aria-label={remove.label} onClick={() => setRemoving(true)}>
            Remove
          </button>
        )}
      </div>
      {children}
      {removing && remove && (
        <Consequence
          changes={[remove.change]}
          {...(subject.kind === 'user' && { who: subject })}
          button={remove.button}
          onLeave={() => setRemoving(false)}
          onDone={() => say(remove.said)}
        />
      )}
    </li>
  );
}
