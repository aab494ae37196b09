// The pages of a dashboard: links, so that each has an address and opens in a window of its own, and tabs, so that arrow keys
// go from one to the next.
import { Link, useNavigate } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import type { DefinitionOf } from '#contract';
import type { Search } from '../filters/chosen.ts';
import styles from './tabs.module.css';

type Props = { tabs: NonNullable<DefinitionOf<'dashboard'>['tabs']>; tab: string | undefined; panel: string };

export function Tabs({ tabs, tab, panel }: Props) {
  const navigate = useNavigate();
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const at = tabs.findIndex(({ id }) => id === tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    document.getElementById(tabId(panel, next.id))?.focus();
    // Walking through them leaves no trail to go back through.
    void navigate({ to: '.', search: (old: Search) => ({ ...old, tab: [next.id] }), replace: true, resetScroll: false });
  };
  return (
    <div className={styles.tabs} role="tablist" aria-label="Tabs" onKeyDown={move}>
      {tabs.map(({ id, title }) => (
        <Link
          key={id}
          id={tabId(panel, id)}
          role="tab"
          to="."
          search={(old: Search) => ({ ...old, tab: [id] })}
          className={styles.tab}
          aria-selected={id === tab}
          aria-controls={panel}
          tabIndex={id === tab ? 0 : -1}
          resetScroll={false}
          title={title}
        >
          {title}
        </Link>
      ))}
    </div>
  );
}

export const tabId = (panel: string, tab: string) => `${panel}-${tab}`;
