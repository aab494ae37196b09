// What was given to somebody and taken from them.
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { pastOfQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed, Note } from '../../ui/note.tsx';
import { formatAgo, formatDay } from '../format.ts';
import { Undo } from '../history/undo.tsx';
import { historyInWords } from '../history/words.ts';
import styles from './person.module.css';

export function Past({ subject, mayUndo }: { subject: string; mayUndo: boolean }) {
  const list = useInfiniteQuery(pastOfQuery(subject));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const since = list.data?.pages[0]?.since;
  if (list.isPending) return <RowBones rows={3} />;
  if (!list.data) return <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>;
  return (
    <>
      {items.length === 0 ? (
        <Note>Nothing was changed yet.</Note>
      ) : (
        <ul className={styles.list}>
          {items.map((entry) => (
            <li key={entry.id} className={styles.past}>
              <span className={styles.said}>{historyInWords(entry)}</span>
              {entry.undoable && mayUndo && <Undo entry={entry.id} sentence={historyInWords(entry)} />}
              <time className={styles.detail} dateTime={entry.at} title={entry.at}>
                {formatAgo(entry.at, new Date())}
              </time>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
      {since && !list.hasNextPage && <p className={styles.detail}>What was before {formatDay(since)} is not known.</p>}
    </>
  );
}
