// Lists of a review: somebody, something, and what there is to know about both; as far as there are any.
import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Reach, Subject } from '#contract';
import { hasCode, sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Failed, Note } from '../../ui/note.tsx';
import { kindIcon } from '../kind-icon.tsx';
import { Face } from '../sharing/faces.tsx';
import styles from './auditing.module.css';

type Page<Item> = { items: Item[] };
type Props<Item> = {
  label: string;
  answer: UseInfiniteQueryResult<{ pages: Page<Item>[] }>;
  empty: ReactNode;
  keyOf: (item: Item) => string;
  look?: 'row' | 'side';
  children: (item: Item) => ReactNode;
};

export function Rows<Item>({ label, answer, empty, keyOf, look = 'row', children }: Props<Item>) {
  if (answer.isPending) return <RowBones />;
  if (!answer.data)
    return hasCode(answer.error, 'not_found') ? (
      <Note title="There is nothing here that you can see.">It may be gone, or not yours to ask about.</Note>
    ) : (
      <Failed onRetry={() => void answer.refetch()}>{sentenceOf(answer.error)}</Failed>
    );
  const items = answer.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Note>{empty}</Note>;
  return (
    <>
      <ul className={styles.list} aria-label={label}>
        {items.map((item) => (
          <li key={keyOf(item)} className={styles[look]}>
            {children(item)}
          </li>
        ))}
      </ul>
      {answer.hasNextPage && (
        <Button variant="default" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}

export const Who = ({ subject, children }: { subject: Subject; children: ReactNode }) => (
  <span className={styles.cell}>
    <Face subject={subject} />
    <span className={styles.words}>
      <span className={styles.name} title={subject.label}>
        {children}
      </span>
      <span className={styles.detail} title={subject.detail}>
        {subject.detail}
      </span>
    </span>
  </span>
);

export const What = ({ resource, children }: { resource: Reach['resource']; children: ReactNode }) => (
  <span className={styles.cell}>
    {kindIcon[resource.kind] ?? <span />}
    <span className={styles.words}>
      <span className={styles.name} title={resource.title}>
        {children}
      </span>
      <span className={styles.detail} title={resource.project.title}>
        {resource.kind === 'project' ? 'Project' : resource.project.title}
      </span>
    </span>
  </span>
);
