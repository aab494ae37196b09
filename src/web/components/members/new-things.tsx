// For whom what is made in a project is, until told otherwise. Nothing that is there already changes by it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { GeneralAccess, Resource } from '#contract';
import { api } from '../../data/api.ts';
import { resourceQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Choose } from '../../ui/choose.tsx';
import { say, sayFailed } from '../../ui/toast.ts';
import styles from './members.module.css';

const choices = [
  { value: 'project', label: 'Everyone in the project', detail: 'Whoever is a member of all of it' },
  { value: 'private', label: 'Only people added', detail: 'Whoever makes it, and whom they share it with' },
  { value: 'organization', label: 'As the organization has it', detail: 'Until this project says something else' },
] as const;
type Choice = GeneralAccess | 'organization';

export function NewThings({ project }: { project: Resource }) {
  const client = useQueryClient();
  const { defaultAccess, ...definition } = project.definition;
  const is: Choice = defaultAccess === 'project' || defaultAccess === 'private' ? defaultAccess : 'organization';
  const save = useMutation({
    mutationFn: (choice: Choice) =>
      api.updateResource({
        params: { resource: project.id },
        body: { definition: { ...definition, ...(choice !== 'organization' && { defaultAccess: choice }) } },
        ifMatch: project.version,
      }),
    onSuccess: () => say('Kept, for what is made from now on.'),
    onError: (error) => sayFailed(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: resourceQuery(project.id).queryKey }),
  });
  return (
    <p className={styles.newThings}>
      New things are for{' '}
      <Choose<Choice>
        label="Who new things are for"
        value={is}
        options={choices}
        quiet
        width={280}
        disabled={save.isPending || !project.actions.includes('edit')}
        onChoose={(choice) => choice !== is && save.mutate(choice)}
      />
    </p>
  );
}
