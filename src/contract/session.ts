import { z } from 'zod';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Email, Title } from './text.ts';
import { ViewAs } from './view-as.ts';
import { Capability, UserKind } from './words.ts';

export const Me = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string().nullable(), login: z.string(), kind: UserKind }),
    capabilities: z.array(Capability),
    groups: z.array(Subject),
    roles: z.array(Subject),
    /** There while the request looks as somebody else, who then is `user`; as a group, somebody who is in nothing else. */
    viewAs: ViewAs.optional(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const signIn = route({
  name: 'signIn',
  method: 'post',
  path: '/session',
  summary: 'Sign in with e-mail and password; answers with a session cookie, and with the token for commands',
  body: z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) }),
  answer: Me.extend({ token: z.string() }),
  open: true,
});
export const setUp = route({
  name: 'setUp',
  method: 'post',
  path: '/setup',
  summary: 'Make the first administrator of a new installation, by the one-time link that the server prints',
  body: z.strictObject({
    token: z.string().min(1).max(200),
    name: Title,
    email: Email,
    password: z.string().min(12, 'is shorter than 12 characters').max(200),
  }),
  answer: Me.extend({ token: z.string() }),
  status: 201,
  open: true,
});
export const signOut = route({
  name: 'signOut',
  method: 'delete',
  path: '/session',
  summary: 'End this session',
  answer: z.object({ signedOut: z.literal(true) }),
});
export const getMe = route({
  name: 'getMe',
  method: 'get',
  path: '/me',
  summary: 'Who is asking, and what they may do at all',
  answer: Me,
});
