// What a new dataset offers, looked at before it is made.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DefinitionOf } from '#contract';
import { sentenceOf } from '../../data/query-client.ts';
import { Inline } from '../../ui/note.tsx';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/toast.ts';
import { make } from '../building/make.ts';
import styles from './datasets.module.css';
import { FieldsEditor } from './fields-editor.tsx';
import { SqlPart } from './sql-part.tsx';
import type { TableColumn } from './suggest.ts';
import { useCheck } from './use-check.ts';

type Definition = DefinitionOf<'dataset'>;
type Props = {
  project: string;
  began: Omit<Definition, 'time'> & { time?: string | undefined };
  title: string;
  under: string;
  columns?: readonly TableColumn[];
};

export function DescribeDataset({ project, began, title: proposed, under, columns }: Props) {
  const [title, setTitle] = useState(proposed);
  const [definition, setDefinition] = useState<Definition>(() => {
    const { time, ...rest } = began;
    return { ...rest, ...(time && { time }) };
  });
  const check = useCheck({ project }, definition);
  const client = useQueryClient();
  const navigate = useNavigate();
  const bySql = definition.sql !== undefined;
  const save = useMutation({
    mutationFn: () => make({ project, kind: 'dataset', title: title.trim(), definition }),
    onSuccess: async (made) => {
      void client.invalidateQueries({ queryKey: ['resources'] });
      say(`“${made.title}” is there.`);
      await navigate({ to: '/datasets/$id', params: { id: made.id } });
    },
  });
  const lacking =
    title.trim() === '' ||
    definition.dimensions.length + definition.measures.length === 0 ||
    check.miswritten ||
    (bySql && (definition.sql?.trim() === '' || !check.found?.rows));
  return (
    <Page
      title="New dataset"
      under={under}
      actions={
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={lacking}>
          Make dataset
        </Button>
      }
    >
      <div className={styles.head}>
        <TextInput label="Title" value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
        {save.isError && <Inline look="bad">{sentenceOf(save.error)}</Inline>}
      </div>
      {bySql && <SqlPart definition={definition} check={check} mayWrite onChange={setDefinition} />}
      <FieldsEditor check={check} definition={definition} {...(columns && { columns })} onChange={setDefinition} />
    </Page>
  );
}
