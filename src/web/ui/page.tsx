// The frame of a page: its title as the heading, a quiet line under it, and what can be done with it.
import type { ReactNode } from 'react';
import styles from './page.module.css';
import { useTitle } from './title.ts';

type Props = { title: string; heading?: ReactNode; under?: ReactNode; actions?: ReactNode; children: ReactNode };

export function Page({ title, heading, under, actions, children }: Props) {
  useTitle(title);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.words}>
          {heading ?? <h1>{title}</h1>}
          {under && <div className={styles.under}>{under}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
