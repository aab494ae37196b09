// What somebody was told. Each is read again through the rule: of what they no longer reach, nothing is named.
import { z } from 'zod';
import { Flag, pageOf, pageQuery } from './page.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Moment } from './text.ts';
import { Kind, Level } from './words.ts';

/** Shared with you; asked of you; given as you asked; declined with a reason; yours, and about to end. */
export const NotificationKind = z.enum(['shared', 'asked', 'answered', 'declined', 'ends']).meta({ id: 'NotificationKind' });
export type NotificationKind = z.infer<typeof NotificationKind>;

export const Notification = z
  .object({
    id: z.string(),
    kind: NotificationKind,
    /** Null when you no longer reach it, or (of `asked`) can no longer answer. */
    resource: z.object({ id: z.string(), kind: Kind, name: z.string(), title: z.string() }).nullable(),
    level: Level,
    by: Subject.nullable(),
    /** What they said with it; empty where nothing is named any more. Of `declined` it is all there is to tell. */
    message: z.string(),
    /** Of `ends`: when. */
    endsAt: Moment.nullable(),
    at: Moment,
    read: z.boolean(),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

export const listNotifications = route({
  name: 'listNotifications',
  method: 'get',
  path: '/notifications',
  summary: 'What you were told, newest first, and how much of it you have not read',
  query: z.strictObject({ unread: Flag.optional(), ...pageQuery }),
  answer: pageOf(Notification).extend({ unread: z.number().int() }),
});
export const readNotifications = route({
  name: 'readNotifications',
  method: 'post',
  path: '/notifications/read',
  summary: 'Mark some, or all, as read',
  body: z.union([z.strictObject({ ids: z.array(z.string().max(100)).max(200) }), z.strictObject({ all: z.literal(true) })]),
  answer: z.object({ unread: z.number().int() }),
});
