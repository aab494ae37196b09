// A change of who belongs where: what it does is read first, then it is made.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { Preview } from '#contract';

type Asked = { query?: { preview?: boolean }; signal?: AbortSignal };
/** One call of the API; asked with `preview` it answers what it would do. */
export type Change = { key: readonly unknown[]; ask: (asked: Asked) => Promise<unknown> };

export const effectQuery = ({ key, ask }: Change) =>
  queryOptions({
    queryKey: ['effect', ...key],
    queryFn: async ({ signal }) => Preview.parse(await ask({ query: { preview: true }, signal })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** Whoever belongs somewhere else reaches something else. */
const touched = ['group', 'groups', 'role', 'roles', 'user', 'users', 'reach', 'history', 'resources', 'resource', 'access'];
const alsoTouched = ['picker', 'members', 'projects', 'me', 'subjects', 'subject'];

/** What is asked anew waits for `onDone`: on the page of what was deleted there is nothing left to ask. */
export function useChanges(onDone: () => unknown) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (changes: readonly Change[]) => {
      for (const { ask } of changes) await ask({});
    },
    onSuccess: onDone,
    onSettled: () => {
      for (const key of [...touched, ...alsoTouched]) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}
