// What somebody reaches; why, when one asks.
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Reach } from '#contract';
import { reachedByQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed, Note } from '../../ui/note.tsx';
import { through } from '../auditing/words.ts';
import { kindIcon } from '../kind-icon.tsx';
import { Why } from '../sharing/why.tsx';
import { canDo } from '../sharing/words.ts';
import styles from './person.module.css';

type Props = {
  user: string;
  name: string;
  me: string;
  empty: string;
  /** Turns a title into a way there. */
  link: (resource: Reach['resource'], children: ReactNode, className: string | undefined) => ReactNode;
};

export function Reached({ user, name, me, empty, link }: Props) {
  const list = useInfiniteQuery(reachedByQuery(user));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <RowBones />;
  if (!list.data) return <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>;
  if (items.length === 0) return <Note>{empty}</Note>;
  return (
    <>
      <ul className={styles.list}>
        {items.map((reach) => (
          <Row key={reach.resource.id} reach={reach} user={user} name={name} me={me} link={link} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}

function Row({ reach, user, name, me, link }: { reach: Reach } & Omit<Props, 'empty'>) {
  const [asking, setAsking] = useState(false);
  const { resource, level, kinds } = reach;
  return (
    <li className={styles.row}>
      {kindIcon[resource.kind]}
      <span className={styles.words}>
        {link(resource, resource.title, styles.title)}
        <span className={styles.detail}>
          {[resource.kind === 'project' ? '' : resource.project.title, ...kinds.map((kind) => through[kind])]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <button
        type="button"
        className={styles.why}
        aria-label={`Why ${user === me ? 'do' : 'does'} ${name} reach ${resource.title}?`}
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
      >
        Why?
      </button>
      <span className={styles.level}>{canDo[level]}</span>
      {asking && (
        <div className={styles.below}>
          <Why resource={resource.id} subject={user} name={name} me={me} />
        </div>
      )}
    </li>
  );
}
