// An explore over a dataset: a title is all it needs; it shows everything that the dataset has until told otherwise.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Resource } from '#contract';
import { make } from '../components/building/make.ts';
import { PickDataset } from '../components/building/pick-dataset.tsx';
import type { Search } from '../components/filters/chosen.ts';
import { resourceQuery } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed, Inline } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import styles from './form.module.css';
import { NoAccess } from './no-access.tsx';

export function NewExplorePage() {
  const search: Search = useSearch({ strict: false });
  const id = search.dataset?.[0];
  const dataset = useQuery({ ...resourceQuery(id ?? ''), enabled: id !== undefined });
  if (!id) return <PickDataset title="New explore" to="/explores/new" />;
  if (hasCode(dataset.error, 'not_found')) return <NoAccess resource={id} />;
  return (
    <Page title="New explore" under={dataset.data && `Over ${dataset.data.title} in ${dataset.data.project.title}`}>
      {dataset.error ? (
        <Failed onRetry={() => void dataset.refetch()}>{sentenceOf(dataset.error)}</Failed>
      ) : dataset.data ? (
        <Naming dataset={dataset.data} />
      ) : (
        <RowBones rows={2} />
      )}
    </Page>
  );
}

function Naming({ dataset }: { dataset: Resource }) {
  const [title, setTitle] = useState(dataset.title);
  const client = useQueryClient();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: () =>
      make({ project: dataset.project.id, kind: 'explore', title: title.trim(), definition: { dataset: dataset.id } }),
    onSuccess: async (made) => {
      void client.invalidateQueries({ queryKey: ['resources'] });
      await navigate({ to: '/explores/$id', params: { id: made.id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label="Title"
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.currentTarget.value)}
        data-autofocus
      />
      {save.isError && <Inline look="bad">{sentenceOf(save.error)}</Inline>}
      <div>
        <Button type="submit" loading={save.isPending} disabled={title.trim() === ''}>
          Make explore
        </Button>
      </div>
    </form>
  );
}
