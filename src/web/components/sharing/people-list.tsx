// Who has access: those to whom it was given here, then those who have it through the project or the organization.
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Access, Level, Resource, Subject } from '#contract';
import { sentenceOf } from '../../data/query-client.ts';
import { Choose } from '../../ui/choose.tsx';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { EndEdit } from './end-edit.tsx';
import { Face } from './faces.tsx';
import { InIt } from './in-it.tsx';
import { Pending } from './pending.tsx';
import styles from './people-list.module.css';
import { StaleList, useAccessChange } from './use-access-change.ts';
import { Why } from './why.tsx';
import {
  canDo,
  canDoDetail,
  endOf,
  explainedBy,
  given,
  inheritedOf,
  type Row,
  rowsOf,
  sorted,
  sourceOf,
  until,
} from './words.ts';

type Props = { resource: Resource; access: Access; me: string };

/** Five hundred rows are seconds to draw and nothing to read: so many stand there, the others are found or asked for. */
const atOnce = 40;

export function PeopleList({ resource, access, me }: Props) {
  const change = useAccessChange(resource.id, me);
  const [q, setQ] = useState('');
  const [shown, setShown] = useState(atOnce);
  const all = { given: rowsOf(access), inherited: inheritedOf(access) };
  const total = all.given.length + all.inherited.length;
  const found = ({ subject }: { subject: Subject }) =>
    `${subject.label} ${subject.detail}`.toLowerCase().includes(q.trim().toLowerCase());
  const matching = { given: sorted(all.given.filter(found), me), inherited: sorted(all.inherited.filter(found), me) };
  const rows = matching.given.slice(0, shown);
  const inherited = matching.inherited.slice(0, Math.max(0, shown - rows.length));
  const more = matching.given.length + matching.inherited.length - rows.length - inherited.length;
  const listed = new Set(all.given.map((row) => row.subject.id));
  return (
    <>
      {change.isError && (
        <Inline look={change.error instanceof StaleList ? 'sight' : 'bad'}>
          {change.error instanceof StaleList ? change.error.message : sentenceOf(change.error)}
        </Inline>
      )}
      {(total > atOnce || q !== '') && (
        <TextInput
          aria-label="Find who has access"
          placeholder={`Find among ${total}`}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
        />
      )}
      {all.given.length === 0 && <p className={styles.sub}>Not given to anyone here yet.</p>}
      {q && rows.length + inherited.length === 0 && <p className={styles.sub}>Nobody who has access is called that.</p>}
      <ul className={styles.list}>
        {rows.map((row) => (
          <GivenRow key={row.subject.id} row={row} resource={resource} access={access} me={me} change={change} />
        ))}
      </ul>
      {inherited.length > 0 && (
        <>
          <h3 className={styles.sub}>Not given here</h3>
          <ul className={styles.list}>
            {inherited.map(({ subject, level, expiresAt, kinds }) => (
              <Entry
                key={subject.id}
                resource={resource}
                access={access}
                subject={subject}
                me={me}
                detail={kinds.map((kind) => sourceOf(kind, resource.project.title)).join('. ')}
                end={until(expiresAt)}
                explained={listed.has(subject.id)}
              >
                <span className={styles.level}>{canDo[level]}</span>
              </Entry>
            ))}
          </ul>
        </>
      )}
      {more > 0 && (
        <Button variant="subtle" onClick={() => setShown(shown + atOnce)}>
          Show {Math.min(atOnce, more)} more of {more}
        </Button>
      )}
    </>
  );
}

type Choice = Level | 'end' | 'remove';
type GivenProps = Props & { row: Row; change: ReturnType<typeof useAccessChange> };

function GivenRow({ row, resource, access, me, change }: GivenProps) {
  const [leaving, setLeaving] = useState(false);
  const [ending, setEnding] = useState(false);
  const { subject } = row;
  const levels: Level[] = [...new Set([...access.canGive.filter((level) => level !== 'admin'), row.level])];
  const remove = () => {
    setLeaving(false);
    change.mutate({ revoke: [subject.id] }, { onSuccess: () => say(`${subject.label} was removed from “${resource.title}”.`) });
  };
  const choose = (choice: Choice) => {
    setEnding(choice === 'end');
    if (choice === 'end') return;
    if (choice === 'remove') return subject.id === me ? setLeaving(true) : remove();
    change.mutate({ grant: [{ subject: subject.id, level: choice }] }, { onSuccess: () => say(given([subject], choice)) });
  };
  return (
    <Entry
      resource={resource}
      access={access}
      subject={subject}
      me={me}
      detail={
        subject.status === 'invited'
          ? 'Invited, has not signed in yet'
          : subject.status === 'deactivated'
            ? 'Deactivated'
            : subject.detail
      }
      end={endOf(row)}
      below={
        leaving ? (
          <div className={styles.confirm}>
            <span>You may not be able to open this any more.</span>
            <span className={styles.buttons}>
              <Button variant="default" onClick={() => setLeaving(false)}>
                Keep my access
              </Button>
              <Button onClick={remove}>Remove me</Button>
            </span>
          </div>
        ) : ending ? (
          <EndEdit key={row.expiresAt} row={row} change={change} onClose={() => setEnding(false)} />
        ) : (
          <>
            {subject.status === 'invited' && <Pending subject={subject} />}
            {subject.kind === 'group' && <InIt group={subject} />}
          </>
        )
      }
    >
      <Choose<Choice>
        label={`Level for ${subject.label}`}
        value={row.level}
        quiet
        width={240}
        disabled={change.isPending}
        options={[
          ...levels.map((level) => ({ value: level, label: canDo[level], detail: canDoDetail[level] })),
          { value: 'end' as const, label: row.expiresAt ? 'Change the end date' : 'Set an end date' },
          { value: 'remove' as const, label: 'Remove', bad: true },
        ]}
        onChoose={choose}
      />
    </Entry>
  );
}

type EntryProps = {
  resource: Resource;
  access: Access;
  subject: Subject;
  me: string;
  detail: string;
  end: string;
  children: ReactNode;
  below?: ReactNode;
  /** On another row of this list already, with all reasons. */
  explained?: boolean;
};

function Entry({ resource, access, subject, me, detail, end, children, below, explained }: EntryProps) {
  const [asking, setAsking] = useState(false);
  const name = subject.id === me ? `${subject.label} (you)` : subject.label;
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <Face subject={subject} />
        <span className={styles.who}>
          <span className={styles.name} title={name}>
            {name}
          </span>
          <span className={styles.detail}>
            {detail}
            {detail && end && ', '}
            {end && <span className={styles.end}>{end}</span>}
          </span>
        </span>
        {explained ? (
          <span />
        ) : (
          <button
            type="button"
            className={styles.why}
            aria-label={`Why does ${subject.label} have access?`}
            aria-expanded={asking}
            onClick={() => setAsking(!asking)}
          >
            Why?
          </button>
        )}
        {children}
      </div>
      {below}
      {asking && (
        <Why
          resource={resource.id}
          subject={subject.id}
          name={subject.label}
          me={me}
          known={subject.kind === 'user' ? undefined : explainedBy(access, subject, resource)}
        />
      )}
    </li>
  );
}
