// Saved views: what one has chosen, under a name, for oneself or for everybody who can see this. The address stays what says
// what is shown; a view only fills it in, and is compared with it.
import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Resource, SavedView, TimeRange } from '#contract';
import { viewsQuery } from '../../data/queries.ts';
import { BookmarkIcon, DownIcon } from '../../ui/icons.tsx';
import filters from '../filters/filters.module.css';
import { isSameView, type Shown, shownBy, type Understood } from './of-view.ts';
import { RemoveView } from './remove-view.tsx';
import { ViewForm } from './view-form.tsx';
import { ViewList } from './view-list.tsx';
import styles from './views.module.css';

type Props = {
  resource: Resource;
  shown: Shown;
  /** Of an explore: what it makes of a view's query. */
  understood?: Understood;
  /** The time that the page itself proposes. */
  opensWith: TimeRange | undefined;
  /** Of the view that the address names. */
  current: string | undefined;
  onOpen: (shown: Shown, view: string | undefined) => void;
};
export type Doing = { what: 'choose' | 'save' } | { what: 'change' | 'remove'; view: SavedView };

export function Views({ resource, shown, understood, opensWith, current, onOpen }: Props) {
  const views = useQuery(viewsQuery(resource.id));
  const [open, setOpen] = useState(false);
  const [doing, setDoing] = useState<Doing>({ what: 'choose' });
  const view = views.data?.items.find(({ id }) => id === current);
  const kept = view && shownBy(view, understood);
  const changed = kept ? !isSameView(kept, shown, opensWith) : false;
  const close = () => setOpen(false);
  const back = () => setDoing({ what: 'choose' });
  const toggle = () => {
    back();
    setOpen(!open);
  };
  const form = { resource, shown, opensWith, onBack: back };
  const saved = (made: SavedView) => {
    onOpen(shownBy(made, understood) ?? shown, made.id);
    close();
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={filters.chip}
          data-set={view ? true : undefined}
          aria-label={view ? `View: ${view.title}${changed ? ', changed' : ''}` : 'Views'}
          onClick={toggle}
        >
          <BookmarkIcon size={14} />
          <span className={filters.value}>{view ? view.title : 'Views'}</span>
          {changed && <span className={styles.changed}>changed</span>}
          <DownIcon size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <section className={styles.panel} aria-label="Saved views">
          {doing.what === 'choose' && (
            <ViewList
              resource={resource.id}
              views={views}
              current={view}
              changed={changed}
              shown={shown}
              opensWith={opensWith}
              understood={understood}
              onChoose={(one, what) => {
                onOpen(what, one.id);
                close();
              }}
              onDo={setDoing}
              onUpdated={saved}
            />
          )}
          {doing.what === 'save' && <ViewForm {...form} onSaved={saved} />}
          {doing.what === 'change' && <ViewForm {...form} view={doing.view} onSaved={back} />}
          {doing.what === 'remove' && (
            <RemoveView
              resource={resource.id}
              view={doing.view}
              onBack={back}
              onRemoved={() => {
                back();
                if (doing.view.id === current) onOpen(shown, undefined);
              }}
            />
          )}
        </section>
      </Popover.Dropdown>
    </Popover>
  );
}
