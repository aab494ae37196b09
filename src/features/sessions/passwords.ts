// Passwords are kept as argon2id, at the strength that OWASP names as the least, in better-auth's own rows.
import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Ask } from '#access';

const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, strength);
export const verifyPassword = (hashed: string, password: string): Promise<boolean> => verify(hashed, password);

/** From now on this user signs in with this; every session they had ends. Works inside a transaction. */
export const setPassword = async (ask: Ask, user: Account, password: string): Promise<void> =>
  keepPassword(ask, user, await hashPassword(password));

type Account = { id: string; email: string; name: string };

export const keepPassword = async ({ db, now }: Ask, user: Account, hashed: string): Promise<void> => {
  const at = { created_at: now, updated_at: now };
  const email = user.email.toLowerCase();
  await db
    .insertInto('auth_user')
    .values({ id: user.id, name: user.name, email, email_verified: true, image: null, ...at })
    .onConflict((oc) => oc.column('id').doUpdateSet({ name: user.name, email, updated_at: now }))
    .execute();
  await db
    .insertInto('auth_account')
    .values({ id: randomUUID(), user_id: user.id, provider_id: 'credential', account_id: user.id, password: hashed, ...at })
    .onConflict((oc) => oc.columns(['provider_id', 'account_id']).doUpdateSet({ password: hashed, updated_at: now }))
    .execute();
  await endSessions({ db, now }, user.id);
};

/** For whoever must be out at once: a new password, a deactivation. */
export const endSessions = async ({ db }: Ask, userId: string): Promise<void> => {
  await db.deleteFrom('auth_session').where('user_id', '=', userId).execute();
};
