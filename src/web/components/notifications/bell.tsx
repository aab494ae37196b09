// What waits to be read, one click away from every page.
import { Button, Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { newestQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { BellIcon } from '../../ui/icons.tsx';
import { Failed, Note } from '../../ui/note.tsx';
import { type NotificationLink, NotificationList } from './notification-list.tsx';
import styles from './notifications.module.css';
import { useRead } from './use-read.ts';
import { bellLabel, sentenceFor } from './words.ts';

type Props = {
  opened: boolean;
  onOpen: (opened: boolean) => void;
  link: NotificationLink;
  /** The way to all of them. */
  all: ReactNode;
};

export function Bell({ opened, onOpen, link, all }: Props) {
  const newest = useQuery(newestQuery);
  const read = useRead();
  const unread = newest.data?.unread ?? 0;
  const items = newest.data?.items.filter((item) => sentenceFor(item)) ?? [];
  return (
    <Popover opened={opened} onChange={onOpen} position="bottom-start" width={360} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.bell}
          aria-label={bellLabel(unread)}
          onClick={() => {
            onOpen(!opened);
            if (!opened) void newest.refetch();
          }}
        >
          <BellIcon />
          {unread > 0 && (
            <span className={styles.count} aria-hidden="true">
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Notifications" className={styles.panel}>
        <div className={styles.head}>
          <h2>Notifications</h2>
          {unread > 0 && (
            <Button variant="subtle" loading={read.isPending} onClick={() => read.mutate('all')}>
              Mark all as read
            </Button>
          )}
        </div>
        <div className={styles.scroll}>
          {newest.isPending ? (
            <RowBones rows={3} />
          ) : newest.isError && !newest.data ? (
            <Failed onRetry={() => void newest.refetch()}>{sentenceOf(newest.error)}</Failed>
          ) : items.length === 0 ? (
            <Note>Nothing yet. What is shared with you, asked of you and about to end is told here.</Note>
          ) : (
            <NotificationList items={items} link={link} />
          )}
        </div>
        <div className={styles.foot}>{all}</div>
      </Popover.Dropdown>
    </Popover>
  );
}
