// Changing who has access: each change names the version it was made from, so that two people never overwrite each other.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Access, patchAccess } from '#contract';
import { api } from '../../data/api.ts';
import { accessQuery } from '../../data/queries.ts';
import { hasCode } from '../../data/query-client.ts';
import { whoChanged } from './words.ts';

export type AccessChange = z.input<(typeof patchAccess)['body']>;

export function useAccessChange(resource: string, me: string) {
  const client = useQueryClient();
  const key = accessQuery(resource).queryKey;
  return useMutation({
    mutationFn: async (change: AccessChange): Promise<Access> => {
      const before = client.getQueryData(key);
      try {
        const answer = await api.patchAccess({
          params: { resource },
          body: change,
          ...(before && { ifMatch: before.version }),
        });
        if ('counts' in answer) throw new Error('a change was answered with a preview');
        return answer;
      } catch (error) {
        if (before && hasCode(error, 'stale')) throw new StaleList(await refreshed(client, resource, before, me));
        throw error;
      }
    },
    onSuccess: (access) => {
      client.setQueryData(key, access);
      void client.invalidateQueries({ queryKey: ['access', resource, 'explain'] });
      void client.invalidateQueries({ queryKey: ['resource', resource] });
      void client.invalidateQueries({ queryKey: ['resources'] });
    },
    onError: (error) => {
      // Whoever gave up their own access learns it from the page itself.
      if (hasCode(error, 'not_found') || hasCode(error, 'forbidden'))
        void client.invalidateQueries({ queryKey: ['resource', resource] });
    },
  });
}

/** Somebody else was faster; says who, and that the list shown is theirs now. */
export class StaleList extends Error {}

async function refreshed(
  client: ReturnType<typeof useQueryClient>,
  resource: string,
  before: Access,
  me: string,
): Promise<string> {
  const after = await client.fetchQuery(accessQuery(resource));
  return whoChanged(before, after, me);
}
