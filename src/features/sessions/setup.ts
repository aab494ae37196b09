// The first administrator of a new installation, by a link that works once and lives a day.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Ask, principalOf } from '#access';
import { giveRoleTo, insertUser, note } from '#access/giving/index';
import { type BodyOf, invalid, problem, type setUp as setUpRoute } from '#contract';
import { adminRoleId } from '#store/built-in';
import { asking } from '../deps.ts';
import { setPassword } from './passwords.ts';
import { type From, type SessionDeps, type SignedIn, welcome } from './sessions.ts';

const identifier = 'setup';

/** A token for the link, as long as nobody is there; null when somebody is. A new one replaces the last. */
export const offerSetup = async (deps: Pick<SessionDeps, 'store' | 'clock'>): Promise<string | null> => {
  const token = randomBytes(24).toString('base64url');
  const now = deps.clock.now();
  return deps.store.transaction(async (db) => {
    if (await anybody({ db, now })) return null;
    await db.deleteFrom('auth_verification').where('identifier', '=', identifier).execute();
    await db
      .insertInto('auth_verification')
      .values({
        id: randomUUID(),
        identifier,
        value: hashed(token),
        expires_at: new Date(now.getTime() + 24 * 3600_000),
        created_at: now,
        updated_at: now,
      })
      .execute();
    return token;
  });
};

export const setUp = async (
  deps: SessionDeps,
  _nobody: unknown,
  { token, name, email, password, from }: BodyOf<typeof setUpRoute> & { from: From },
): Promise<SignedIn> => {
  const userId = await deps.store.transaction(async (db) => {
    const ask: Ask = { db, now: deps.clock.now() };
    const [offered] = await db
      .deleteFrom('auth_verification')
      .where('identifier', '=', identifier)
      .where('value', '=', hashed(token))
      .where('expires_at', '>', ask.now)
      .returning('id')
      .execute();
    if (!offered || (await anybody(ask))) {
      throw problem('forbidden', 'This link has been used or is too old; restart the server to get a new one.');
    }
    const login = email.slice(0, email.indexOf('@'));
    const id = await insertUser(ask, { kind: 'person', status: 'active', name, login, email });
    await giveRoleTo(ask, adminRoleId, id);
    await setPassword(ask, { id, email, name }, password);
    const first = await principalOf(ask, id);
    if (first) await note(ask, first, { action: 'organization.set_up', subject: id });
    return id;
  });
  const session = await deps.auth.signIn(email, password, from);
  const principal = await principalOf(asking(deps), userId);
  if (!session || !principal) throw invalid('email', 'can’t sign in');
  return welcome(deps, principal, session);
};

const anybody = async ({ db }: Ask): Promise<boolean> =>
  (await db.selectFrom('app_user').select('id').limit(1).executeTakeFirst()) !== undefined;

const hashed = (token: string) => createHash('sha256').update(token).digest('base64url');
