// Where somebody is signed in: seen and ended by themselves, and by administrators. Who manages users sees no sessions.
import { type Principal, rows } from '#access';
import { note } from '#access/giving/index';
import {
  type AnswerOf,
  type endSession as endSessionRoute,
  type listSessions as listSessionsRoute,
  notFound,
  type ParamsOf,
  type QueryOf,
} from '#contract';
import { asking, type StoreDeps } from '../deps.ts';
import { write } from '../write.ts';
import { whose } from './whose.ts';

type Row = {
  id: string;
  created_at: Date;
  updated_at: Date;
  expires_at: Date;
  user_agent: string | null;
  ip_address: string | null;
};

export const listSessions = async (
  deps: StoreDeps,
  principal: Principal,
  { query, sessionId }: { query: QueryOf<typeof listSessionsRoute>; sessionId?: string | undefined },
): Promise<AnswerOf<typeof listSessionsRoute>> => {
  const ask = asking(deps);
  const found = await rows<Row>(
    ask,
    `select id, created_at, updated_at, expires_at, user_agent, ip_address from auth_session
      where user_id = $1 and $2 < expires_at
      order by updated_at desc, id`,
    [await whose(ask, principal, query.user), ask.now],
  );
  return {
    items: found.map(({ id, created_at, updated_at, expires_at, user_agent, ip_address }) => ({
      id,
      madeAt: created_at.toISOString(),
      lastUsedAt: updated_at.toISOString(),
      expiresAt: expires_at.toISOString(),
      agent: user_agent ?? '',
      address: ip_address ?? '',
      current: id === sessionId,
    })),
  };
};

export const endSession = (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: { params: ParamsOf<typeof endSessionRoute>; query: QueryOf<typeof endSessionRoute> },
): Promise<AnswerOf<typeof endSessionRoute>> =>
  write(deps, principal, async (ask) => {
    const user = await whose(ask, principal, query.user);
    const gone = await rows<{ user_agent: string | null }>(
      ask,
      'delete from auth_session where id = $1 and user_id = $2 returning user_agent',
      [params.session, user],
    );
    if (!gone[0]) throw notFound();
    await note(ask, principal, { action: 'session.end', subject: user, before: { agent: gone[0].user_agent } });
    return { id: params.session };
  });
