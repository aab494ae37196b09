// The lists of a review. Each says in a sentence what it holds, and comes as a file too.
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Ending as EndingOne, Held, Reach, Subject, Unused as UnusedOne } from '#contract';
import { endingQuery, guestsQuery, orphansQuery, outsidersQuery, unusedQuery } from '../../data/reviews.ts';
import { formatDay } from '../format.ts';
import { kindIcon } from '../kind-icon.tsx';
import { canDo } from '../sharing/words.ts';
import styles from './auditing.module.css';
import { Rows, What, Who } from './rows.tsx';
import { givenInWords, openedInWords, throughAll } from './words.ts';

export type Links = {
  thing: (resource: Reach['resource'], children: ReactNode) => ReactNode;
  subject: (subject: Subject) => ReactNode;
  /** To the question why somebody reaches something. */
  why: (subject: string, resource: string) => ReactNode;
};

export function Outsiders({ on, groups, links }: { on: string; groups: readonly string[]; links: Links }) {
  const list = useInfiniteQuery(outsidersQuery(on, groups));
  return (
    <HeldRows
      label="Outside the expected groups"
      answer={list}
      empty="Everybody who has access is in one of these groups."
      links={links}
    />
  );
}

export function Guests({ links }: { links: Links }) {
  const list = useInfiniteQuery(guestsQuery);
  return <HeldRows label="Guests" answer={list} empty="No guest reaches anything that you may know of." links={links} />;
}

type HeldProps = { label: string; answer: Parameters<typeof Rows<Held>>[0]['answer']; empty: string; links: Links };

const HeldRows = ({ links, ...rows }: HeldProps) => (
  <Rows {...rows} keyOf={({ subject, resource }: Held) => `${subject.id} ${resource.id}`}>
    {({ subject, resource, level, kinds }: Held) => (
      <>
        <Who subject={subject}>{links.subject(subject)}</Who>
        <What resource={resource}>{links.thing(resource, resource.title)}</What>
        <span className={styles.level}>{canDo[level]}</span>
        <span className={styles.quiet}>
          {throughAll(kinds)} {links.why(subject.id, resource.id)}
        </span>
      </>
    )}
  </Rows>
);

export function Ending({ within, links }: { within: number; links: Links }) {
  const list = useInfiniteQuery(endingQuery(within));
  return (
    <Rows
      label="Ending soon"
      answer={list}
      empty={`Nothing that you may know of ends within ${within} days.`}
      keyOf={(one: EndingOne) => [one.what, one.subject.id, one.resource?.id, one.in?.id, one.level, one.expiresAt].join(' ')}
    >
      {(one: EndingOne) => (
        <>
          <Who subject={one.subject}>{links.subject(one.subject)}</Who>
          {one.resource ? (
            <What resource={one.resource}>{links.thing(one.resource, one.resource.title)}</What>
          ) : (
            one.in && <Who subject={one.in}>{links.subject(one.in)}</Who>
          )}
          <span className={styles.level}>{one.level ? canDo[one.level] : one.what === 'role' ? 'Has the role' : 'Is in it'}</span>
          <span className={styles.quiet}>
            <span className={styles.when}>until {formatDay(one.expiresAt)}</span>, {givenInWords(one)}
          </span>
        </>
      )}
    </Rows>
  );
}

export function Unused({ days, links }: { days: number; links: Links }) {
  const list = useInfiniteQuery(unusedQuery(days));
  const since = list.data?.pages[0]?.since;
  const sooner = since && Date.now() - new Date(since).getTime() < days * 24 * 60 * 60_000;
  return (
    <Rows
      label="Not used"
      answer={list}
      empty={
        sooner
          ? `What is opened is noted since ${formatDay(since)}, so nothing is known yet of ${days} days.`
          : `All that was given more than ${days} days ago, and that you may know of, was used since.`
      }
      keyOf={(one: UnusedOne) => [one.what, one.subject.id, one.resource.id, one.level].join(' ')}
    >
      {(one: UnusedOne) => (
        <>
          <Who subject={one.subject}>{links.subject(one.subject)}</Who>
          <What resource={one.resource}>{links.thing(one.resource, one.resource.title)}</What>
          <span className={styles.level}>{canDo[one.level]}</span>
          <span className={styles.quiet}>
            <span className={styles.when}>{openedInWords(one)}</span>, {givenInWords(one)}
          </span>
        </>
      )}
    </Rows>
  );
}

type Orphan = { id: string; kind: Reach['resource']['kind']; name: string; title: string };

export function Orphans({ links }: { links: Links }) {
  const list = useInfiniteQuery(orphansQuery);
  return (
    <Rows
      label="No editor left"
      answer={list}
      empty="Everything that you may know of has somebody who can edit it."
      keyOf={({ id }: Orphan) => id}
    >
      {(one: Orphan) => (
        <span className={styles.cell}>
          {kindIcon[one.kind] ?? <span />}
          <span className={styles.name}>{links.thing({ ...one, project: { id: one.id, name: '', title: '' } }, one.title)}</span>
        </span>
      )}
    </Rows>
  );
}
