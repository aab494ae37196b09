import type { ReactNode } from 'react';
import type { Notification } from '#contract';
import { formatAgo } from '../format.ts';
import { kindIcon } from '../kind-icon.tsx';
import { Face } from '../sharing/faces.tsx';
import styles from './notifications.module.css';
import { sentenceFor } from './words.ts';

export type NotificationLink = (notification: Notification, children: ReactNode, className: string | undefined) => ReactNode;

type Props = {
  items: readonly Notification[];
  /** Turns a sentence into a way to what it is about. */
  link: NotificationLink;
};

export function NotificationList({ items, link }: Props) {
  const now = new Date();
  return (
    <ul className={styles.list}>
      {items.map((notification) => {
        const sentence = sentenceFor(notification);
        if (!sentence) return null;
        const { by, at, read, resource } = notification;
        return (
          <li key={notification.id} className={styles.item} data-unread={!read || undefined}>
            {link(
              notification,
              <>
                {by ? <Face subject={by} /> : <span className={styles.icon}>{resource && kindIcon[resource.kind]}</span>}
                <span className={styles.words}>
                  {sentence.before}
                  <b className={styles.title}>{sentence.title}</b>
                  {sentence.after}
                  {notification.message && <span className={styles.message}>“{notification.message}”</span>}
                  <span className={styles.at}>{formatAgo(at, now)}</span>
                </span>
                {!read && (
                  <span className={styles.dot}>
                    <span className={styles.said}>Unread</span>
                  </span>
                )}
              </>,
              styles.link,
            )}
          </li>
        );
      })}
    </ul>
  );
}
