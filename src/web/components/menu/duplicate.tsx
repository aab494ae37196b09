// A copy of one's own, beside the original.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Resource } from '#contract';
import { api } from '../../data/api.ts';
import { resourceQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { addressOf } from '../address.ts';
import { count } from '../format.ts';
import { kindWord } from '../sharing/words.ts';
import styles from './menu.module.css';

type Props = { resource: Resource; opened: boolean; onClose: () => void };

export default function Duplicate({ resource, opened, onClose }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Duplicate “${resource.title}”`} size={460}>
      <Form resource={resource} onClose={onClose} />
    </Dialog>
  );
}

function Form({ resource, onClose }: { resource: Resource; onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState(`${resource.title.slice(0, 190)} copy`);
  const duplicate = useMutation({
    mutationFn: () => api.duplicateResource({ params: { resource: resource.id }, body: { title: title.trim() } }),
    onSuccess: ({ leftOut, note: _, ...copy }) => {
      client.setQueryData(resourceQuery(copy.id).queryKey, copy);
      void client.invalidateQueries({ queryKey: ['resources'] });
      const without =
        leftOut > 0 ? ` ${count(leftOut, 'part')} that you can’t use yourself ${leftOut === 1 ? 'was' : 'were'} left out.` : '';
      say(`“${copy.title}” is yours.${without}`);
      onClose();
      void navigate({ href: addressOf(copy) });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (title.trim() && !duplicate.isPending) duplicate.mutate();
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <p>
        You get a {kindWord[resource.kind]} of your own in {resource.project.title}. Who has access to this one doesn’t come
        along.
      </p>
      <TextInput
        label="Title"
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={200}
        data-autofocus
      />
      {duplicate.isError && <Inline look="bad">{sentenceOf(duplicate.error)}</Inline>}
      <div className={styles.foot}>
        <Button type="submit" loading={duplicate.isPending} disabled={!title.trim()}>
          Duplicate
        </Button>
      </div>
    </form>
  );
}
