// From a file to a dataset: bring it, look at what its columns could be, give it a title.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DefinitionOf } from '#contract';
import { make } from '../components/building/make.ts';
import { Bring, type Brought } from '../components/datasets/bring.tsx';
import styles from '../components/datasets/datasets.module.css';
import { FieldsEditor } from '../components/datasets/fields-editor.tsx';
import { spokenOf, suggest } from '../components/datasets/suggest.ts';
import { useCheck } from '../components/datasets/use-check.ts';
import { count } from '../components/format.ts';
import { meQuery, projectsQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Inline, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { say } from '../ui/toast.ts';

export function NewDatasetPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  const projects = useQuery(projectsQuery);
  const [brought, setBrought] = useState<Brought>();
  const places = projects.data?.items.filter(({ actions }) => actions.includes('manage_sources')) ?? [];
  if (brought) return <Describing brought={brought} />;
  return (
    <Page title="New dataset" under="From a file; it becomes a table that datasets read.">
      {projects.isPending ? (
        <RowBones rows={4} />
      ) : !me.capabilities.includes('sources.manage') || places.length === 0 ? (
        <Note title="Bringing data takes a right that you don’t have">
          It is for who administers a project and may manage sources. Ask them to bring the file, or to give you that right.
        </Note>
      ) : (
        <Bring projects={places} onBrought={setBrought} />
      )}
    </Page>
  );
}

function Describing({ brought }: { brought: Brought }) {
  const [title, setTitle] = useState(() => spokenOf(brought.table));
  const [definition, setDefinition] = useState<DefinitionOf<'dataset'>>(() => {
    const { time, dimensions, measures } = suggest(brought.columns);
    return { source: brought.source, table: brought.table, ...(time && { time }), dimensions, measures };
  });
  const check = useCheck({ project: brought.project }, definition);
  const client = useQueryClient();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: () => make({ project: brought.project, kind: 'dataset', title: title.trim(), definition }),
    onSuccess: async (made) => {
      void client.invalidateQueries({ queryKey: ['resources'] });
      say(`“${made.title}” is there.`);
      await navigate({ to: '/datasets/$id', params: { id: made.id } });
    },
  });
  return (
    <Page
      title="New dataset"
      under={`${brought.file}: ${count(brought.rows, 'row', 'rows')}, ${count(brought.columns.length, 'column', 'columns')}`}
      actions={
        <Button
          onClick={() => save.mutate()}
          loading={save.isPending}
          disabled={title.trim() === '' || definition.dimensions.length + definition.measures.length === 0 || check.miswritten}
        >
          Make dataset
        </Button>
      }
    >
      <div className={styles.head}>
        <TextInput label="Title" value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
        {save.isError && <Inline look="bad">{sentenceOf(save.error)}</Inline>}
      </div>
      <FieldsEditor check={check} definition={definition} columns={brought.columns} onChange={setDefinition} />
    </Page>
  );
}
