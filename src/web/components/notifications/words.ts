// What happened, as one sentence around the name of the thing. Pure.
import type { Notification } from '#contract';
import { formatDay } from '../format.ts';

export type Sentence = { before: string; title: string; after: string };

/** Null where there is nothing any more that the reader may be told of. */
export function sentenceFor({ kind, resource, by, level, endsAt }: Notification): Sentence | null {
  const who = by?.label ?? 'Somebody';
  if (kind === 'declined') return { before: `${who} declined what you asked for`, title: '', after: '' };
  if (!resource) return null;
  const { title } = resource;
  const verb = level === 'viewer' ? 'view' : level === 'editor' ? 'edit' : 'administer';
  switch (kind) {
    case 'shared':
      return { before: `${who} shared `, title, after: level === 'viewer' ? ' with you' : ` with you, to ${verb}` };
    case 'asked':
      return { before: `${who} asks to ${verb} `, title, after: '' };
    case 'answered':
      return { before: `You can ${verb} `, title, after: ' now, as you asked' };
    case 'ends':
      return { before: 'Your access to ', title, after: endsAt ? ` ends on ${formatDay(endsAt)}` : ' ends soon' };
  }
}

export const bellLabel = (unread: number): string => (unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`);
