// For those who may: seeing with one's own eyes what somebody sees.
import { Button } from '@mantine/core';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import type { Me, Subject } from '#contract';
import { api } from '../../data/api.ts';
import { meQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { enterViewAs } from '../../data/view-as.ts';
import { sayFailed } from '../../ui/toast.ts';

type Props = {
  subject: Pick<Subject, 'id' | 'kind' | 'label'>;
  /** Where one then is; the first page, unless told. */
  at?: string;
  compact?: boolean;
};

export function ViewAsButton({ subject, at, compact }: Props) {
  const { data: me } = useSuspenseQuery(meQuery);
  const start = useMutation({
    mutationFn: () => api.startViewAs({ body: { subject: subject.id } }),
    onSuccess: ({ id }) => enterViewAs(id, at),
    onError: (error) => sayFailed(sentenceOf(error)),
  });
  if (!mayViewAs(me, subject)) return null;
  return (
    <Button variant="default" size={compact ? 'compact-sm' : 'sm'} loading={start.isPending} onClick={() => start.mutate()}>
      View as {subject.label}
    </Button>
  );
}

export const mayViewAs = (me: Me, { id, kind }: Pick<Subject, 'id' | 'kind'>): boolean =>
  !me.viewAs && kind !== 'role' && id !== me.user.id && me.capabilities.includes('users.manage');
