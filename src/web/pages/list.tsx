// Dashboards, explores, charts and the rest: what one can see of a kind, in one list that goes on as far as there is any.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ComponentProps, useCallback, useEffect, useMemo, useState } from 'react';
import type { BulkBar as Bar } from '../components/bulk/bulk-bar.tsx';
import type { Search } from '../components/filters/chosen.ts';
import { ResourceTable, type Sort } from '../components/resource-table.tsx';
import { nothing, type Selection } from '../components/selection.ts';
import { TableBones } from '../components/table-bones.tsx';
import { listQuery, type ShownKind } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { Choose } from '../ui/choose.tsx';
import { loadable } from '../ui/loaded.ts';
import { Failed, Inline, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { plural } from './addresses.ts';
import { projectIn } from './chosen-project.ts';
import styles from './list.module.css';
import { resourceLink } from './resource-link.tsx';

const bulk = loadable(() => import('../components/bulk/bulk-bar.tsx'));

function BulkBar(props: ComponentProps<typeof Bar>) {
  const bar = bulk.use();
  return bar && <bar.BulkBar {...props} />;
}

const whose = [
  { value: 'me', label: 'For me' },
  { value: 'favourites', label: 'Favourites' },
  { value: 'with-me', label: 'Shared with me' },
  { value: 'mine', label: 'Mine' },
  { value: 'all', label: 'All I can open' },
] as const;
type Whose = (typeof whose)[number]['value'];

const empty: Record<Whose, string> = {
  me: 'What is shared with you, or with a project that you are in, stands here.',
  favourites: 'Mark one with its star, and it stands here.',
  'with-me': 'Nobody has shared one with you yet. When they do, it stands here.',
  mine: 'What you make stands here.',
  all: 'There is none that you can open.',
};

export function List({ kind }: { kind: ShownKind }) {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const wanted = whose.find(({ value }) => value === search.for?.[0])?.value ?? 'me';
  const sort: Sort = search.sort?.[0] === 'name' ? 'name' : 'updated';
  const project = projectIn(search);
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

  const list = useInfiniteQuery(longListQuery({ kind, for: wanted, q, project, sort }));
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const { fetchNextPage, isFetchingNextPage, isFetchNextPageError } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage, isFetchNextPageError]);

  // Another list has nothing chosen yet.
  const about = `${wanted} ${q} ${project}`;
  const [chosen, setChosen] = useState<{ about: string; selection: Selection }>({ about, selection: nothing });
  const selection = chosen.about === about ? chosen.selection : nothing;
  const picked = items.filter(({ id }) => selection.ids.has(id));
  const select = (next: Selection) => setChosen({ about, selection: next });

  return (
    <Page
      title={title}
      actions={
        kind === 'source' && (
          <Button variant="default" onClick={() => void navigate({ to: '/sources/new', search: {} })}>
            New source
          </Button>
        )
      }
    >
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
      </div>
      {list.isPending ? (
        <TableBones />
      ) : list.isError && !list.data ? (
        hasCode(list.error, 'not_found') ? (
          <Note
            title="There is no such project that you can see"
            action={
              <Link to="." search={({ project: _, ...rest }: Search) => rest}>
                All projects
              </Link>
            }
          />
        ) : (
          <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>
        )
      ) : items.length === 0 ? (
        <Note title={q ? `Nothing here is called “${q}”` : `No ${title.toLowerCase()} here`}>
          {q ? 'Try a part of its title, or look in all that you can open.' : empty[wanted]}
        </Note>
      ) : (
        <>
          <ResourceTable
            key={`${about} ${sort}`}
            items={items}
            label={title}
            link={resourceLink}
            project={
              project
                ? undefined
                : (item) => (
                    <Link to="." search={{ ...search, project: [item.project.id] }} className={styles.project}>
                      {item.project.title}
                    </Link>
                  )
            }
            sort={sort}
            onSort={(by) => set('sort', by === 'name' ? by : undefined)}
            selection={selection}
            onSelect={select}
            hasMore={list.hasNextPage}
            onMore={more}
          />
          {picked.length > 0 && <BulkBar items={picked} onClear={() => select(nothing)} />}
          {isFetchNextPageError && (
            <div className={styles.more}>
              <Inline look="bad">
                <span>The rest could not be loaded. {sentenceOf(list.error)}</span>
                <div>
                  <Button variant="default" onClick={() => void fetchNextPage()}>
                    Try again
                  </Button>
                </div>
              </Inline>
            </div>
          )}
        </>
      )}
    </Page>
  );
}

/** Of a list that was followed far down, coming back to it must not ask for all of it again. */
const longListQuery = (wish: Parameters<typeof listQuery>[0]) => {
  const query = listQuery(wish, 100);
  const short = ({ state }: { state: { data: { pages: readonly unknown[] } | undefined } }) =>
    (state.data?.pages.length ?? 0) <= 5;
  return { ...query, refetchOnWindowFocus: short, refetchOnMount: short };
};
