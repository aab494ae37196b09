// The header that every thing has: its title, who can see it, and sharing it.
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, startTransition, useState } from 'react';
import type { Resource } from '#contract';
import { accessQuery } from '../data/queries.ts';
import { Page } from '../ui/page.tsx';
import { More } from './menu/more.tsx';
import { SeenBy } from './sharing/seen-by.tsx';
import { Star } from './star.tsx';

const dialog = () => import('./sharing/share-dialog.tsx');
const ShareDialog = lazy(() => dialog().then((module) => ({ default: module.ShareDialog })));

type Props = { resource: Resource; me: string; under?: ReactNode; actions?: ReactNode; children: ReactNode };

export function ResourcePage({ resource, me, under, actions, children }: Props) {
  const [sharing, setSharing] = useState(false);
  // Loaded when it is first wanted; then it stays, so that it can fade.
  const [wanted, setWanted] = useState(false);
  const client = useQueryClient();
  /** Pointing at the button is nearly always followed by opening. */
  const prepare = () => {
    // Whoever opens it hears of a failure.
    dialog().catch(() => {});
    if (resource.actions.includes('share')) void client.prefetchQuery(accessQuery(resource.id));
  };
  // As a transition, so that React shows it when it is there, and no sooner or later.
  const open = () =>
    startTransition(() => {
      setWanted(true);
      setSharing(true);
    });
  return (
    <Page
      title={resource.title}
      under={under}
      actions={
        <>
          <Star item={resource} />
          <SeenBy resource={resource} onOpen={open} />
          {actions}
          <Button onClick={open} onPointerEnter={prepare} onFocus={prepare}>
            Share
          </Button>
          <More resource={resource} me={me} />
        </>
      }
    >
      {children}
      <Suspense fallback={null}>
        {wanted && <ShareDialog resource={resource} me={me} opened={sharing} onClose={() => setSharing(false)} />}
      </Suspense>
    </Page>
  );
}
