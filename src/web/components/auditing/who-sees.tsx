// Who can see a thing, now or on a day that has passed or will come.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { Subject } from '#contract';
import { hasCode, sentenceOf } from '../../data/query-client.ts';
import { whoAtQuery } from '../../data/reviews.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed, Inline, Note } from '../../ui/note.tsx';
import { formatDay, people } from '../format.ts';
import { canDo } from '../sharing/words.ts';
import styles from './auditing.module.css';
import { Who } from './rows.tsx';
import { throughAll } from './words.ts';

type Props = {
  resource: string;
  title: string;
  at: string | undefined;
  onDay: (day: string | undefined) => void;
  link: (subject: Subject) => ReactNode;
  why: (subject: string, resource: string) => ReactNode;
};

export function WhoSees({ resource, title, at, onDay, link, why }: Props) {
  const id = useId();
  const day = useId();
  const who = useQuery(whoAtQuery(resource, at));
  const items = who.data?.items ?? [];
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>Who can see “{title}”</h2>
      <div className={styles.tools}>
        <span>
          <label htmlFor={day}>On which day</label>
          <br />
          <input
            id={day}
            type="date"
            className={styles.date}
            value={at ?? ''}
            onChange={(event) => onDay(event.currentTarget.value || undefined)}
          />
        </span>
        {who.data && (
          <p className={styles.verdict} role="status">
            {at ? `At the end of ${formatDay(`${at}T12:00:00`)}` : 'Now'}: {people(items.length)}
          </p>
        )}
      </div>
      {who.isPending && <RowBones />}
      {who.isError && hasCode(who.error, 'invalid') && <Inline look="bad">{sentenceOf(who.error)}</Inline>}
      {who.isError && hasCode(who.error, 'forbidden') && <Note>Only those who can share it see who else does.</Note>}
      {who.isError && !hasCode(who.error, 'invalid') && !hasCode(who.error, 'forbidden') && (
        <Failed onRetry={() => void who.refetch()}>{sentenceOf(who.error)}</Failed>
      )}
      {who.data && items.length === 0 && <Note>Nobody could see it then.</Note>}
      {items.length > 0 && !who.isError && (
        <ul className={styles.list} aria-label={`Who can see “${title}”`}>
          {items.map(({ subject, level, kinds }) => (
            <li key={subject.id} className={styles.side}>
              <Who subject={subject}>{link(subject)}</Who>
              <span className={styles.level}>{canDo[level]}</span>
              <span className={styles.quiet}>
                {throughAll(kinds)} {at === undefined && why(subject.id, resource)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
