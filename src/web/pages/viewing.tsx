// What all pages of one thing share: asking for it, and ending calmly where it can't be seen.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Resource } from '#contract';
import { meQuery, type ShownKind } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { useViewed } from '../data/viewed.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { isShown, plural } from './addresses.ts';
import { NoAccess } from './no-access.tsx';

type Props = { kind: ShownKind; children: (resource: Resource, me: string) => ReactNode };

export function Viewing({ kind, children }: Props) {
  const { id = '' } = useParams({ strict: false });
  // Another thing is another page: nothing of the one before stays in it.
  return <One key={id} id={id} kind={kind} draw={children} />;
}

function One({ id, kind, draw }: { id: string; kind: ShownKind; draw: Props['children'] }) {
  const { data: me } = useSuspenseQuery(meQuery);
  const { resource, refused, error, refetch } = useViewed(id);
  if (refused) return <NoAccess resource={id} />;
  if (error)
    return (
      <Page title={plural[kind].title}>
        <Failed onRetry={() => void refetch()}>{sentenceOf(error)}</Failed>
      </Page>
    );
  if (!resource)
    return (
      <Page title="Loading" heading={<h1 aria-busy="true">&nbsp;</h1>}>
        <RowBones rows={8} />
      </Page>
    );
  if (resource.kind !== kind)
    return isShown(resource.kind) ? (
      <Navigate to={plural[resource.kind].one} params={{ id }} replace />
    ) : (
      <NoAccess resource={id} />
    );
  return draw(resource, me.user.id);
}
