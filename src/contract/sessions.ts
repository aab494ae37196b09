// Where somebody is signed in. Their own; an administrator's of anybody, to end what has fallen into other hands.
import { z } from 'zod';
import { route } from './route.ts';
import { Moment } from './text.ts';

export const ofUser = z.strictObject({ user: z.string().max(100).optional() });

export const Session = z
  .object({
    id: z.string(),
    madeAt: Moment,
    /** To a few minutes. */
    lastUsedAt: Moment,
    expiresAt: Moment,
    /** What the browser or command calls itself, and where it signed in from. */
    agent: z.string(),
    address: z.string(),
    /** The one that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const listSessions = route({
  name: 'listSessions',
  method: 'get',
  path: '/sessions',
  summary: 'Where you are signed in, last used first; of somebody else, for administrators',
  query: ofUser,
  answer: z.object({ items: z.array(Session) }),
});
export const endSession = route({
  name: 'endSession',
  method: 'delete',
  path: '/sessions/{session}',
  summary: 'Sign out there',
  query: ofUser,
  answer: z.object({ id: z.string() }),
});
