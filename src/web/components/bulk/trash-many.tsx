// Several things go to the trash, after reading who loses them.
import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ResourceItem } from '#contract';
import { api } from '../../data/api.ts';
import { meQuery } from '../../data/queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { say } from '../../ui/toast.ts';
import styles from './bulk.module.css';
import { Outcome } from './outcome.tsx';
import { previewsQuery } from './previews.ts';
import { useBulk } from './use-bulk.ts';
import { lossesInWords, things, touchedIn } from './words.ts';

type Props = { items: readonly ResourceItem[]; onDone: () => void; onClose: () => void };

export function TrashMany({ items, onDone, onClose }: Props) {
  const { data: me } = useSuspenseQuery(meQuery);
  const bulk = useBulk();
  const { data } = useQuery(
    previewsQuery('trash', items, ({ id }, signal) =>
      api.deleteResource({ params: { resource: id }, query: { preview: true }, signal }),
    ),
  );
  const remove = async () => {
    const { failures } = await bulk.run(items, ({ id }) => api.deleteResource({ params: { resource: id } }));
    if (failures.length > 0) return;
    say(`${things(items)} moved to the trash, and can be brought back from there for 30 days.`);
    onDone();
  };
  return (
    <Dialog
      title={`Move ${things(items)} to the trash`}
      opened
      onClose={bulk.progress.state === 'done' ? onDone : onClose}
      size={480}
    >
      <div className={styles.dialog}>
        {bulk.progress.state === 'ready' ? (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrolled by keys too */}
            <ul className={styles.titles} tabIndex={0} aria-label="What goes to the trash">
              {items.map(({ id, title }) => (
                <li key={id}>{title}</li>
              ))}
            </ul>
            <p className={styles.line} aria-live="polite">
              {data ? lossesInWords(touchedIn(data.previews, 'losses', me.user.id), items) : 'Counting who loses access…'}
            </p>
            <p className={styles.quiet}>Whoever could edit them can bring them back for 30 days, with everyone’s access.</p>
            <div className={styles.foot}>
              <Button variant="default" onClick={onClose}>
                Keep them
              </Button>
              <Button disabled={!data} onClick={() => void remove()}>
                Move to trash
              </Button>
            </div>
          </>
        ) : (
          <Outcome progress={bulk.progress} onStop={bulk.stop} onClose={onDone} />
        )}
      </div>
    </Dialog>
  );
}
