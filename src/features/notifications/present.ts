// What somebody was told, as they may read it now.
import { type Ask, type Principal, type Reached, reachedAmong } from '#access';
import { atLeast, type Level, type Notification, type NotificationKind } from '#contract';
import { foundById } from '../subjects/index.ts';

export type NotificationRow = {
  id: string;
  kind: NotificationKind;
  resource_id: string;
  level: Level;
  by_id: string | null;
  message: string;
  ends_at: Date | null;
  at: Date;
  read_at: Date | null;
};

export const presentNotifications = async (
  ask: Ask,
  principal: Principal,
  told: readonly NotificationRow[],
): Promise<Notification[]> => {
  const known = await knownAmong(ask, principal, told);
  const people = await foundById(
    ask,
    principal,
    told.map(({ by_id }) => by_id),
  );
  return told.map((notification) => {
    const { id, kind, level, by_id, message, ends_at, at, read_at } = notification;
    const row = kind === 'declined' ? undefined : known(notification);
    return {
      id,
      kind,
      resource: row ? { id: row.id, kind: row.kind, name: row.name, title: row.title } : null,
      level,
      // Who asks is told to those who can answer.
      by: (by_id && (row || kind !== 'asked') && people.get(by_id)) || null,
      message: row || kind === 'declined' ? message : '',
      endsAt: ends_at?.toISOString() ?? null,
      at: at.toISOString(),
      read: read_at !== null,
    };
  });
};

/** What a notification is about, while its reader reaches it, and (of what is asked) can answer. */
export const knownAmong = async (ask: Ask, principal: Principal, told: readonly Pick<NotificationRow, 'resource_id'>[]) => {
  const reached = await reachedAmong(ask, principal, [...new Set(told.map(({ resource_id }) => resource_id))]);
  return ({ kind, resource_id }: Pick<NotificationRow, 'kind' | 'resource_id'>): Reached | undefined => {
    const row = reached.get(resource_id);
    return row && (kind !== 'asked' || answers(row)) ? row : undefined;
  };
};

const answers = ({ kind, level }: Reached): boolean => atLeast(level, kind === 'project' ? 'admin' : 'editor');
