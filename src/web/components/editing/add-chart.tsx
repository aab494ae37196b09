// Charts of the project, to be put on a dashboard; or a new one.
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failed, Note } from '../../ui/note.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { formatAgo } from '../format.ts';
import styles from './edit-dashboard.module.css';

type Props = { project: string; onAdd: (chart: string) => void; onClose: () => void };

export function AddChart({ project, onAdd, onClose }: Props) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const list = useInfiniteQuery(listQuery({ kind: 'chart', for: 'all', project, q }, 30));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Dialog title="Add a chart" opened onClose={onClose}>
      <div className={styles.library}>
        <SearchBox value={text} onChange={setText} placeholder="Search charts" autoFocus />
        {list.isPending ? (
          <RowBones rows={6} />
        ) : list.isError && !list.data ? (
          <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>
        ) : items.length === 0 ? (
          <Note title={q ? `No chart is called “${q}”` : 'No chart in this project yet'}>
            Make one over a dataset; your draft of this dashboard is kept meanwhile.
          </Note>
        ) : (
          <ul className={styles.items}>
            {items.map((item) => (
              <li key={item.id}>
                <button type="button" className={styles.item} onClick={() => onAdd(item.id)}>
                  <span>{item.title}</span>
                  <span className={styles.quiet}>{formatAgo(item.updatedAt, new Date())}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className={styles.foot}>
          {list.hasNextPage && (
            <button type="button" className={styles.more} onClick={() => void list.fetchNextPage()}>
              Show more
            </button>
          )}
          <Link to="/charts/new" search={{}}>
            Make a new chart
          </Link>
        </div>
      </div>
    </Dialog>
  );
}
