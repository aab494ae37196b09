// Whether project members see several things without being added to each.
import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { GeneralAccess, ResourceItem } from '#contract';
import { api } from '../../data/api.ts';
import { meQuery } from '../../data/queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { say } from '../../ui/toast.ts';
import styles from './bulk.module.css';
import { Outcome } from './outcome.tsx';
import { previewsQuery } from './previews.ts';
import { useBulk } from './use-bulk.ts';
import { gainsInWords, lossesInWords, things, touchedIn } from './words.ts';

type Props = { items: readonly ResourceItem[]; onDone: () => void; onClose: () => void };

export function OpenMany({ items, onDone, onClose }: Props) {
  const name = useId();
  const { data: me } = useSuspenseQuery(meQuery);
  const [setting, setSetting] = useState<GeneralAccess | null>(null);
  const bulk = useBulk();
  const projects = new Set(items.map(({ project }) => project.title));
  const [only] = projects;
  const everyone = projects.size === 1 ? `Everyone in ${only}` : 'Everyone in their projects';
  const query = previewsQuery(String(setting), items, ({ id }, signal) =>
    api.patchAccess({
      params: { resource: id },
      query: { preview: true },
      body: { generalAccess: setting ?? 'private' },
      signal,
    }),
  );
  const { data, isPlaceholderData } = useQuery({ ...query, enabled: setting !== null });
  const consequence =
    setting && data && !isPlaceholderData
      ? setting === 'project'
        ? gainsInWords(touchedIn(data.previews, 'gains', me.user.id), items)
        : lossesInWords(touchedIn(data.previews, 'losses', me.user.id), items)
      : '';

  const set = async () => {
    if (!setting) return;
    const { failures } = await bulk.run(items, ({ id }) =>
      api.patchAccess({ params: { resource: id }, body: { generalAccess: setting } }),
    );
    if (failures.length > 0) return;
    say(`${setting === 'private' ? 'Only people added' : everyone} can open ${things(items)} now.`);
    onDone();
  };
  const option = (value: GeneralAccess, label: string) => (
    <label className={styles.choice}>
      <input type="radio" name={name} checked={setting === value} onChange={() => setSetting(value)} />
      {label}
    </label>
  );

  return (
    <Dialog
      title={`General access of ${things(items)}`}
      opened
      onClose={bulk.progress.state === 'done' ? onDone : onClose}
      size={480}
    >
      <div className={styles.dialog}>
        {bulk.progress.state === 'ready' ? (
          <>
            <div role="radiogroup" aria-label="General access" className={styles.choices}>
              {option('private', 'Only people added')}
              {option('project', everyone)}
            </div>
            <p className={styles.line} aria-live="polite">
              {consequence}
            </p>
            <div className={styles.foot}>
              <Button variant="default" onClick={onClose}>
                Leave it
              </Button>
              <Button disabled={setting === null} onClick={() => void set()}>
                Set for {items.length}
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
