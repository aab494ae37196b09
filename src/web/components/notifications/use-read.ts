import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../data/api.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { sayFailed } from '../../ui/toast.ts';

export function useRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: 'all' | readonly string[]) =>
      api.readNotifications({ body: which === 'all' ? { all: true } : { ids: [...which] } }),
    onError: (error) => sayFailed(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
}
