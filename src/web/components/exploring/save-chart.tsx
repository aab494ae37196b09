// A part of an explore, kept as a chart with its filters and its time, in a project that one may create in.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Resource } from '#contract';
import { projectsQuery, resourceQuery } from '../../data/queries.ts';
import { hasCode, sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Choose } from '../../ui/choose.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Inline } from '../../ui/note.tsx';
import { make } from '../building/make.ts';
import type { MakeChart } from './made.ts';
import styles from './save-chart.module.css';

type Props = { explore: Resource; made: ReturnType<MakeChart>; opened: boolean; onClose: () => void };

export default function SaveChart({ explore, made, opened, onClose }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Save as chart" size={440}>
      <Saving explore={explore} made={made} onClose={onClose} />
    </Dialog>
  );
}

function Saving({ explore, made, onClose }: Omit<Props, 'opened'>) {
  const client = useQueryClient();
  const dataset = String(explore.definition.dataset ?? '');
  const behind = useQuery({ ...resourceQuery(dataset), retry: false });
  const projects = useQuery(projectsQuery);
  const places = projects.data?.items.filter(({ actions }) => actions.includes('create')) ?? [];
  const [title, setTitle] = useState(made.title);
  const [wished, setProject] = useState(explore.project.id);
  const project = places.find(({ id }) => id === wished) ?? places[0];
  const save = useMutation({
    mutationFn: () =>
      make({
        project: project?.id ?? '',
        kind: 'chart',
        title: title.trim(),
        definition: { dataset, ...made.chart },
      }),
    onSuccess: (saved) => {
      client.setQueryData(resourceQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['resources'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (title.trim() && project && !save.isPending) save.mutate();
  };
  if (behind.isPending || projects.isPending) return <RowBones rows={3} />;
  if (hasCode(behind.error, 'not_found'))
    return (
      <p>
        You see this explore, not the dataset behind it, and a chart is made over a dataset. Who edits that dataset can share it
        with you.
      </p>
    );
  if (behind.error || projects.error) return <Inline look="bad">{sentenceOf(behind.error ?? projects.error)}</Inline>;
  if (!project) return <p>There is no project that you may create in. Who manages one can let you.</p>;
  if (save.data)
    return (
      <div className={styles.form}>
        <p role="status">
          “{save.data.title}” is in {save.data.project.title};{' '}
          {save.data.generalAccess === 'project' ? `everyone in ${save.data.project.title} can see it` : 'only you can see it'}.
        </p>
        <div className={styles.foot}>
          <Button variant="subtle" onClick={onClose}>
            Stay here
          </Button>
          <Link to="/charts/$id" params={{ id: save.data.id }} search={{}} className={styles.open} data-autofocus>
            Open the chart
          </Link>
        </div>
      </div>
    );
  return (
    <form onSubmit={submit} className={styles.form} aria-label="Save as chart">
      <TextInput
        label="Title"
        value={title}
        maxLength={200}
        data-autofocus
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <div className={styles.project}>
        <span>Project</span>
        <Choose
          label="Project"
          value={project.id}
          width={280}
          options={places.map((place) => ({ value: place.id, label: place.title }))}
          onChoose={setProject}
        />
      </div>
      <p className={styles.quiet}>It keeps the filters and the time that you see.</p>
      {save.isError && <Inline look="bad">{sentenceOf(save.error)}</Inline>}
      <div className={styles.foot}>
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={save.isPending} disabled={!title.trim()}>
          Save
        </Button>
      </div>
    </form>
  );
}
