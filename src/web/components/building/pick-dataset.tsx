// What to make something over: the datasets that one may query.
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed, Note } from '../../ui/note.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import styles from './pick.module.css';

export function PickDataset({ title, to }: { title: string; to: '/charts/new' | '/explores/new' }) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const list = useInfiniteQuery(listQuery({ kind: 'dataset', for: 'me', q, sort: 'name' }));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={title} under="Choose the dataset it is over.">
      <div className={styles.pick}>
        <SearchBox value={text} onChange={setText} placeholder="Search datasets" autoFocus />
        {list.isPending ? (
          <RowBones />
        ) : list.isError && !list.data ? (
          <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>
        ) : items.length === 0 ? (
          <Note title={q ? `No dataset is called “${q}”` : 'No dataset yet'}>
            Somebody has to share one with you, or you make one from a file under Datasets.
          </Note>
        ) : (
          <ul className={styles.items}>
            {items.map((item) => (
              <li key={item.id}>
                <Link to={to} search={{ dataset: [item.id] }} className={styles.item}>
                  <span title={item.title}>{item.title}</span>
                  <span className={styles.quiet}>{item.project.title}</span>
                  {item.description && <span className={styles.about}>{item.description}</span>}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <button type="button" className={styles.more} onClick={() => void list.fetchNextPage()}>
            Show more
          </button>
        )}
      </div>
    </Page>
  );
}
