// Empty, failed and refused states: what happened, what happens next.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './note.module.css';

export const Note = ({ title, children, action }: { title?: string; children?: ReactNode; action?: ReactNode }) => (
  <div className={styles.note}>
    {title && <p className={styles.title}>{title}</p>}
    {children && <p>{children}</p>}
    {action}
  </div>
);

export const Failed = ({ children, onRetry }: { children: ReactNode; onRetry: () => void }) => (
  <div className={styles.note} role="alert">
    <p className={styles.title}>This could not be loaded</p>
    <p>{children}</p>
    <Button variant="default" onClick={onRetry}>
      Try again
    </Button>
  </div>
);

/** Beside what it is about. `bad` interrupts a screen reader, the rest waits its turn. */
export const Inline = ({ children, look }: { children: ReactNode; look?: 'bad' | 'sight' }) => (
  <div
    className={styles.inline}
    data-bad={look === 'bad' || undefined}
    data-sight={look === 'sight' || undefined}
    role={look === 'bad' ? 'alert' : 'status'}
  >
    {children}
  </div>
);
