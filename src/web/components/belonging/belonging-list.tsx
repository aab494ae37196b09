// Those who belong somewhere, each in a row; put in and taken out by who may, after reading what that does.
import type { ComponentProps, ReactNode } from 'react';
import type { Subject } from '#contract';
import { Note } from '../../ui/note.tsx';
import { AddThem } from './add-them.tsx';
import styles from './belonging.module.css';
import { BelongingRow } from './belonging-row.tsx';

export type SubjectLink = (subject: Subject) => ReactNode;
type Row = { subject: Subject; origin?: string; expiresAt?: string | null };
type Props = {
  rows: readonly Row[];
  /** What is said where there is nobody. */
  empty: string;
  link: SubjectLink;
  /** Absent for who may not. */
  add?: ComponentProps<typeof AddThem> | undefined;
  remove?: ((row: Row) => ComponentProps<typeof BelongingRow>['remove']) | undefined;
  below?: (subject: Subject) => ReactNode;
};

export const BelongingList = ({ rows, empty, link, add, remove, below }: Props) => (
  <>
    {add && <AddThem {...add} />}
    {rows.length === 0 ? (
      <Note>{empty}</Note>
    ) : (
      <ul className={styles.list}>
        {rows.map((row) => (
          <BelongingRow key={`${row.subject.id} ${row.origin}`} {...row} name={link(row.subject)} remove={remove?.(row)}>
            {below?.(row.subject)}
          </BelongingRow>
        ))}
      </ul>
    )}
  </>
);

/** Why somebody can't be put where only people and groups belong. */
export const alreadyAmong =
  (there: readonly Subject[], words: string) =>
  (subject: Subject): string | undefined =>
    there.some(({ id }) => id === subject.id) ? words : subject.kind === 'role' ? 'Name people or groups' : undefined;
