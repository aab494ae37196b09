// The pages of a dashboard: links, so that each has an address, and the arrow keys of a browser work as anywhere.
import { Link } from '@tanstack/react-router';
import type { DefinitionOf } from '#contract';
import type { Search } from '../filters/chosen.ts';
import styles from './tabs.module.css';

type Props = { tabs: NonNullable<DefinitionOf<'dashboard'>['tabs']>; tab: string | undefined };

export const Tabs = ({ tabs, tab }: Props) => (
  <nav className={styles.tabs} aria-label="Tabs">
    {tabs.map(({ id, title }) => (
      <Link
        key={id}
        to="."
        search={(old: Search) => ({ ...old, tab: [id] })}
        className={styles.tab}
        aria-current={id === tab ? 'page' : undefined}
        resetScroll={false}
        title={title}
      >
        {title}
      </Link>
    ))}
  </nav>
);
