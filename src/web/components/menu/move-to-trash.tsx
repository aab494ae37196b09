// Before something goes to the trash: who loses it, asked of the server while one reads.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Preview, Resource } from '#contract';
import { api } from '../../data/api.ts';
import { trashPreviewQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Bone } from '../../ui/bones.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Late } from '../../ui/late.tsx';
import { Failed, Inline } from '../../ui/note.tsx';
import { sayFailed } from '../../ui/toast.ts';
import { sayUndo } from '../../ui/undo-toast.tsx';
import { addressOf } from '../address.ts';
import { listing, people } from '../format.ts';
import { kindWord } from '../sharing/words.ts';
import styles from './menu.module.css';

type Props = { resource: Resource; me: string; opened: boolean; onClose: () => void };

export default function MoveToTrash({ resource, me, opened, onClose }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Move “${resource.title}” to the trash`} size={460}>
      <Question resource={resource} me={me} onClose={onClose} />
    </Dialog>
  );
}

function Question({ resource, me, onClose }: Omit<Props, 'opened'>) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const preview = useQuery(trashPreviewQuery(resource.id));
  const bringBack = async () => {
    try {
      await api.restoreResource({ params: { resource: resource.id } });
      await client.invalidateQueries({ queryKey: ['resource', resource.id] });
      void client.invalidateQueries({ queryKey: ['resources'] });
      await navigate({ href: addressOf(resource) });
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
  };
  const move = useMutation({
    mutationFn: () => api.deleteResource({ params: { resource: resource.id } }),
    onSuccess: async () => {
      onClose();
      // Away from it first: its page would say that there is nothing.
      await navigate({ href: `/${resource.kind}s` });
      client.removeQueries({ queryKey: ['resource', resource.id] });
      for (const list of ['resources', 'trash']) void client.invalidateQueries({ queryKey: [list] });
      sayUndo(`“${resource.title}” is in the trash for 30 days.`, () => void bringBack());
    },
  });
  return (
    <div className={styles.form}>
      {preview.isPending ? (
        <Late>
          <Bone width="80%" />
        </Late>
      ) : preview.isError ? (
        <Failed onRetry={() => void preview.refetch()}>{sentenceOf(preview.error)}</Failed>
      ) : (
        <Inline look="sight">{losing(preview.data, me)}</Inline>
      )}
      <p>
        It stays in the trash for 30 days. Those who edit this {kindWord[resource.kind]} find it there and can bring it back, with
        its access.
      </p>
      {move.isError && <Inline look="bad">{sentenceOf(move.error)}</Inline>}
      <div className={styles.foot}>
        <Button variant="subtle" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button loading={move.isPending} onClick={() => move.mutate()}>
          Move to trash
        </Button>
      </div>
    </div>
  );
}

/** "4 people lose sight of it: Eve Marchetti, Vic Osei and 2 more." Names are of those whom one may find, the number is of all. */
export function losing({ losses, counts }: Preview, me: string): string {
  const others = losses.flatMap(({ subject }) => (subject.id === me ? [] : [subject.label]));
  const number = counts.losses - (losses.some(({ subject }) => subject.id === me) ? 1 : 0);
  if (number <= 0) return 'Nobody but you sees it.';
  const named = others.slice(0, 5);
  const left = number - named.length;
  const names = [...named, ...(left > 0 && named.length > 0 ? [`${left} more`] : [])];
  return `${people(number)} ${number === 1 ? 'loses' : 'lose'} sight of it${names.length > 0 ? `: ${listing(names, 6)}` : ''}.`;
}
