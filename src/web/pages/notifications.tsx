import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { NotificationList } from '../components/notifications/notification-list.tsx';
import { useRead } from '../components/notifications/use-read.ts';
import { sentenceFor } from '../components/notifications/words.ts';
import { notificationsQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import styles from './notifications.module.css';
import { useNotificationLink } from './notified.tsx';

export function NotificationsPage() {
  const list = useInfiniteQuery(notificationsQuery);
  const read = useRead();
  const link = useNotificationLink();
  const items = list.data?.pages.flatMap((page) => page.items).filter((item) => sentenceFor(item)) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  return (
    <Page
      title="Notifications"
      actions={
        unread > 0 && (
          <Button variant="default" loading={read.isPending} onClick={() => read.mutate('all')}>
            Mark all as read
          </Button>
        )
      }
    >
      <div className={styles.narrow}>
        {list.isPending ? (
          <RowBones />
        ) : list.isError && !list.data ? (
          <Failed onRetry={() => void list.refetch()}>{sentenceOf(list.error)}</Failed>
        ) : items.length === 0 ? (
          <Note title="Nothing yet">What is shared with you, asked of you and about to end is told here.</Note>
        ) : (
          <NotificationList items={items} link={link} />
        )}
        {list.hasNextPage && (
          <div className={styles.more}>
            <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show more
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}
