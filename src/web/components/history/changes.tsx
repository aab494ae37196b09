// What changed in who has access to a thing: who did it, to whom, how many gained and lost; and the way back.
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { HistoryEntry } from '#contract';
import { sentenceOf } from '../../data/query-client.ts';
import { historyOfQuery } from '../../data/reviews.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed, Note } from '../../ui/note.tsx';
import { formatAgo, formatDay } from '../format.ts';
import styles from './history.module.css';
import { Undo } from './undo.tsx';
import { historyInWords } from './words.ts';

export function Changes({ resource, mayUndo }: { resource: string; mayUndo: boolean }) {
  const list = useInfiniteQuery(historyOfQuery(resource));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const since = list.data?.pages[0]?.since;
  if (list.isPending) return <RowBones rows={4} />;
  if (!list.data) return <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>;
  return (
    <>
      {items.length === 0 ? (
        <Note>Nothing was changed yet.</Note>
      ) : (
        <ul className={styles.list} aria-label="What changed">
          {items.map((entry) => (
            <li key={entry.id} className={styles.entry}>
              <span className={styles.said}>{historyInWords(entry)}</span>
              <span className={styles.counts}>{countsInWords(entry)}</span>
              <time className={styles.quiet} dateTime={entry.at} title={entry.at}>
                {formatAgo(entry.at, new Date())}
              </time>
              {entry.undoable && mayUndo && <Undo entry={entry.id} sentence={historyInWords(entry)} />}
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
      {since && !list.hasNextPage && <p className={styles.quiet}>What was before {formatDay(since)} is not known.</p>}
    </>
  );
}

export const countsInWords = ({ people }: Pick<HistoryEntry, 'people'>): string =>
  people && people.gained + people.lost > 0
    ? [people.gained > 0 && `${people.gained} gained`, people.lost > 0 && `${people.lost} lost`].filter(Boolean).join(', ')
    : '';
