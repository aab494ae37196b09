// What else can be done with a thing, of what this person may. Each dialog is loaded when it is first wanted.
import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, startTransition, useRef, useState } from 'react';
import type { Resource } from '#contract';
import { projectsQuery } from '../../data/queries.ts';
import { AccessIcon, DuplicateIcon, HistoryIcon, LineageIcon, LinkIcon, MoreIcon, TrashIcon } from '../../ui/icons.tsx';
import { copyLink } from '../copy-link.ts';
import styles from './menu.module.css';

const Duplicate = lazy(() => import('./duplicate.tsx'));
const Versions = lazy(() => import('../versions/versions.tsx'));
const LineageDialog = lazy(() => import('../lineage/lineage-dialog.tsx'));
const MoveToTrash = lazy(() => import('./move-to-trash.tsx'));

type What = 'lineage' | 'duplicate' | 'versions' | 'trash';

export function More({ resource, me }: { resource: Resource; me: string }) {
  const navigate = useNavigate();
  const { data: projects } = useQuery(projectsQuery);
  const button = useRef<HTMLButtonElement>(null);
  // What was shown last stays while it fades.
  const [shown, setShown] = useState<What | null>(null);
  const [opened, setOpened] = useState(false);
  const show = (what: What) =>
    startTransition(() => {
      setShown(what);
      setOpened(true);
    });
  const close = () => {
    setOpened(false);
    button.current?.focus({ preventScroll: true });
  };
  const { actions } = resource;
  // A copy is made where the original is.
  const makes = projects?.items.find(({ id }) => id === resource.project.id)?.actions.includes('create');
  const dialog = { resource, opened, onClose: close };
  return (
    <>
      <Menu position="bottom-end" width={184}>
        <Menu.Target>
          <button ref={button} type="button" className={styles.button} aria-label="More">
            <MoreIcon />
          </button>
        </Menu.Target>
        <Menu.Dropdown aria-label="More">
          <Menu.Item leftSection={<LinkIcon />} onClick={() => void copyLink(resource)}>
            Copy link
          </Menu.Item>
          <Menu.Item leftSection={<LineageIcon />} onClick={() => show('lineage')}>
            Lineage
          </Menu.Item>
          {makes && resource.kind !== 'source' && (
            <Menu.Item leftSection={<DuplicateIcon />} onClick={() => show('duplicate')}>
              Duplicate
            </Menu.Item>
          )}
          {actions.includes('edit') && (
            <Menu.Item leftSection={<HistoryIcon />} onClick={() => show('versions')}>
              Versions
            </Menu.Item>
          )}
          {actions.includes('read_access') && (
            <Menu.Item
              leftSection={<AccessIcon />}
              onClick={() => void navigate({ to: '/access', search: { thing: [resource.id] } })}
            >
              Access history
            </Menu.Item>
          )}
          {actions.includes('delete') && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<TrashIcon />} onClick={() => show('trash')}>
                Move to trash
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {shown === 'lineage' && <LineageDialog {...dialog} />}
        {shown === 'duplicate' && <Duplicate {...dialog} />}
        {shown === 'versions' && <Versions {...dialog} />}
        {shown === 'trash' && <MoveToTrash {...dialog} me={me} />}
      </Suspense>
    </>
  );
}
