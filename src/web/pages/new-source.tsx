// A new source, of what the operator allowed; tried before it is made.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { make } from '../components/building/make.ts';
import styles from '../components/sources/sources.module.css';
import { Tables } from '../components/sources/tables.tsx';
import { api } from '../data/api.ts';
import { meQuery, placesQuery, projectsQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Choose } from '../ui/choose.tsx';
import { Inline, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { say } from '../ui/toast.ts';

export function NewSourcePage() {
  const { data: me } = useSuspenseQuery(meQuery);
  const projects = useQuery(projectsQuery);
  const within = projects.data?.items.filter(({ actions }) => actions.includes('manage_sources')) ?? [];
  return (
    <Page title="New source" under="Where data comes from; only its editors see where that is.">
      {projects.isPending ? (
        <RowBones rows={4} />
      ) : !me.capabilities.includes('sources.manage') || within.length === 0 ? (
        <Note title="Making a source takes a right that you don’t have">
          It is for who administers a project and may manage sources. Ask them to make it, or to give you that right.
        </Note>
      ) : (
        <Making projects={within} />
      )}
    </Page>
  );
}

function Making({ projects }: { projects: readonly { id: string; title: string }[] }) {
  const [project, setProject] = useState(projects[0]?.id ?? '');
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState('');
  const places = useQuery(placesQuery(project));
  const client = useQueryClient();
  const navigate = useNavigate();
  const definition = definitionOf(chosen);
  const tried = useMutation({ mutationFn: () => api.checkNewSource({ params: { project }, body: { definition } }) });
  const save = useMutation({
    mutationFn: () => make({ project, kind: 'source', title: title.trim(), definition }),
    onSuccess: async (made) => {
      void client.invalidateQueries({ queryKey: ['resources'] });
      say(`“${made.title}” is there; only you and who administers ${made.project.title} can see it.`);
      await navigate({ to: '/sources/$id', params: { id: made.id } });
    },
  });
  const { folders = [], files = [], connections = [] } = places.data ?? {};
  const options = [
    ...folders.map((path) => ({ value: `folder ${path}`, label: path, detail: 'A folder of files' })),
    ...files.map((path) => ({ value: `duckdb ${path}`, label: path, detail: 'A DuckDB file' })),
    ...connections.map((name) => ({ value: `postgres ${name}`, label: name, detail: 'A PostgreSQL database' })),
  ];
  const error = save.error ?? tried.error ?? places.error;
  return (
    <div className={styles.form}>
      <p>
        To bring a file of your own, make a <Link to="/datasets/new">new dataset</Link> from it.
      </p>
      {projects.length > 1 && (
        <Choose
          label="Project"
          value={project}
          options={projects.map(({ id, title: called }) => ({ value: id, label: `In ${called}` }))}
          onChoose={setProject}
          width={280}
        />
      )}
      <TextInput label="Title" value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
      {places.data && options.length === 0 ? (
        <Note title="The operator of this server has allowed no data yet">
          They name folders (SIGHTLINE_SOURCE_FOLDERS) and databases (SIGHTLINE_CONNECTION_…) where the server is started.
        </Note>
      ) : (
        <div className={styles.choice}>
          <Choose
            label="What it reads"
            value={chosen}
            options={[{ value: '', label: 'Choose a folder, a file or a database' }, ...options]}
            onChoose={(next) => {
              setChosen(next);
              tried.reset();
            }}
            width={460}
          />
        </div>
      )}
      {error && <Inline look="bad">{sentenceOf(error)}</Inline>}
      {tried.data?.problem && (
        <Inline look="bad">
          {tried.data.problem} {tried.data.next}
        </Inline>
      )}
      <div>
        <Button variant="default" disabled={chosen === ''} loading={tried.isPending} onClick={() => tried.mutate()}>
          Test
        </Button>{' '}
        <Button disabled={chosen === '' || title.trim() === ''} loading={save.isPending} onClick={() => save.mutate()}>
          Make source
        </Button>
      </div>
      {tried.data && !tried.data.problem && <Tables tables={tried.data.tables} />}
    </div>
  );
}

const definitionOf = (chosen: string): Record<string, unknown> => {
  const [type, ...rest] = chosen.split(' ');
  const where = rest.join(' ');
  return type === 'postgres' ? { type, connection: where } : { type, path: where };
};
