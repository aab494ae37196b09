// The upper half of the dialog: whom, at which level, until when; and, before anything is done, how many people that makes.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Access, type Level, Problem, type Resource, type Subject } from '#contract';
import { api } from '../../data/api.ts';
import { meQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Choose } from '../../ui/choose.tsx';
import { Inline } from '../../ui/note.tsx';
import { Rolling } from '../../ui/rolling.tsx';
import { say } from '../../ui/toast.ts';
import { people } from '../format.ts';
import { type End, EndChoice, endOf } from './end-choice.tsx';
import styles from './give.module.css';
import { givenOrInvited, inviteAll, isNewcomer, SomeFailed } from './newcomers.ts';
import { PeopleBox } from './people-box.tsx';
import { StaleList, useAccessChange } from './use-access-change.ts';
import { canDo, canDoDetail, consequence } from './words.ts';

export function Give({ resource, access, me }: { resource: Resource; access: Access | undefined; me: string }) {
  const [picked, setPicked] = useState<Subject[]>([]);
  const [level, setLevel] = useState<Level>('viewer');
  const [end, setEnd] = useState<End>('none');
  const [date, setDate] = useState('');
  const [message, setMessage] = useState('');
  const [told, setTold] = useState<boolean>();
  const { data: self } = useSuspenseQuery(meQuery);
  const change = useAccessChange(resource.id, me);
  const client = useQueryClient();
  const levels = (access?.canGive ?? ['viewer']).filter((offered) => offered !== 'admin');

  // A letter to hundreds is asked for, not sent by the way.
  const notify = told ?? !picked.some(({ members = 0 }) => members > tellAtOnce);

  // First those who are here, all or none; then a letter each to those who aren't.
  const giving = useMutation({
    mutationFn: async (expiresAt: string | undefined) => {
      const here = picked.filter((subject) => !isNewcomer(subject));
      const grant = here.map((subject) => ({ subject: subject.id, level, ...(expiresAt && { expiresAt }) }));
      const said = message.trim();
      const telling = { notify, ...(notify && said && { message: said }) };
      if (grant.length > 0) await change.mutateAsync({ grant, ...telling });
      await inviteAll(picked.filter(isNewcomer), { resource: resource.id, level, ...(expiresAt && { expiresAt }), ...telling });
    },
    onSuccess: () => {
      say(givenOrInvited(picked, level));
      setPicked([]);
      setMessage('');
      setTold(undefined);
    },
    onError: (error) => {
      if (error instanceof SomeFailed) setPicked(error.failures.map(({ subject }) => subject));
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['access', resource.id] });
    },
  });
  const share = () => {
    if (picked.length === 0 || giving.isPending) return;
    giving.mutate(endOf(end, date, new Date()));
  };
  const already = (subject: Subject) => {
    if (!access) return undefined;
    const has = [...access.editors, ...access.viewers].find(
      (grant) => grant.subject.id === subject.id || (isNewcomer(subject) && grant.subject.detail.toLowerCase() === subject.id),
    );
    return has && (subject.id === me ? 'You have access already' : `${canDo[has.level]} already`);
  };

  return (
    <div className={styles.give}>
      <div className={styles.first}>
        <PeopleBox
          resource={resource.id}
          picked={picked}
          onPick={(next) => {
            setPicked(next);
            giving.reset();
          }}
          already={already}
          refused={refusedIn(giving.error, picked)}
          mayInvite={self.capabilities.includes('guests.invite')}
          onSubmit={share}
        />
        <Choose
          label="Level"
          value={level}
          options={levels.map((offered) => ({ value: offered, label: canDo[offered], detail: canDoDetail[offered] }))}
          onChoose={setLevel}
          width={260}
        />
      </div>
      <div className={styles.second}>
        <p className={styles.line} aria-live="polite">
          <Consequence resource={resource.id} access={access} picked={picked} level={level} />
        </p>
        {picked.length > 0 && (
          <>
            <EndChoice end={end} date={date} onEnd={setEnd} onDate={setDate} />
            <Button onClick={share} loading={giving.isPending} disabled={end === 'date' && !date}>
              Share with {picked.length}
            </Button>
          </>
        )}
      </div>
      {picked.length > 0 && (
        <div className={styles.telling}>
          <Checkbox label="Tell them" checked={notify} onChange={(event) => setTold(event.currentTarget.checked)} />
          {notify && (
            <TextInput
              className={styles.message}
              aria-label="Message"
              placeholder="Add a message"
              maxLength={1000}
              value={message}
              onChange={(event) => setMessage(event.currentTarget.value)}
            />
          )}
          {!notify && picked.some(isNewcomer) && <span>An invitation is sent all the same.</span>}
        </div>
      )}
      {giving.isError && (
        <Inline look={giving.error instanceof StaleList ? 'sight' : 'bad'}>{complaint(giving.error, picked)}</Inline>
      )}
    </div>
  );
}

const tellAtOnce = 50;

/** Recounts while one chooses; without anyone chosen it says how things are. */
function Consequence({
  resource,
  access,
  picked,
  level,
}: {
  resource: string;
  access: Access | undefined;
  picked: readonly Subject[];
  level: Level;
}) {
  const here = picked.filter((subject) => !isNewcomer(subject));
  const newcomers = picked.length - here.length;
  const ids = here.map((subject) => subject.id).join(' ');
  const [settled] = useDebouncedValue(`${level} ${ids}`, 150);
  const preview = useQuery({
    queryKey: ['access', resource, 'preview', settled, access?.version],
    queryFn: ({ signal }) =>
      api.patchAccess({
        params: { resource },
        query: { preview: true },
        body: { grant: here.map((subject) => ({ subject: subject.id, level })) },
        signal,
      }),
    enabled: here.length > 0 && settled === `${level} ${ids}`,
    placeholderData: keepPreviousData,
  });
  if (!access) return null;
  if (picked.length === 0) return consequence(access.people, access.guests, 'now');
  const later = (invited: number) => (invited === 0 ? '' : `${people(invited)} can open it after accepting the invitation.`);
  if (here.length === 0) return later(newcomers);
  if (!preview.data || !('counts' in preview.data)) return null;
  const { counts } = preview.data;
  const said = [consequence(counts.people, counts.guests, 'then'), later(counts.invited + newcomers)];
  return <Rolling>{said.filter(Boolean).join(' ')}</Rolling>;
}

/** Fields of a refused change are named by their place: grant[0].subject is the first who was picked. */
const placeIn = (field: string) => Number(/^grant[.[](\d+)/.exec(field)?.[1] ?? -1);

function refusedIn(error: unknown, picked: readonly Subject[]): Set<string> {
  if (error instanceof SomeFailed) return new Set(error.failures.map(({ subject }) => subject.id));
  if (!(error instanceof Problem)) return new Set();
  return new Set(error.errors.map(({ field }) => picked[placeIn(field)]?.id).filter((id) => id !== undefined));
}

function complaint(error: unknown, picked: readonly Subject[]): string {
  if (error instanceof StaleList) return error.message;
  if (error instanceof SomeFailed)
    return error.failures.map((failure) => `${failure.subject.label}: ${sentenceOf(failure.error)}`).join(' ');
  if (!(error instanceof Problem) || error.errors.length === 0) return sentenceOf(error);
  return error.errors
    .map(({ field, message }) => {
      const who = picked[placeIn(field)];
      return who ? `${who.label}: ${message}` : `${field} ${message}`;
    })
    .join('. ');
}
