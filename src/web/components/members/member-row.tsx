// One member: level, and whether everything or only chosen items are theirs. Nothing is done before one has read what it does.
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Level, Member, Resource } from '#contract';
import { Choose } from '../../ui/choose.tsx';
import { Inline } from '../../ui/note.tsx';
import { Rolling } from '../../ui/rolling.tsx';
import { say } from '../../ui/toast.ts';
import { count, listing, people } from '../format.ts';
import { Face } from '../sharing/faces.tsx';
import { Pending } from '../sharing/pending.tsx';
import { until } from '../sharing/words.ts';
import { inProject, type Reach, reaches } from './add-members.tsx';
import { Chosen } from './chosen-items.tsx';
import styles from './members.module.css';
import { type MemberBody, memberPreviewQuery, StaleMembers, toldBy, useMemberChange } from './use-members.ts';
import { effectOf } from './words.ts';

type Props = { project: Resource; member: Member; version: number; me: string; opened: boolean };
type Draft = { level?: Level; reach?: Reach; items?: string[]; remove?: true };

export function MemberRow({ project, member, version, me, opened }: Props) {
  const { subject } = member;
  const [draft, setDraft] = useState<Draft>({});
  const [choosing, setChoosing] = useState(opened);
  const change = useMemberChange(project.id);
  const before = member.resources.map(({ id }) => id);
  const reach: Reach = draft.reach ?? (member.restricted ? 'chosen' : 'all');
  const level = draft.level ?? member.level;
  const items = draft.items ?? before;
  const body = bodyOf(member, { ...draft, level, reach, items });
  const changed = body === null || Object.keys(body).length > 0;
  const preview = useQuery({
    ...memberPreviewQuery(project.id, { subject: subject.id, body }, version),
    enabled: changed,
    placeholderData: keepPreviousData,
  });
  const close = () => {
    setDraft({});
    setChoosing(false);
    change.reset();
  };
  const save = () =>
    change.mutate(
      { subject: subject.id, body },
      {
        onSuccess: (stillReaches) => {
          const still = listing(stillReaches.map(({ title }) => `“${title}”`));
          say(
            body !== null
              ? `${subject.label} is changed in ${project.title}.`
              : `${subject.label} was removed from ${project.title}.${still && ` Given directly, and kept: ${still}.`}`,
          );
          close();
        },
      },
    );
  const edit = (next: Draft) => {
    change.reset();
    setDraft({ ...draft, ...next });
    if (next.reach === 'chosen') setChoosing(true);
  };
  const detail = subject.members !== undefined ? people(subject.members) : subject.detail;

  return (
    <li className={styles.member}>
      <div className={styles.row}>
        <Face subject={subject} />
        <span className={styles.who}>
          <span className={styles.name} title={subject.label}>
            {subject.label}
            {subject.id === me && ' (you)'}
          </span>
          <span className={styles.detail}>
            {subject.status === 'invited' ? 'Invited' : subject.status === 'deactivated' ? 'Deactivated' : detail}
            {member.expiresAt && <span className={styles.end}>, {until(member.expiresAt)}</span>}
          </span>
        </span>
        <span className={styles.controls}>
          {reach === 'chosen' && (
            <button
              type="button"
              className={styles.items}
              aria-expanded={choosing}
              aria-label={`${count(items.length, 'item')} of ${subject.label}`}
              onClick={() => setChoosing(!choosing)}
            >
              {count(items.length, 'item')}
            </button>
          )}
          <span className={styles.reach}>
            <Choose
              label={`Reach of ${subject.label}`}
              value={reach}
              options={reaches}
              quiet
              width={260}
              onChoose={(next) => edit({ reach: next })}
            />
          </span>
          <span className={styles.level}>
            <Choose<Level | 'remove'>
              label={`Level for ${subject.label}`}
              value={level}
              options={[...inProject, { value: 'remove', label: 'Remove', bad: true }]}
              quiet
              width={260}
              onChoose={(next) => (next === 'remove' ? edit({ remove: true }) : edit({ level: next }))}
            />
          </span>
        </span>
      </div>
      {subject.status === 'invited' && <Pending subject={subject} />}
      {reach === 'chosen' && member.alsoThrough.length > 0 && (
        <Inline look="sight">
          Also sees everything through {listing(member.alsoThrough.map(({ label }) => label))}: choosing items narrows nothing
          while that is so.
        </Inline>
      )}
      {choosing && reach === 'chosen' && (
        <Chosen
          project={project.id}
          name={subject.label}
          listed={member.resources}
          items={items}
          onItems={(next) => edit({ items: next })}
        />
      )}
      {changed && (
        <div className={styles.change}>
          <p className={styles.line} aria-live="polite">
            {preview.isError ? toldBy(preview.error) : preview.data && <Rolling>{effectOf(preview.data, subject)}</Rolling>}
          </p>
          <span className={styles.buttons}>
            <Button variant="default" onClick={close}>
              Leave it as it is
            </Button>
            <Button onClick={save} loading={change.isPending}>
              {body === null ? 'Remove' : 'Save'}
            </Button>
          </span>
        </div>
      )}
      {change.isError && <Inline look={change.error instanceof StaleMembers ? 'sight' : 'bad'}>{toldBy(change.error)}</Inline>}
    </li>
  );
}

/** Only what differs is sent; nothing differs: {}. */
function bodyOf(member: Member, draft: Draft & { reach: Reach; items: string[] }): MemberBody | null {
  if (draft.remove) return null;
  const restricted = draft.reach === 'chosen';
  const before = new Set(member.resources.map(({ id }) => id));
  const sameItems = draft.items.length === before.size && draft.items.every((id) => before.has(id));
  return {
    ...(draft.level !== member.level && { level: draft.level }),
    ...(restricted !== member.restricted && { restricted }),
    ...(restricted && !sameItems && { restricted: true, resources: draft.items }),
  };
}
