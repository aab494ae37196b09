// The tables of a source and their columns, each a way to a dataset over it.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SourceTable } from '#contract';
import { Note } from '../../ui/note.tsx';
import { count } from '../format.ts';
import styles from './sources.module.css';

type Props = { tables: readonly SourceTable[]; onDataset?: ((table: string) => void) | undefined; empty?: ReactNode };

export function Tables({ tables, onDataset, empty }: Props) {
  if (tables.length === 0) return <Note title="No tables">{empty ?? 'There is nothing in it that can be read.'}</Note>;
  return (
    <ul className={styles.tables}>
      {tables.map(({ name, file, columns, problem }) => (
        <li key={name}>
          <details>
            <summary>
              <span className={styles.name}>{name}</span>
              <span className={styles.quiet}>
                {file !== name && `${file}, `}
                {problem ? 'can’t be read' : count(columns.length, 'column')}
              </span>
            </summary>
            {problem ? (
              <p className={styles.bad}>{problem}</p>
            ) : (
              <ul className={styles.columns}>
                {columns.map((column) => (
                  <li key={column.name}>
                    <span className={styles.name}>{column.name}</span> <span className={styles.quiet}>{column.type}</span>
                  </li>
                ))}
              </ul>
            )}
          </details>
          {onDataset && !problem && (
            <Button variant="subtle" aria-label={`New dataset over ${name}`} onClick={() => onDataset(name)}>
              New dataset
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
