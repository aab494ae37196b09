// Dashboards, explores, charts, datasets: what one can see of a kind, newest first, a page at a time.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Search } from '../components/filters/chosen.ts';
import { ResourceTable } from '../components/resource-table.tsx';
import { listQuery, projectsQuery, type ShownKind } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Choose } from '../ui/choose.tsx';
import { Failed, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { plural } from './addresses.ts';
import styles from './list.module.css';
import { ProjectName } from './project-name.tsx';
import { resourceLink } from './resource-link.tsx';

const whose = [
  { value: 'me', label: 'For me' },
  { value: 'with-me', label: 'Shared with me' },
  { value: 'mine', label: 'Mine' },
  { value: 'all', label: 'All I can open' },
] as const;
type Whose = (typeof whose)[number]['value'];

const empty: Record<Whose, string> = {
  me: 'What is shared with you, or with a project that you are in, stands here.',
  'with-me': 'Nobody has shared one with you yet. When they do, it stands here.',
  mine: 'What you make stands here.',
  all: 'There is none that you can open.',
};

export function List({ kind }: { kind: ShownKind }) {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const wanted = whose.find(({ value }) => value === search.for?.[0])?.value ?? 'me';
  const project = search.project?.[0];
  const [text, setText] = useState(search.q?.[0] ?? '');
  const [q] = useDebouncedValue(text.trim(), 200);
  const { title } = plural[kind];

  const set = (key: string, value: string | undefined) =>
    void navigate({
      to: '.',
      search: (old: Search) => {
        const { [key]: _, ...rest } = old;
        return value ? { ...rest, [key]: [value] } : rest;
      },
      replace: true,
    });
  // The address follows what is typed, so that going back finds it again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new search is a new address
  useEffect(() => {
    if ((search.q?.[0] ?? '') !== q) set('q', q);
  }, [q]);

  const list = useInfiniteQuery(listQuery({ kind, for: wanted, q, project }));
  const projects = useQuery(projectsQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const choices = [
    { value: '', label: 'All projects' },
    ...(projects.data?.items ?? []).map((item) => ({ value: item.id, label: item.title })),
  ];

  return (
    <Page title={title}>
      <div className={styles.tools}>
        <div className={styles.search}>
          <SearchBox value={text} onChange={setText} placeholder={`Search ${title.toLowerCase()}`} />
        </div>
        <Choose
          label="Whose"
          value={wanted}
          options={whose}
          onChoose={(value) => set('for', value === 'me' ? undefined : value)}
        />
        {choices.length > 2 && (
          <Choose
            label="Project"
            value={project ?? ''}
            options={choices}
            onChoose={(value) => set('project', value || undefined)}
          />
        )}
      </div>
      {list.isPending ? (
        <RowBones />
      ) : list.isError && !list.data ? (
        <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>
      ) : items.length === 0 ? (
        <Note title={q ? `Nothing here is called “${q}”` : `No ${title.toLowerCase()} here`}>
          {q ? 'Try a part of its title, or look in all that you can open.' : empty[wanted]}
        </Note>
      ) : (
        <>
          <ResourceTable
            items={items}
            label={title}
            link={resourceLink}
            project={(item) => <ProjectName project={item.project} />}
          />
          {list.hasNextPage && (
            <div className={styles.more}>
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show more
              </Button>
            </div>
          )}
        </>
      )}
    </Page>
  );
}
