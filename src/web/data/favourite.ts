// Marking what one opens often. The star turns at once, and turns back if the server says no.
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Resource, ResourceItem } from '#contract';
import { sayFailed } from '../ui/toast.ts';
import { api } from './api.ts';
import { sentenceOf } from './query-client.ts';

type Pages = InfiniteData<{ items: ResourceItem[] }>;

export function useFavourite({ id, title }: Pick<ResourceItem, 'id' | 'title'>) {
  const client = useQueryClient();
  const show = (favourite: boolean) => {
    client.setQueriesData<Pages>({ queryKey: ['resources'] }, (data) => data && marked(data, id, favourite));
    client.setQueryData<Resource>(['resource', id], (resource) => resource && { ...resource, favourite });
  };
  return useMutation({
    mutationFn: (favourite: boolean) => {
      const params = { resource: id };
      return favourite ? api.addFavourite({ params }) : api.removeFavourite({ params });
    },
    onMutate: show,
    onError: (error, favourite) => {
      show(!favourite);
      sayFailed(`“${title}” could not be ${favourite ? 'marked' : 'unmarked'}. ${sentenceOf(error)}`);
    },
    // What one is looking at stays: who unmarks by mistake finds the star where it was.
    onSuccess: () =>
      client.invalidateQueries({
        queryKey: ['resources'],
        predicate: ({ queryKey }) => (queryKey[1] as { for?: string } | undefined)?.for === 'favourites',
        refetchType: 'none',
      }),
  });
}

const marked = (data: Pages, id: string, favourite: boolean): Pages =>
  data.pages.some(({ items }) => items.some((item) => item.id === id))
    ? {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.map((item) => (item.id === id ? { ...item, favourite } : item)),
        })),
      }
    : data;
