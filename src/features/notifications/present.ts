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
  ends_at: Date | null;
  at: Date;
  read_at: Date | null;
};

export const presentNotifications = async (
  ask: Ask,
  principal: Principal,
  told: readonly NotificationRow[],
): Promise<Notification[]> => {
  const reached = await reachedAmong(ask, principal, [...new Set(told.map(({ resource_id }) => resource_id))]);
  const people = await foundById(
    ask,
    principal,
    told.map(({ by_id }) => by_id),
  );
  return told.map(({ id, kind, resource_id, level, by_id, ends_at, at, read_at }) => {
    const row = reached.get(resource_id);
    const known = row && (kind !== 'asked' || answers(row));
    return {
      id,
      kind,
      resource: known ? { id: row.id, kind: row.kind, name: row.name, title: row.title } : null,
      level,
      // Who asks is told to those who can answer.
      by: (by_id && (known || kind !== 'asked') && people.get(by_id)) || null,
      endsAt: ends_at?.toISOString() ?? null,
      at: at.toISOString(),
      read: read_at !== null,
    };
  });
};

const answers = ({ kind, level }: Reached): boolean => atLeast(level, kind === 'project' ? 'admin' : 'editor');
