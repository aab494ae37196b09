// Undoing one change: first what it would do, to whom; then, if one still wants to, the doing of it.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Preview } from '#contract';
import { api } from '../../data/api.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { canDo } from '../sharing/words.ts';
import styles from './history.module.css';
import { effectInWords } from './words.ts';

type Props = { entry: string; sentence: string };

export function Undo({ entry, sentence }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className={styles.undo} aria-label={`Undo: ${sentence}`} onClick={() => setAsking(true)}>
        Undo
      </button>
      {asking && <Asked entry={entry} sentence={sentence} onClose={() => setAsking(false)} />}
    </>
  );
}

function Asked({ entry, sentence, onClose }: Props & { onClose: () => void }) {
  const client = useQueryClient();
  const preview = useQuery({
    queryKey: ['access', 'undo', entry],
    // The answer of a change that wasn't made.
    queryFn: async ({ signal }) => Preview.parse(await api.undoChange({ params: { entry }, query: { preview: true }, signal })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const undo = useMutation({
    mutationFn: () => api.undoChange({ params: { entry } }),
    onSuccess: () => {
      void client.invalidateQueries();
      say('Undone; what that changed stands in the history as well.');
      onClose();
    },
  });
  const error = preview.error ?? undo.error;
  return (
    <Dialog title="Undo this change?" opened onClose={onClose} size={520}>
      <div className={styles.dialog}>
        <p>{sentence}.</p>
        {preview.isPending && <RowBones rows={2} />}
        {preview.data && <Effect preview={preview.data} />}
        {error && <Inline look="bad">{sentenceOf(error)}</Inline>}
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!preview.data} loading={undo.isPending} onClick={() => undo.mutate()}>
            Undo it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

const mostShown = 12;

function Effect({ preview }: { preview: Preview }) {
  const { gains, losses, counts } = preview;
  const changes = [...losses, ...gains];
  if (counts.gains + counts.losses === 0) return <Inline look="sight">Nobody gains or loses anything by that.</Inline>;
  return (
    <Inline look="sight">
      {effectInWords(preview)}:
      <ul className={styles.effect}>
        {changes.slice(0, mostShown).map(({ subject, resource, from, to }) => (
          <li key={`${subject.id} ${resource.id}`}>
            {subject.label}, “{resource.title}”: {from ? canDo[from].toLowerCase() : 'no access'} →{' '}
            {to ? canDo[to].toLowerCase() : 'no access'}
          </li>
        ))}
      </ul>
      {counts.gains + counts.losses > Math.min(changes.length, mostShown) && <>and others</>}
    </Inline>
  );
}
