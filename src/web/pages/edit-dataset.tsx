// Changing a dataset: its title, what it offers, and what comes of that, before anybody else sees it.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { DatasetDefinition, type DefinitionOf, type Resource } from '#contract';
import { BrokenFields } from '../components/datasets/broken-fields.tsx';
import styles from '../components/datasets/datasets.module.css';
import { FieldsEditor } from '../components/datasets/fields-editor.tsx';
import { SqlPart } from '../components/datasets/sql-part.tsx';
import { useCheck } from '../components/datasets/use-check.ts';
import { api } from '../data/api.ts';
import { meQuery, resourceQuery } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { Inline } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { say } from '../ui/toast.ts';
import { NoAccess } from './no-access.tsx';
import { Viewing } from './viewing.tsx';

export const EditDatasetPage = () => (
  <Viewing kind="dataset">
    {(dataset) => (dataset.actions.includes('edit') ? <Editing dataset={dataset} /> : <NoAccess resource={dataset.id} />)}
  </Viewing>
);

function Editing({ dataset }: { dataset: Resource }) {
  const { data: me } = useSuspenseQuery(meQuery);
  const mayWrite = me.capabilities.includes('sql.run');
  const navigate = useNavigate();
  const client = useQueryClient();
  // What somebody else saves meanwhile is told when this is saved, and doesn't move it away under one's hands.
  const [began] = useState(dataset);
  const [title, setTitle] = useState(dataset.title);
  const [definition, setDefinition] = useState<DefinitionOf<'dataset'>>(
    () => DatasetDefinition.safeParse(dataset.definition).data ?? DatasetDefinition.parse({}),
  );
  const check = useCheck({ dataset: began.id }, definition);
  const leave = () => void navigate({ to: '/datasets/$id', params: { id: began.id }, search: {} });
  const save = useMutation({
    mutationFn: (version: number | undefined) =>
      api.updateResource({
        params: { resource: began.id },
        body: { ...(title.trim() !== began.title && { title: title.trim() }), definition },
        ifMatch: version ?? began.version,
      }),
    onSuccess: async (saved) => {
      client.setQueryData(resourceQuery(saved.id).queryKey, saved);
      for (const key of ['resources', 'resource', 'run', 'tile', 'values', 'broken'])
        void client.invalidateQueries({ queryKey: [key] });
      say(`“${saved.title}” is saved.`);
      await navigate({ to: '/datasets/$id', params: { id: saved.id }, search: {} });
    },
  });
  const saveOver = async () => {
    const newest = await client.fetchQuery({ ...resourceQuery(began.id), staleTime: 0 });
    save.mutate(newest.version);
  };
  return (
    <Page
      title={`Editing ${began.title}`}
      under={`Whoever sees it sees your changes once they are saved, in ${began.project.title}`}
      actions={
        <>
          <Button variant="default" onClick={leave}>
            Cancel
          </Button>
          <Button
            loading={save.isPending}
            disabled={title.trim() === '' || check.miswritten}
            onClick={() => save.mutate(undefined)}
          >
            Save
          </Button>
        </>
      }
    >
      {hasCode(save.error, 'stale') ? (
        <Inline look="sight">
          Somebody saved this dataset while you were editing. Your changes are still here.{' '}
          <button type="button" onClick={() => void saveOver()}>
            Save mine over theirs
          </button>
        </Inline>
      ) : (
        save.isError && <Inline look="bad">{sentenceOf(save.error)}</Inline>
      )}
      <BrokenFields dataset={began.id} fields={DatasetDefinition.safeParse(began.definition).data} />
      <div className={styles.head}>
        <TextInput label="Title" value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
        <TextInput
          label="Description"
          value={definition.description ?? ''}
          maxLength={2000}
          onChange={(event) => {
            const { description: _, ...rest } = definition;
            const description = event.currentTarget.value;
            setDefinition(description ? { ...rest, description } : rest);
          }}
        />
      </div>
      {definition.sql !== undefined && (
        <SqlPart definition={definition} check={check} mayWrite={mayWrite} onChange={setDefinition} />
      )}
      <FieldsEditor check={check} definition={definition} onChange={setDefinition} />
    </Page>
  );
}
