import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ResourceItem } from '#contract';
import { make } from '../components/building/make.ts';
import { sentenceOf } from '../data/query-client.ts';
import { Choose } from '../ui/choose.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Inline } from '../ui/note.tsx';
import styles from './form.module.css';

type Props = { projects: readonly ResourceItem[]; onClose: () => void; onGo?: () => void };

export default function NewDashboard({ projects, onClose, onGo }: Props) {
  const [title, setTitle] = useState('');
  const [project, setProject] = useState(projects[0]?.id ?? '');
  const client = useQueryClient();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: () => make({ project, kind: 'dashboard', title: title.trim(), definition: {} }),
    onSuccess: async (made) => {
      void client.invalidateQueries({ queryKey: ['resources'] });
      onClose();
      onGo?.();
      await navigate({ to: '/dashboards/$id', params: { id: made.id }, search: { edit: ['yes'] } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog title="New dashboard" opened onClose={onClose} size={440}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label="Title"
          value={title}
          maxLength={200}
          data-autofocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {projects.length > 1 && (
          <Choose
            label="Project"
            value={project}
            options={projects.map(({ id, title }) => ({ value: id, label: title }))}
            onChoose={setProject}
          />
        )}
        {save.isError && <Inline look="bad">{sentenceOf(save.error)}</Inline>}
        <div>
          <Button type="submit" loading={save.isPending} disabled={title.trim() === ''}>
            Make dashboard
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
