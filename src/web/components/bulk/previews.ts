// What a change would do to each of many things, asked one after the other: the answer to the last is the answer to all.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { Preview, type ResourceItem } from '#contract';

export type Previewed = { previews: Preview[] /** How many wouldn't be allowed. */; refused: number };

export const previewsQuery = (
  what: string,
  items: readonly ResourceItem[],
  ask: (item: ResourceItem, signal: AbortSignal) => Promise<unknown>,
) =>
  queryOptions({
    queryKey: ['access', 'many', what, items.map(({ id }) => id)],
    queryFn: async ({ signal }): Promise<Previewed> => {
      const previews: Preview[] = [];
      let refused = 0;
      for (const item of items) {
        signal.throwIfAborted();
        try {
          previews.push(Preview.parse(await ask(item, signal)));
        } catch (error) {
          if (signal.aborted) throw error;
          refused += 1;
        }
      }
      return { previews, refused };
    },
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
