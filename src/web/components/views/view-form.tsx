// A view's name, and whom it is for: a new one of what one sees, or another name for one that is there.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Resource, SavedView, TimeRange } from '#contract';
import { api } from '../../data/api.ts';
import { viewsQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Choose } from '../../ui/choose.tsx';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { bodyOf, type Shown } from './of-view.ts';
import styles from './views.module.css';

type Props = {
  resource: Resource;
  shown: Shown;
  opensWith: TimeRange | undefined;
  view?: SavedView;
  onBack: () => void;
  onSaved: (view: SavedView) => void;
};

export function ViewForm({ resource, shown, opensWith, view, onBack, onSaved }: Props) {
  const client = useQueryClient();
  const [title, setTitle] = useState(view?.title ?? '');
  const [who, setWho] = useState<'me' | 'all'>(view?.forAll ? 'all' : 'me');
  const save = useMutation({
    mutationFn: () => {
      const said = { title: title.trim(), forAll: who === 'all' };
      return view
        ? api.updateView({ params: { resource: resource.id, view: view.id }, body: said })
        : api.createView({
            params: { resource: resource.id },
            body: { ...said, ...bodyOf(shown, opensWith) },
          });
    },
    onSuccess: async (saved) => {
      await client.invalidateQueries(viewsQuery(resource.id));
      say(`“${saved.title}” is saved for ${saved.forAll ? 'everybody who can see this' : 'you'}.`);
      onSaved(saved);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (title.trim() && !save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} className={styles.form} aria-label={view ? 'Rename the view' : 'Save this view'}>
      <TextInput
        label="Title"
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={200}
        required
        withAsterisk={false}
        data-autofocus
        autoFocus
      />
      {resource.actions.includes('edit') && (
        <Choose
          label="Whom it is for"
          value={who}
          width={268}
          options={[
            { value: 'me', label: 'Only for me' },
            { value: 'all', label: 'For everybody who can see this' },
          ]}
          onChoose={setWho}
        />
      )}
      {save.isError && <Inline look="bad">{sentenceOf(save.error)}</Inline>}
      <div className={styles.foot}>
        <Button variant="subtle" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" loading={save.isPending} disabled={!title.trim()}>
          Save
        </Button>
      </div>
    </form>
  );
}
