// Whom to put somewhere, until when; read what that does, then do it.
import { useState } from 'react';
import type { Subject } from '#contract';
import { say } from '../../ui/toast.ts';
import { listing } from '../format.ts';
import { type End, EndChoice, endOf } from '../sharing/end-choice.tsx';
import { PeopleBox } from '../sharing/people-box.tsx';
import styles from './belonging.module.css';
import type { Change } from './change.ts';
import { Consequence } from './consequence.tsx';

type Props = {
  label: string;
  button: string;
  /** Why somebody can't be added. */
  already: (subject: Subject) => string | undefined;
  put: (subject: Subject, expiresAt: string | undefined) => Change;
  /** What is said when they are in: after their names. */
  said: (names: string, one: boolean) => string;
  /** A place has an end, looking after something hasn't. */
  ends?: boolean;
};

export function AddThem({ label, button, already, put, said, ends }: Props) {
  const [picked, setPicked] = useState<Subject[]>([]);
  const [end, setEnd] = useState<End>('none');
  const [date, setDate] = useState('');
  // Taken once, so that what is previewed is what is made.
  const [now] = useState(() => new Date());
  const expiresAt = endOf(end, date, now);
  const [first] = picked;
  const leave = () => setPicked([]);
  return (
    <section className={styles.add} aria-label={label}>
      <div className={styles.fields}>
        <div className={styles.box}>
          <PeopleBox
            picked={picked}
            onPick={setPicked}
            already={already}
            refused={new Set()}
            mayInvite={false}
            onSubmit={() => {}}
          />
        </div>
        {ends && <EndChoice end={end} date={date} onEnd={setEnd} onDate={setDate} />}
      </div>
      {first && (
        <Consequence
          changes={picked.map((subject) => put(subject, expiresAt))}
          {...(picked.length === 1 && { who: first })}
          button={button}
          onLeave={leave}
          onDone={() => {
            say(said(listing(picked.map((subject) => subject.label)), picked.length === 1));
            leave();
          }}
        />
      )}
    </section>
  );
}
