// Whose request this is: a session's token, in a cookie or as Bearer, and behind it a user who is active right now.
import { type Principal, principalOf } from '#access';
import type { Clock } from '#clock';
import { problem, viewAsHeader } from '#contract';
import type { SessionTokens } from '#features/sessions/index';
import { liveToken, principalOfToken } from '#features/tokens/index';
import { lookingAs } from '#features/view-as/index';
import type { Store } from '#store/open';

/** A request by an API token has no session. */
export type Known = { principal: Principal; sessionId?: string };
export type Authenticate = (headers: Headers, requestId: string) => Promise<Known | null>;

export const makeAuthenticate = (deps: { store: Store; clock: Clock; tokens: SessionTokens }): Authenticate => {
  deps.store.name(liveToken);
  const liveSession = deps.store.name('select id, user_id, updated_at from auth_session where token = $1 and expires_at > $2');
  const known = async (headers: Headers, requestId: string): Promise<Known | null> => {
    const presented = presentedToken(headers);
    const byToken = presented && (await principalOfToken({ db: deps.store.db, now: deps.clock.now() }, presented, requestId));
    if (byToken) return { principal: byToken };
    const key = presented && deps.tokens.open(presented);
    if (!key) return null;
    const now = deps.clock.now();
    const [session] = await deps.store.rows<{ id: string; user_id: string; updated_at: Date }>(liveSession, [key, now]);
    if (!session) return null;
    if (now.getTime() - session.updated_at.getTime() > usedToMs) await deps.store.rows(used, [session.id, now]);
    const principal = await principalOf({ db: deps.store.db, now }, session.user_id, requestId);
    return principal && { principal, sessionId: session.id };
  };
  return async (headers, requestId) => {
    const found = await known(headers, requestId);
    const viewAs = headers.get(viewAsHeader);
    if (!found || viewAs === null) return found;
    return { ...found, principal: await lookingAs({ db: deps.store.db, now: deps.clock.now() }, found.principal, viewAs) };
  };
};

/** When a session was last used is told to a few minutes, so that few requests write. */
const usedToMs = 5 * 60_000;
const used = 'update auth_session set updated_at = $2 where id = $1 and updated_at < $2';

export const cookieName = 'sightline_session';

/** A request that says who it is in words isn't also asked for its cookies. */
const presentedToken = (headers: Headers): string | undefined => {
  const authorization = headers.get('authorization');
  if (authorization !== null) return /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return cookieToken(headers);
};

const cookieToken = (headers: Headers): string | undefined => {
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName) return value;
  }
  return undefined;
};

/**
 * A cookie travels with whatever a browser is talked into sending, so with one (and when signing in) a change must come
 * from our own pages. Browsers say where a change comes from; what says nothing is no browser.
 */
export const requireOwnOrigin = (request: Request, ownOrigin: string) => {
  if (request.method === 'GET' || request.method === 'HEAD' || request.headers.has('authorization')) return;
  // No page can set the first one; where it is missing (plain http, elsewhere than localhost) the second says it.
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site !== null ? site === 'same-origin' || site === 'none' : origin === null || origin === ownOrigin) return;
  throw problem('forbidden', 'This request comes from another site’s page and was refused.');
};
