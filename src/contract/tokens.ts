import { z } from 'zod';
import { route } from './route.ts';
import { ofUser } from './sessions.ts';
import { Moment, Title } from './text.ts';
import { Capability } from './words.ts';

/** What a token leaves of its user: only these capabilities, or reading alone. It can never be more than they are. */
export const Narrow = z
  .strictObject({ capabilities: z.array(Capability).optional(), readOnly: z.boolean().optional() })
  .meta({ id: 'Narrow' });

export const Token = z
  .object({ id: z.string(), name: z.string(), createdAt: Moment, expiresAt: Moment, narrow: Narrow })
  .meta({ id: 'Token' });
export type Token = z.infer<typeof Token>;

export const createToken = route({
  name: 'createToken',
  method: 'post',
  path: '/tokens',
  summary: 'Make a token that acts as you, and never as more; it is shown once',
  body: z.strictObject({ name: Title, expiresInDays: z.number().int().min(1).max(365).default(90), narrow: Narrow.optional() }),
  answer: Token.extend({ token: z.string() }),
  status: 201,
});
export const listTokens = route({
  name: 'listTokens',
  method: 'get',
  path: '/tokens',
  summary: 'Your tokens; of somebody else, for administrators',
  query: ofUser,
  answer: z.object({ items: z.array(Token) }),
});
export const revokeToken = route({
  name: 'revokeToken',
  method: 'delete',
  path: '/tokens/{token}',
  summary: 'End one of your tokens; of somebody else, for administrators',
  query: ofUser,
  answer: z.object({ id: z.string() }),
});
