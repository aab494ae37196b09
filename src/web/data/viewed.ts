// Keeping a page honest: access that was taken back ends it at the reader's next act, not when they happen to reload.
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { resourceQuery } from './queries.ts';
import { hasCode } from './query-client.ts';

/** How old an answer may be before a click asks again whether its reader still has it. */
const trusted = 1_000;

export function useViewed(id: string) {
  const client = useQueryClient();
  const viewed = useQuery({ ...resourceQuery(id), refetchInterval: 30_000 });
  const { dataUpdatedAt, refetch } = viewed;
  // Asking again forgets the last refusal until the answer is there; the page must not flicker meanwhile.
  const [refused, setRefused] = useState(false);
  if (!refused && hasCode(viewed.error, 'not_found')) setRefused(true);
  if (refused && viewed.isSuccess) setRefused(false);

  useEffect(() => {
    if (refused) return;
    const askAgain = () => {
      if (Date.now() - dataUpdatedAt > trusted) void refetch();
    };
    window.addEventListener('click', askAgain, true);
    return () => window.removeEventListener('click', askAgain, true);
  }, [dataUpdatedAt, refetch, refused]);

  useEffect(() => {
    if (refused) forget(client, id);
  }, [client, id, refused]);

  return { resource: refused ? undefined : viewed.data, refused, error: viewed.data ? null : viewed.error, refetch };
}

/** What a part answered tells about the whole: a part that is gone may mean that all of it is. */
export const useAskAgainWhenGone = (id: string, error: unknown) => {
  const client = useQueryClient();
  const gone = hasCode(error, 'not_found') || hasCode(error, 'forbidden');
  useEffect(() => {
    if (gone) void client.invalidateQueries({ queryKey: ['resource', id], exact: true });
  }, [client, id, gone]);
};

/** Nothing of what was seen stays in memory once it may not be seen. */
function forget(client: QueryClient, id: string) {
  for (const kind of [
    'tile',
    'run',
    'values',
    'access',
    'picker',
    'views',
    'versions',
    'rows',
    'sql',
    'check',
    'lineage',
    'tables',
    'broken',
  ])
    client.removeQueries({ queryKey: [kind, id] });
  void client.invalidateQueries({ queryKey: ['resources'] });
}
