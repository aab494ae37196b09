// What a thing was before: look through the last states, and publish one again. That is a change like any other, so it can be
// gone back on too, and somebody else's save in the meantime is not lost unawares.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Resource, Version } from '#contract';
import { api } from '../../data/api.ts';
import { resourceQuery, versionsQuery } from '../../data/queries.ts';
import { hasCode, sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failed, Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { formatAgo, formatAsOf } from '../format.ts';
import { ShownVersion } from './shown-version.tsx';
import styles from './versions.module.css';

type Props = { resource: Resource; opened: boolean; onClose: () => void };

export default function Versions({ resource, opened, onClose }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Versions of “${resource.title}”`} size={920}>
      <Looking resource={resource} onClose={onClose} />
    </Dialog>
  );
}

function Looking({ resource, onClose }: { resource: Resource; onClose: () => void }) {
  const client = useQueryClient();
  const versions = useQuery(versionsQuery(resource.id));
  const items = versions.data?.items ?? [];
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = items.find(({ version }) => version === chosen);
  // What was the newest when one began to look; the page behind may learn of a newer one by itself.
  const [seen, setSeen] = useState<number | null>(null);
  const [newest, before] = items;
  if (seen === null && newest) {
    setSeen(newest.version);
    // Whoever comes here wants what was before.
    setChosen((before ?? newest).version);
  }

  const restore = useMutation({
    mutationFn: (version: Version) =>
      api.restoreVersion({
        params: { resource: resource.id, version: String(version.version) },
        ...(seen !== null && { ifMatch: seen }),
      }),
    onSuccess: async (restored) => {
      // Asked before it was restored, answered after.
      await client.cancelQueries({ queryKey: ['resource', resource.id] });
      client.setQueryData(resourceQuery(resource.id).queryKey, restored);
      for (const key of ['versions', 'tile', 'run', 'draft']) void client.invalidateQueries({ queryKey: [key, resource.id] });
      void client.invalidateQueries({ queryKey: ['resources'] });
      say(`“${restored.title}” is restored. What it was until now is among its versions.`);
      onClose();
    },
    onError: (error) => {
      if (!hasCode(error, 'stale')) return;
      void versions.refetch().then(({ data }) => setSeen(data?.items[0]?.version ?? null));
    },
  });

  if (versions.isPending) return <RowBones rows={5} />;
  if (versions.isError && !versions.data)
    return <Failed onRetry={() => void versions.refetch()}>{sentenceOf(versions.error)}</Failed>;
  return (
    <div className={styles.columns}>
      <ol className={styles.list} aria-label="Versions, newest first">
        {items.map((item) => (
          <li key={item.version}>
            <button
              type="button"
              className={styles.version}
              aria-pressed={item.version === shown?.version}
              onClick={() => {
                setChosen(item.version);
                if (!hasCode(restore.error, 'stale')) restore.reset();
              }}
            >
              <span className={styles.when} title={formatAsOf(item.at, new Date())}>
                {item.current ? 'Now' : capital(whenOf(item))}
                <span className={styles.quiet}>{item.by?.label ?? 'Somebody'}</span>
              </span>
              <span className={styles.what}>{item.changed}</span>
            </button>
          </li>
        ))}
      </ol>
      {shown && (
        <section className={styles.look} aria-label="What it held">
          <ShownVersion resource={resource} version={shown.version} earlier={items[items.indexOf(shown) + 1]?.version} />
          {restore.isError && (
            <Inline look="bad">
              {hasCode(restore.error, 'stale')
                ? `${items[0]?.by?.label ?? 'Somebody'} saved this while you were looking; it is the newest in the list now. Restoring goes over it, and it stays in the list.`
                : sentenceOf(restore.error)}
            </Inline>
          )}
          <div className={styles.foot}>
            {shown.current ? (
              <span className={styles.quiet}>
                {items.length === 1 ? 'Nobody has changed this yet.' : 'This is what everybody sees.'}
              </span>
            ) : (
              <Button loading={restore.isPending} onClick={() => restore.mutate(shown)}>
                {hasCode(restore.error, 'stale') ? 'Restore it all the same' : 'Restore this version'}
              </Button>
            )}
          </div>
        </section>
      )}
    </div>
  );
}

const whenOf = ({ at }: Version) => formatAgo(at, new Date());
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
