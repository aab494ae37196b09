// A source: its tables, what stands over it, and what doesn't hold any more since it changed.
import { Button } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { type Resource, SourceDefinition } from '#contract';
import { Lineage } from '../components/lineage/lineage.tsx';
import { ResourcePage } from '../components/resource-page.tsx';
import { Broken } from '../components/sources/broken.tsx';
import { changesBetween } from '../components/sources/changes.ts';
import styles from '../components/sources/sources.module.css';
import { Tables } from '../components/sources/tables.tsx';
import { meQuery, projectsQuery, tablesQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { upload } from '../data/upload.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed, Inline } from '../ui/note.tsx';
import { under } from './project-name.tsx';
import { Viewing } from './viewing.tsx';

export const SourcePage = () => <Viewing kind="source">{(resource, me) => <Source resource={resource} me={me} />}</Viewing>;

const kinds = {
  folder: 'A folder of files',
  duckdb: 'A DuckDB file',
  upload: 'Files that were brought',
  postgres: 'A PostgreSQL database',
} as const;

function Source({ resource, me }: { resource: Resource; me: string }) {
  const { data: who } = useSuspenseQuery(meQuery);
  const projects = useQuery(projectsQuery);
  const navigate = useNavigate();
  const tables = useQuery(tablesQuery(resource.id));
  const { look, changes, failed, looking } = useLook(resource);
  const definition = SourceDefinition.safeParse(resource.definition).data;
  const makes = projects.data?.items.find(({ id }) => id === resource.project.id)?.actions.includes('create');
  const edits = resource.actions.includes('edit');
  const where = definition?.path ?? definition?.connection;
  const file = useRef<HTMLInputElement>(null);
  return (
    <ResourcePage
      resource={resource}
      me={me}
      under={under(resource.project, [kinds[definition?.type ?? 'folder'], where].filter(Boolean).join(': '))}
      actions={
        <>
          {definition?.type === 'upload' && edits && (
            <Button variant="default" loading={looking} onClick={() => file.current?.click()}>
              Bring a file again
            </Button>
          )}
          <Button variant="default" loading={looking} onClick={() => void look()}>
            Look again
          </Button>
          {makes && who.capabilities.includes('sql.run') && definition?.type !== 'postgres' && (
            <Button variant="default" onClick={() => void navigate({ to: '/datasets/new', search: { source: [resource.id] } })}>
              New dataset by SQL
            </Button>
          )}
        </>
      }
    >
      <input
        ref={file}
        type="file"
        hidden
        aria-label="File"
        accept=".csv,.tsv,.json,.ndjson,.parquet"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) void look(chosen);
          event.currentTarget.value = '';
        }}
      />
      <div className={styles.page}>
        {failed !== undefined && <Inline look="bad">{sentenceOf(failed)}</Inline>}
        {changes && (
          <Inline>
            {changes.length === 0 ? (
              'Nothing about its tables has changed.'
            ) : (
              <ul className={styles.changes}>
                {changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
            )}
          </Inline>
        )}
        <Broken source={resource.id} />
        <section aria-label="Tables">
          <h2>Tables</h2>
          {tables.isError ? (
            <Failed onRetry={() => void tables.refetch()}>{sentenceOf(tables.error)}</Failed>
          ) : !tables.data ? (
            <RowBones rows={4} />
          ) : (
            <Tables
              tables={tables.data.items}
              onDataset={
                makes
                  ? (table) => void navigate({ to: '/datasets/new', search: { source: [resource.id], table: [table] } })
                  : undefined
              }
            />
          )}
        </section>
        <Lineage resource={resource} />
      </div>
    </ResourcePage>
  );
}

/** Looks at the tables again, perhaps with a file brought first, and says what became of them since the page did. */
function useLook(resource: Resource) {
  const client = useQueryClient();
  const [changes, setChanges] = useState<string[]>();
  const [failed, setFailed] = useState<unknown>();
  const [looking, setLooking] = useState(false);
  const look = async (file?: File) => {
    setLooking(true);
    setFailed(undefined);
    setChanges(undefined);
    const { queryKey } = tablesQuery(resource.id);
    const before = client.getQueryData(queryKey)?.items ?? [];
    try {
      if (file) await upload(resource.project.id, file, () => {}, new AbortController().signal, resource.id);
      const { items } = await client.fetchQuery(tablesQuery(resource.id));
      setChanges(changesBetween(before, items));
      for (const key of ['broken', 'run', 'tile', 'values', 'rows']) void client.invalidateQueries({ queryKey: [key] });
    } catch (error) {
      setFailed(error);
    } finally {
      setLooking(false);
    }
  };
  return { look, changes, failed, looking };
}
