// The upper half of the dialog: whom, at which level, until when; and, before anything is done, how many people that makes.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Access, type Level, Problem, type Resource, type Subject } from '#contract';
import { api } from '../../data/api.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Choose } from '../../ui/choose.tsx';
import { Inline } from '../../ui/note.tsx';
import { Rolling } from '../../ui/rolling.tsx';
import { say } from '../../ui/toast.ts';
import styles from './give.module.css';
import { PeopleBox } from './people-box.tsx';
import { type AccessChange, StaleList, useAccessChange } from './use-access-change.ts';
import { canDo, canDoDetail, consequence, given } from './words.ts';

type End = 'none' | '7' | '30' | '90' | 'date';
const ends: { value: End; label: string }[] = [
  { value: 'none', label: 'No end date' },
  { value: '7', label: 'For 7 days' },
  { value: '30', label: 'For 30 days' },
  { value: '90', label: 'For 90 days' },
  { value: 'date', label: 'Until a date' },
];

function endOf(end: End, date: string, now: Date): string | undefined {
  if (end === 'none') return undefined;
  // The day that is named still counts.
  if (end === 'date') return date ? new Date(`${date}T23:59:59`).toISOString() : undefined;
  return new Date(now.getTime() + Number(end) * 86_400_000).toISOString();
}

export function Give({ resource, access, me }: { resource: Resource; access: Access | undefined; me: string }) {
  const [picked, setPicked] = useState<Subject[]>([]);
  const [level, setLevel] = useState<Level>('viewer');
  const [end, setEnd] = useState<End>('none');
  const [date, setDate] = useState('');
  const change = useAccessChange(resource.id, me);
  const levels = (access?.canGive ?? ['viewer']).filter((offered) => offered !== 'admin');

  const grants = (expiresAt: string | undefined): AccessChange['grant'] =>
    picked.map((subject) => ({ subject: subject.id, level, ...(expiresAt && { expiresAt }) }));
  const share = () => {
    if (picked.length === 0 || change.isPending) return;
    change.mutate(
      { grant: grants(endOf(end, date, new Date())) },
      {
        onSuccess: () => {
          say(given(picked, level));
          setPicked([]);
        },
      },
    );
  };
  const already = (subject: Subject) => {
    if (!access) return undefined;
    const has = [...access.editors, ...access.viewers].find((grant) => grant.subject.id === subject.id);
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
            change.reset();
          }}
          already={already}
          refused={refusedIn(change.error, picked)}
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
            <Choose label="End" value={end} options={ends} onChoose={setEnd} quiet width={160} />
            {end === 'date' && (
              <input
                type="date"
                className={styles.date}
                aria-label="Last day"
                value={date}
                onChange={(event) => setDate(event.currentTarget.value)}
              />
            )}
            <Button onClick={share} loading={change.isPending} disabled={end === 'date' && !date}>
              Share with {picked.length}
            </Button>
          </>
        )}
      </div>
      {change.isError && (
        <Inline look={change.error instanceof StaleList ? 'sight' : 'bad'}>{complaint(change.error, picked)}</Inline>
      )}
    </div>
  );
}

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
  const ids = picked.map((subject) => subject.id).join(' ');
  const [settled] = useDebouncedValue(`${level} ${ids}`, 150);
  const preview = useQuery({
    queryKey: ['access', resource, 'preview', settled, access?.version],
    queryFn: ({ signal }) =>
      api.patchAccess({
        params: { resource },
        query: { preview: true },
        body: { grant: picked.map((subject) => ({ subject: subject.id, level })) },
        signal,
      }),
    enabled: picked.length > 0 && settled === `${level} ${ids}`,
    placeholderData: keepPreviousData,
  });
  if (!access) return null;
  if (picked.length === 0) return consequence(access.people, access.guests, 'now');
  if (!preview.data || !('counts' in preview.data)) return null;
  const { people, guests } = preview.data.counts;
  return <Rolling>{consequence(people, guests, 'then')}</Rolling>;
}

/** Fields of a refused change are named by their place: grant[0].subject is the first who was picked. */
const placeIn = (field: string) => Number(/^grant[.[](\d+)/.exec(field)?.[1] ?? -1);

function refusedIn(error: unknown, picked: readonly Subject[]): Set<string> {
  if (!(error instanceof Problem)) return new Set();
  return new Set(error.errors.map(({ field }) => picked[placeIn(field)]?.id).filter((id) => id !== undefined));
}

function complaint(error: unknown, picked: readonly Subject[]): string {
  if (error instanceof StaleList) return error.message;
  if (!(error instanceof Problem) || error.errors.length === 0) return sentenceOf(error);
  return error.errors
    .map(({ field, message }) => {
      const who = picked[placeIn(field)];
      return who ? `${who.label}: ${message}` : `${field} ${message}`;
    })
    .join('. ');
}
