// What is being changed, kept on the server as a draft that its author alone sees, and published as one change.
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft, Resource } from '#contract';
import { api } from '../../data/api.ts';
import { resourceQuery } from '../../data/queries.ts';
import { hasCode } from '../../data/query-client.ts';
import { begin, changed, type Edited, editedFrom, redone, settled, undone } from './editing.ts';

export type Kept = { state: 'nothing' | 'keeping' | 'kept' | 'failed'; at?: string };

/** `draft`: what was left unpublished, when one goes on with it. */
export function useEditing(began: Resource, draft: Draft | null, onPublished: (saved: Resource) => void) {
  const client = useQueryClient();
  const [history, setHistory] = useState(() => begin(editedFrom(draft ?? began)));
  const [basedOn] = useState(draft?.basedOn ?? began.version);
  const [kept, setKept] = useState<Kept>(draft ? { state: 'kept', at: draft.savedAt } : { state: 'nothing' });
  const [later] = useDebouncedValue(history.now, 1_000);
  const known = useRef(JSON.stringify(history.now));
  const params = { resource: began.id };

  useEffect(() => {
    const said = JSON.stringify(later);
    if (said === known.current) return;
    known.current = said;
    setKept({ state: 'keeping' });
    const body = { title: later.title.trim() || began.title, definition: later.definition, basedOn };
    void api.putDraft({ params: { resource: began.id }, body }).then(
      ({ draft }) => setKept({ state: 'kept', at: draft.savedAt }),
      () => setKept({ state: 'failed' }),
    );
  }, [later, began, basedOn]);

  const publish = useMutation({
    mutationFn: async (version: number) => {
      const { title, definition } = history.now;
      const body = { ...(title.trim() !== began.title && { title: title.trim() }), definition };
      const saved = await api.updateResource({ params, body, ifMatch: version });
      // One that was based on an older version than it was published over stays behind.
      if (version !== basedOn) await api.deleteDraft({ params }).catch(() => undefined);
      return saved;
    },
    onSuccess: (saved) => {
      client.setQueryData(resourceQuery(began.id).queryKey, saved);
      for (const key of ['resource', 'resources', 'tile']) void client.invalidateQueries({ queryKey: [key] });
      onPublished(saved);
    },
  });
  const throwAway = async () => {
    await api.deleteDraft({ params });
    await client.invalidateQueries({ queryKey: ['draft', began.id] });
  };

  return {
    history,
    edited: history.now,
    change: useCallback((next: (now: Edited) => Edited, of?: string) => setHistory((old) => changed(old, next(old.now), of)), []),
    settle: useCallback((next: (now: Edited) => Edited) => setHistory((old) => settled(old, next(old.now))), []),
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
    kept,
    publish: () => publish.mutate(basedOn),
    publishOver: async () => {
      const newest = await client.fetchQuery({ ...resourceQuery(began.id), staleTime: 0 });
      publish.mutate(newest.version);
    },
    publishing: publish,
    stale: hasCode(publish.error, 'stale'),
    throwAway,
  };
}
