// The views that there are, and what can be done with the one that is open.
import { Button } from '@mantine/core';
import { type UseQueryResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { SavedView, TimeRange } from '#contract';
import { api } from '../../data/api.ts';
import { viewsQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { CheckIcon } from '../../ui/icons.tsx';
import { Failed, Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import filters from '../filters/filters.module.css';
import { bodyOf, type Shown, shownBy, type Understood } from './of-view.ts';
import styles from './views.module.css';
import type { Doing } from './views.tsx';

type Props = {
  resource: string;
  views: UseQueryResult<{ items: SavedView[] }>;
  current: SavedView | undefined;
  changed: boolean;
  shown: Shown;
  opensWith: TimeRange | undefined;
  understood: Understood | undefined;
  onChoose: (view: SavedView, shown: Shown) => void;
  onDo: (doing: Doing) => void;
  onUpdated: (view: SavedView) => void;
};

export function ViewList({ resource, views, current, changed, shown, opensWith, understood, onChoose, onDo, onUpdated }: Props) {
  const client = useQueryClient();
  const update = useMutation({
    mutationFn: (view: SavedView) =>
      api.updateView({
        params: { resource, view: view.id },
        body: bodyOf(shown, opensWith),
      }),
    onSuccess: async (view) => {
      await client.invalidateQueries(viewsQuery(resource));
      say(`“${view.title}” is now what you see.`);
      onUpdated(view);
    },
  });
  const items = views.data?.items ?? [];
  const groups = [
    { title: 'For everybody here', items: items.filter(({ forAll }) => forAll) },
    { title: 'Yours', items: items.filter(({ forAll }) => !forAll) },
  ].filter(({ items }) => items.length > 0);
  return (
    <>
      {views.isPending && <RowBones rows={3} />}
      {views.isError && !views.data && <Failed onRetry={() => void views.refetch()}>{sentenceOf(views.error)}</Failed>}
      {views.data && items.length === 0 && (
        <p className={styles.quiet}>No saved views yet. Choose filters and a time, then keep them here under a name.</p>
      )}
      {groups.length > 0 && (
        <div className={styles.views}>
          {groups.map(({ title, items: some }) => (
            <section key={title} aria-label={title}>
              <h2 className={styles.group}>{title}</h2>
              {some.map((view) => {
                const kept = shownBy(view, understood);
                return (
                  <button
                    key={view.id}
                    type="button"
                    className={filters.preset}
                    style={{ width: 'calc(100% + 16px)' }}
                    aria-pressed={view.id === current?.id}
                    disabled={!kept}
                    title={kept ? view.title : 'A program saved this view; filters here can’t show it.'}
                    onClick={() => kept && onChoose(view, kept)}
                  >
                    <span className={filters.value}>{view.title}</span>
                    {view.id === current?.id && <CheckIcon size={14} />}
                  </button>
                );
              })}
            </section>
          ))}
        </div>
      )}
      {current && (
        <div className={styles.current}>
          <span className={styles.quiet}>
            {changed ? 'You see something else than' : 'You see'} “{current.title}”
            {current.forAll && current.by ? `, saved by ${current.by.label}` : ''}.
          </span>
          {current.changeable && (
            <div className={styles.row}>
              {changed && (
                <Button variant="default" loading={update.isPending} onClick={() => update.mutate(current)}>
                  Update it
                </Button>
              )}
              <Button variant="subtle" onClick={() => onDo({ what: 'change', view: current })}>
                Rename
              </Button>
              <Button variant="subtle" onClick={() => onDo({ what: 'remove', view: current })}>
                Delete
              </Button>
            </div>
          )}
          {update.isError && <Inline look="bad">{sentenceOf(update.error)}</Inline>}
        </div>
      )}
      <div className={styles.foot}>
        <Button onClick={() => onDo({ what: 'save' })}>Save this view</Button>
      </div>
    </>
  );
}
