// Between the questions of those who look after access.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import styles from '../components/auditing/auditing.module.css';
import { meQuery } from '../data/queries.ts';

export const listTitles = {
  outsiders: 'Outside the expected groups',
  guests: 'Guests',
  ending: 'Ending soon',
  unused: 'Not used',
  orphans: 'No editor left',
} as const;
export type Listed = keyof typeof listTitles;

/** By itself a link counts as current on every address that says more than it does. */
const exactly = { exact: true } as const;

export function AccessTabs({ current }: { current: Listed | 'explore' | 'log' }) {
  const { data: me } = useSuspenseQuery(meQuery);
  const here = (name: typeof current) => (name === current ? ('page' as const) : undefined);
  return (
    <nav className={styles.tabs} aria-label="Questions about access">
      <Link to="/access" search={{}} className={styles.tab} aria-current={here('explore')} activeOptions={exactly}>
        Who reaches what
      </Link>
      {Object.entries(listTitles).map(([list, title]) => (
        <Link
          key={list}
          to="/access"
          search={{ list: [list] }}
          className={styles.tab}
          aria-current={here(list as Listed)}
          activeOptions={exactly}
        >
          {title}
        </Link>
      ))}
      {me.capabilities.includes('audit.read') && (
        <Link to="/audit" search={{}} className={styles.tab} aria-current={here('log')} activeOptions={exactly}>
          Log
        </Link>
      )}
    </nav>
  );
}
