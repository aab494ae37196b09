import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SavedView } from '#contract';
import { api } from '../../data/api.ts';
import { viewsQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import styles from './views.module.css';

type Props = { resource: string; view: SavedView; onBack: () => void; onRemoved: () => void };

export function RemoveView({ resource, view, onBack, onRemoved }: Props) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.deleteView({ params: { resource, view: view.id } }),
    onSuccess: async () => {
      await client.invalidateQueries(viewsQuery(resource));
      say(`“${view.title}” is deleted.`);
      onRemoved();
    },
  });
  return (
    <div className={styles.form}>
      <p>
        Delete “{view.title}”{view.forAll ? ' for everybody who can see this' : ''}? Links to it go on showing what it showed.
      </p>
      {remove.isError && <Inline look="bad">{sentenceOf(remove.error)}</Inline>}
      <div className={styles.foot}>
        <Button variant="subtle" onClick={onBack} data-autofocus>
          Keep it
        </Button>
        <Button loading={remove.isPending} onClick={() => remove.mutate()}>
          Delete
        </Button>
      </div>
    </div>
  );
}
