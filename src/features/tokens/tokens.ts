// API tokens: act as their user, can only narrow, are kept as a hash, and die with the user.
import { createHash, randomBytes } from 'node:crypto';
import { type Ask, narrowed, type Principal, principalOf, requireCapability, rows } from '#access';
import { changeNow, note } from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  type Capability,
  type createToken as createTokenRoute,
  type listTokens as listTokensRoute,
  notFound,
  problem,
  type QueryOf,
  type revokeToken as revokeTokenRoute,
  type Token,
} from '#contract';
import { newId } from '#store/new-id';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { whose } from '../sessions/index.ts';

const prefix = 'slt_';
const day = 24 * 60 * 60 * 1000;
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

type Row = {
  id: string;
  user_id: string;
  name: string;
  capabilities: Capability[] | null;
  read_only: boolean;
  created_at: Date;
  expires_at: Date;
};

export const createToken = async (
  deps: StoreDeps,
  principal: Principal,
  { body }: { body: BodyOf<typeof createTokenRoute> },
): Promise<AnswerOf<typeof createTokenRoute>> => {
  const token = prefix + randomBytes(32).toString('base64url');
  const row = await changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    requireCapability(actor, 'tokens.create');
    if (actor.narrow) throw problem('forbidden', 'A token can’t make another; sign in to make one.');
    const made: Row = {
      id: newId('tok'),
      user_id: actor.userId,
      name: body.name,
      capabilities: body.narrow?.capabilities ?? null,
      read_only: body.narrow?.readOnly ?? false,
      created_at: ask.now,
      expires_at: new Date(ask.now.getTime() + body.expiresInDays * day),
    };
    await ask.db
      .insertInto('api_token')
      .values({ ...made, hash: hashOf(token) })
      .execute();
    await note(ask, actor, {
      action: 'token.create',
      subject: actor.userId,
      after: { id: made.id, name: made.name, expiresAt: made.expires_at },
    });
    return made;
  });
  return { ...present(row), token };
};

export const listTokens = async (
  deps: StoreDeps,
  principal: Principal,
  { query = {} }: { query?: QueryOf<typeof listTokensRoute> } = {},
): Promise<AnswerOf<typeof listTokensRoute>> => {
  const ask = asking(deps);
  const found = await rows<Row>(ask, 'select * from api_token where user_id = $1 and $2 < expires_at order by created_at desc', [
    await whose(ask, principal, query.user),
    ask.now,
  ]);
  return { items: found.map(present) };
};

export const revokeToken = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: Given<typeof revokeTokenRoute>,
): Promise<AnswerOf<typeof revokeTokenRoute>> => {
  await changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    const user = await whose(ask, actor, query?.user);
    const gone = await rows(ask, 'delete from api_token where id = $1 and user_id = $2 returning 1', [params.token, user]);
    if (gone.length === 0) throw notFound();
    await note(ask, actor, { action: 'token.revoke', subject: user, before: { id: params.token } });
  });
  return { id: params.token };
};

/** Who a presented token acts as, narrowed; null for one that isn't ours, has ended, or whose user isn't active. */
export const principalOfToken = async (ask: Ask, token: string, requestId: string): Promise<Principal | null> => {
  if (!token.startsWith(prefix)) return null;
  const [row] = await rows<Row>(ask, liveToken, [hashOf(token), ask.now]);
  const user = row && (await principalOf(ask, row.user_id, requestId));
  if (!row || !user) return null;
  return narrowed(user, { capabilities: row.capabilities && new Set(row.capabilities), readOnly: row.read_only });
};
export const liveToken = 'select * from api_token where hash = $1 and $2 < expires_at';

const present = ({ id, name, capabilities, read_only, created_at, expires_at }: Row): Token => ({
  id,
  name,
  createdAt: created_at.toISOString(),
  expiresAt: expires_at.toISOString(),
  narrow: { ...(capabilities && { capabilities }), ...(read_only && { readOnly: true }) },
});
