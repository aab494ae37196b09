// Whom to take into the project, at which level, and whether all of it is theirs.
import { Button } from '@mantine/core';
import { useMutation, useQueries, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Level, Resource, Subject } from '#contract';
import { meQuery } from '../../data/queries.ts';
import { Choose } from '../../ui/choose.tsx';
import { Inline } from '../../ui/note.tsx';
import { Rolling } from '../../ui/rolling.tsx';
import { say } from '../../ui/toast.ts';
import { listing, people } from '../format.ts';
import { inviteAll, isNewcomer, SomeFailed } from '../sharing/newcomers.ts';
import { PeopleBox } from '../sharing/people-box.tsx';
import styles from './members.module.css';
import { type Members, memberPreviewQuery, membersQuery, toldBy, useMemberChange } from './use-members.ts';
import { effectOf, effectOfAll } from './words.ts';

export type Reach = 'all' | 'chosen';
export const reaches = [
  { value: 'all', label: 'Everything in the project', detail: 'Except what is only for people added' },
  { value: 'chosen', label: 'Only chosen items', detail: 'Nothing but what is picked for them' },
] as const satisfies { value: Reach; label: string; detail: string }[];

export const inProject: { value: Level; label: string; detail: string }[] = [
  { value: 'viewer', label: 'Can view', detail: 'Opens what is in it' },
  { value: 'editor', label: 'Can edit', detail: 'Also makes, changes and shares things' },
  { value: 'admin', label: 'Administers', detail: 'Also manages its members and sources' },
];

type Props = { project: Resource; members: Members; onAdded: (subjects: string[], reach: Reach) => void };

export function AddMembers({ project, members, onAdded }: Props) {
  const { data: self } = useSuspenseQuery(meQuery);
  const client = useQueryClient();
  const [picked, setPicked] = useState<Subject[]>([]);
  const [level, setLevel] = useState<Level>('viewer');
  const [reach, setReach] = useState<Reach>('all');
  const change = useMemberChange(project.id);
  const restricted = reach === 'chosen';
  const body = { level, restricted };
  const here = picked.filter((subject) => !isNewcomer(subject));
  const previews = useQueries({
    queries: here.map((subject) => memberPreviewQuery(project.id, { subject: subject.id, body }, members.version)),
  });
  const answers = previews.flatMap(({ data }) => data ?? []);

  const adding = useMutation({
    mutationFn: async () => {
      const failures: { subject: Subject; error: unknown }[] = [];
      for (const subject of here) {
        try {
          await change.mutateAsync({ subject: subject.id, body });
        } catch (error) {
          failures.push({ subject, error });
        }
      }
      try {
        await inviteAll(picked.filter(isNewcomer), { project: project.id, level, restricted });
      } catch (error) {
        if (!(error instanceof SomeFailed)) throw error;
        failures.push(...error.failures);
      }
      await client.invalidateQueries({ queryKey: membersQuery(project.id).queryKey });
      if (failures.length > 0) throw new SomeFailed(failures);
    },
    onSuccess: () => {
      say(`${listing(picked.map(({ label }) => label))} ${picked.length === 1 ? 'is' : 'are'} in ${project.title} now.`);
      onAdded(
        here.map(({ id }) => id),
        reach,
      );
      setPicked([]);
    },
    onError: (error) => {
      if (error instanceof SomeFailed) setPicked(error.failures.map(({ subject }) => subject));
    },
  });
  const failures = adding.error instanceof SomeFailed ? adding.error.failures : [];
  const already = (subject: Subject) =>
    members.items.some((member) => member.subject.id === subject.id || member.subject.detail.toLowerCase() === subject.id)
      ? 'A member already'
      : undefined;
  const invited = picked.length - here.length;
  const only = here[0];

  return (
    <section className={styles.add} aria-label="Add members">
      <div className={styles.fields}>
        <div className={styles.box}>
          <PeopleBox
            resource={project.id}
            picked={picked}
            onPick={(next) => {
              setPicked(next);
              adding.reset();
            }}
            already={already}
            refused={new Set(failures.map(({ subject }) => subject.id))}
            mayInvite={self.capabilities.includes('guests.invite')}
            onSubmit={() => picked.length > 0 && adding.mutate()}
          />
        </div>
        <Choose label="Reach" value={reach} options={reaches} onChoose={setReach} width={260} />
        <Choose label="Level" value={level} options={inProject} onChoose={setLevel} width={260} />
        <Button onClick={() => adding.mutate()} loading={adding.isPending} disabled={picked.length === 0}>
          {picked.length === 0 ? 'Add' : `Add ${picked.length}`}
        </Button>
      </div>
      <p className={styles.line} aria-live="polite">
        {only && answers.length === here.length && (
          <Rolling>{answers[0] && here.length === 1 ? effectOf(answers[0], only) : effectOfAll(answers)}</Rolling>
        )}{' '}
        {invited > 0 && `${people(invited)} will be in it after accepting the invitation.`}
      </p>
      {adding.isError && (
        <Inline look="bad">
          {failures.length > 0
            ? failures.map(({ subject, error }) => `${subject.label}: ${toldBy(error)}`).join(' ')
            : toldBy(adding.error)}
        </Inline>
      )}
    </section>
  );
}
