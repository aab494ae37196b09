// The lists of a review, with what each is asked for.
import { Button } from '@mantine/core';
import { useQueries, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useId } from 'react';
import styles from '../components/auditing/auditing.module.css';
import { PickSomebody, PickThing } from '../components/auditing/pick.tsx';
import { Ending, Guests, Orphans, Outsiders, Unused } from '../components/auditing/review-lists.tsx';
import { explainQuery, meQuery, subjectQuery } from '../data/queries.ts';
import { onQuery } from '../data/reviews.ts';
import { Choose } from '../ui/choose.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { Note } from '../ui/note.tsx';
import type { Setting } from './access.tsx';
import { links } from './access-links.tsx';
import { type Listed, listTitles } from './access-tabs.tsx';

export const isListed = (list: string | undefined): list is Listed => list !== undefined && list in listTitles;

const about: Record<Listed, string> = {
  outsiders: 'Who has access to a thing, or to anything in a project, and is in none of the groups that you expect.',
  guests: 'Every guest, and what they reach.',
  ending: 'What was given until a day that is near: access, memberships, places in groups and roles; the next first.',
  unused: 'What was given long ago and nobody has used since: neither the person nor anybody in the group has opened it.',
  orphans: 'What is only for people added, and none of those is left who can edit it.',
};

export function Review({ list, search, set }: Setting & { list: Listed }) {
  const { data: me } = useSuspenseQuery(meQuery);
  const id = useId();
  const on = search.on?.[0];
  const groups = search.groups ?? [];
  const days = daysOf(list, search.days?.[0]);
  const asked: Record<string, string> | undefined =
    list === 'outsiders'
      ? on && groups.length > 0
        ? { ...onQuery(on), groups: groups.join(',') }
        : undefined
      : list === 'ending'
        ? { within: String(days) }
        : list === 'unused'
          ? { days: String(days) }
          : {};
  return (
    <section aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{listTitles[list]}</h2>
        {asked && !me.viewAs && (
          <Button
            component="a"
            className={styles.file}
            variant="default"
            href={`/api/review/${list}/export.csv?${new URLSearchParams(asked)}`}
            download
          >
            Download CSV
          </Button>
        )}
      </div>
      <p className={styles.about}>{about[list]}</p>
      {(list === 'ending' || list === 'unused') && (
        <div className={styles.tools}>
          <Choose
            label={list === 'ending' ? 'Within' : 'For'}
            value={String(days)}
            options={choices[list].map((count) => ({
              value: String(count),
              label: list === 'ending' ? `Within ${count} days` : `For ${count} days`,
            }))}
            onChoose={(value) => set({ days: value })}
          />
        </div>
      )}
      {list === 'outsiders' && <Expected on={on} groups={groups} set={set} me={me.user.id} />}
      {list === 'outsiders' &&
        (on && groups.length > 0 ? (
          <Outsiders key={`${on} ${groups}`} on={on} groups={groups} links={links} />
        ) : (
          <Note>Choose a thing or a project, and the groups whose members you expect to see it.</Note>
        ))}
      {list === 'guests' && <Guests links={links} />}
      {list === 'ending' && <Ending within={days} links={links} />}
      {list === 'unused' && <Unused days={days} links={links} />}
      {list === 'orphans' && <Orphans links={links} />}
    </section>
  );
}

const choices = { ending: [7, 14, 30, 90], unused: [30, 60, 90, 180, 365] } as const;

const daysOf = (list: Listed, asked: string | undefined): number => {
  if (list !== 'ending' && list !== 'unused') return 0;
  return choices[list].find((days) => String(days) === asked) ?? (list === 'ending' ? 14 : 90);
};

function Expected({
  on,
  groups,
  set,
  me,
}: Pick<Setting, 'set'> & { on: string | undefined; groups: readonly string[]; me: string }) {
  const thing = useQuery({ ...explainQuery(on ?? '', me), enabled: on !== undefined, retry: false });
  const names = useQueries({ queries: groups.map((id) => subjectQuery(id)) });
  return (
    <>
      <div className={styles.picks}>
        <PickThing
          label="Thing or project"
          placeholder="Of a project, everything in it"
          chosen={on && (thing.data?.resource.title ?? 'Something you can’t see')}
          onChoose={(chosen) => set({ on: chosen })}
        />
        <PickSomebody
          label="Expected group"
          placeholder="Add a group"
          groupsOnly
          chosen={undefined}
          onChoose={(chosen) => chosen && set({ groups: [...new Set([...groups, chosen])] })}
        />
      </div>
      {groups.length > 0 && (
        <ul className={styles.chips} aria-label="Expected groups">
          {groups.map((group, at) => {
            const name = names[at]?.data?.name ?? '…';
            return (
              <li key={group} className={styles.chip}>
                {name}
                <button
                  type="button"
                  className={styles.drop}
                  aria-label={`Leave out ${name}`}
                  onClick={() => set({ groups: groups.filter((other) => other !== group) })}
                >
                  <CloseIcon size={12} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
