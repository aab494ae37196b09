// The projects in which one can see something: what is in them, who is, and for whom new things are.

import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ResourceItem } from '#contract';
import { formatAgo, listing } from '../components/format.ts';
import { Faces } from '../components/sharing/faces.tsx';
import { askEditors, canDo } from '../components/sharing/words.ts';
import { Star } from '../components/star.tsx';
import { allProjectsQuery, resourceQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { ProjectIcon } from '../ui/icons.tsx';
import { Failed, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import styles from './rows.module.css';

export function ProjectsPage() {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const list = useInfiniteQuery(allProjectsQuery(q));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title="Projects">
      <div className={styles.search}>
        <SearchBox value={text} onChange={setText} placeholder="Search projects" />
      </div>
      {list.isPending ? (
        <RowBones />
      ) : list.isError && !list.data ? (
        <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>
      ) : items.length === 0 ? (
        <Note title={q ? `No project of yours is called “${q}”` : 'No project yet'}>
          {!q && 'Once something in a project is shared with you, the project stands here.'}
        </Note>
      ) : (
        <ul className={styles.list} aria-label="Projects">
          {items.map((item) => (
            <Project key={item.id} item={item} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Page>
  );
}

function Project({ item }: { item: ResourceItem }) {
  const manages = item.actions.includes('manage_members');
  const admins = listing(
    item.editors.map(({ label }) => label),
    3,
  );
  return (
    <li className={styles.row}>
      <Star item={item} />
      <span className={styles.words}>
        <Link to="/" search={{ project: [item.id] }} className={styles.title} title={item.title}>
          <ProjectIcon />
          {item.title}
        </Link>
        <span className={styles.detail}>
          {item.description}
          {item.description && ' · '}
          Changed {formatAgo(item.updatedAt, new Date())}
        </span>
        {manages && <NewThings project={item.id} />}
      </span>
      <span className={styles.side}>
        {item.editors.length > 0 && (
          <span role="img" aria-label={`Administered by ${admins}`} title={`Administered by ${admins}`}>
            <Faces subjects={item.editors} />
          </span>
        )}
        {manages ? (
          <Link to="/projects/$id/members" params={{ id: item.id }} aria-label={`Members of ${item.title}`}>
            Members
          </Link>
        ) : (
          <span className={styles.quiet} title={askEditors(item.editors, 'change who is in it')}>
            {item.actions.includes('create') ? canDo.editor : canDo.viewer}
          </span>
        )}
      </span>
    </li>
  );
}

/** For whom what is made here is, until told otherwise. */
function NewThings({ project }: { project: string }) {
  const { data } = useQuery(resourceQuery(project));
  const setting = data?.definition.defaultAccess;
  if (!data) return null;
  return (
    <span className={styles.detail}>
      {setting === 'project'
        ? 'New things are for everyone in it'
        : setting === 'private'
          ? 'New things are for only people added'
          : 'New things are as the organization has it'}
    </span>
  );
}
