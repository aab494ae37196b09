import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { slugOf } from '../components/building/slug.ts';
import { api } from '../data/api.ts';
import { sentenceOf } from '../data/query-client.ts';
import { Choose } from '../ui/choose.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Inline } from '../ui/note.tsx';
import { say } from '../ui/toast.ts';
import styles from './form.module.css';

const opens = [
  { value: 'project', label: 'New things are for everyone in it' },
  { value: 'private', label: 'New things are for only people added' },
] as const;

export default function NewProject({ onClose, onGo }: { onClose: () => void; onGo?: () => void }) {
  const [title, setTitle] = useState('');
  const [defaultAccess, setDefaultAccess] = useState<'project' | 'private'>('project');
  const client = useQueryClient();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: () => api.createProject({ body: { name: slugOf(title), title: title.trim(), defaultAccess } }),
    onSuccess: async (made) => {
      for (const key of ['resources', 'projects']) void client.invalidateQueries({ queryKey: [key] });
      say(`“${made.title}” is there; only you are in it.`);
      onClose();
      onGo?.();
      await navigate({ to: '/projects/$id/members', params: { id: made.id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog title="New project" opened onClose={onClose} size={440}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label="Title"
          value={title}
          maxLength={200}
          data-autofocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Choose label="Who new things are for" value={defaultAccess} options={opens} onChoose={setDefaultAccess} width={300} />
        {save.isError && <Inline look="bad">{sentenceOf(save.error)}</Inline>}
        <div>
          <Button type="submit" loading={save.isPending} disabled={title.trim() === ''}>
            Make project
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
