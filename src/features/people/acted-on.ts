// Whom one may act on, and what has to be free for them.
import { type Ask, type Principal, requireCapability, rows } from '#access';
import { capabilitiesCarried, requireHolding } from '#access/giving/index';
import { Problem } from '#contract';
import { requireFound, type UserRow, userById } from '../subjects/index.ts';

/** `users.manage` acts on nobody who holds, or active would hold, a capability that the actor lacks. */
export const actedOn = async (ask: Ask, actor: Principal, id: string): Promise<UserRow> => {
  const user = await userById(ask, id);
  await requireFound(ask, actor, id);
  requireCapability(actor, 'users.manage');
  requireHolding(actor, await capabilitiesCarried(ask, user.id));
  return user;
};

export const requireFree = async (
  ask: Ask,
  { login, email, except }: { login?: string | undefined; email?: string | undefined; except?: string },
): Promise<void> => {
  const [taken] = await rows<{ login: string }>(
    ask,
    'select login from app_user where (lower(login) = lower($1) or lower(email) = lower($2)) and id is distinct from $3',
    [login ?? null, email ?? null, except ?? null],
  );
  if (!taken) return;
  const field = taken.login.toLowerCase() === login?.toLowerCase() ? 'login' : 'email';
  throw new Problem('conflict', `There is already a user with this ${field}.`, [{ field, message: 'is taken' }]);
};
