// The log: every entry as a sentence, with both sides of it unfolded when one asks, and the way back.
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditEvent } from '#contract';
import { sentenceOf } from '../../data/query-client.ts';
import { type LogWish, logQuery } from '../../data/reviews.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed, Note } from '../../ui/note.tsx';
import { formatAsOf } from '../format.ts';
import { entryOf, linesOf } from './events.ts';
import styles from './history.module.css';
import { Undo } from './undo.tsx';
import { historyInWords } from './words.ts';

export function LogEntries({ wish, mayUndo }: { wish: LogWish; mayUndo: boolean }) {
  const list = useInfiniteQuery(logQuery(wish));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <RowBones />;
  if (!list.data) return <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>;
  if (items.length === 0) return <Note>Nothing like that was changed.</Note>;
  return (
    <>
      <ul className={styles.list} aria-label="Log">
        {items.map((event) => (
          <Entry key={event.id} event={event} mayUndo={mayUndo} />
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

function Entry({ event, mayUndo }: { event: AuditEvent; mayUndo: boolean }) {
  const entry = entryOf(event);
  const sentence = historyInWords(entry);
  const [unfolded, setUnfolded] = useState(false);
  return (
    <li className={styles.entry}>
      <span className={styles.said}>
        {sentence}
        {event.named.as && <span className={styles.quiet}> looking as {event.named.as.label}</span>}
      </span>
      <time className={styles.quiet} dateTime={event.at} title={event.at}>
        {formatAsOf(event.at, new Date())}
      </time>
      {entry.undoable && mayUndo && <Undo entry={event.id} sentence={sentence} />}
      <button
        type="button"
        className={styles.undo}
        aria-expanded={unfolded}
        aria-label={`Before and after: ${sentence}`}
        onClick={() => setUnfolded(!unfolded)}
      >
        Before and after
      </button>
      {unfolded && (
        <div className={styles.details}>
          <div className={styles.sides}>
            <Side title="Before" lines={linesOf(event.before)} />
            <Side title="After" lines={linesOf(event.after)} />
          </div>
          Entry {event.id}, {event.action}
          {event.requestId && `, request ${event.requestId}`}
        </div>
      )}
    </li>
  );
}

const Side = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <div>
    {title}
    <pre>{lines.join('\n') || 'nothing'}</pre>
  </div>
);
