// The ways that notifications lead: to the thing, or, of what somebody asks, to where it is answered.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Bell } from '../components/notifications/bell.tsx';
import type { NotificationLink } from '../components/notifications/notification-list.tsx';
import { useRead } from '../components/notifications/use-read.ts';
import { resourceLink } from './resource-link.tsx';

/** `onGo`: what else a click does, where the list lies over the page. */
export function useNotificationLink(onGo?: () => void): NotificationLink {
  const read = useRead();
  return ({ id, kind, resource, read: known }, children, className) => {
    const go = () => {
      if (!known) read.mutate([id]);
      onGo?.();
    };
    if (kind === 'asked' || kind === 'declined')
      return (
        <Link to="/requests" className={className} onClick={go}>
          {children}
        </Link>
      );
    return resource && resourceLink(resource, children, className, go);
  };
}

export function ShellBell() {
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <Bell
      opened={opened}
      onOpen={setOpened}
      link={useNotificationLink(close)}
      all={
        <Link to="/notifications" onClick={close}>
          All notifications
        </Link>
      }
    />
  );
}
