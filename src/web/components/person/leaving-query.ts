// What would happen if somebody left just so.
import { queryOptions } from '@tanstack/react-query';
import { Preview } from '#contract';
import { api } from '../../data/api.ts';
import { hasCode, sentenceOf } from '../../data/query-client.ts';

/** `refusal` names what only they edit: without a hand-over they can't go. */
export const leavingQuery = (user: string) =>
  queryOptions({
    queryKey: ['users', user, 'leaving'],
    queryFn: async ({ signal }): Promise<{ preview?: Preview; refusal?: string }> => {
      try {
        const answer: unknown = await api.deactivateUser({ params: { user }, query: { preview: true }, signal });
        return { preview: Preview.parse(answer) };
      } catch (error) {
        if (hasCode(error, 'conflict')) return { refusal: sentenceOf(error) };
        throw error;
      }
    },
    staleTime: 0,
  });
