// The header that every thing has: its title, who can see it, and sharing it.
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Resource } from '#contract';
import { Page } from '../ui/page.tsx';
import { SeenBy } from './access/seen-by.tsx';
import { ShareDialog } from './access/share-dialog.tsx';
import { Star } from './star.tsx';

type Props = { resource: Resource; me: string; under?: ReactNode; actions?: ReactNode; children: ReactNode };

export function ResourcePage({ resource, me, under, actions, children }: Props) {
  const [sharing, setSharing] = useState(false);
  const open = () => setSharing(true);
  return (
    <Page
      title={resource.title}
      under={under}
      actions={
        <>
          <Star item={resource} />
          <SeenBy resource={resource} onOpen={open} />
          {actions}
          <Button onClick={open}>Share</Button>
        </>
      }
    >
      {children}
      <ShareDialog resource={resource} me={me} opened={sharing} onClose={() => setSharing(false)} />
    </Page>
  );
}
