// Changing a user. Kind, e-mail and attributes decide which rows somebody sees, and an owner holds what the account holds, so
// those are for administrators, and nobody writes their own. A name may be one's own.
import { type Ask, type Principal, rows } from '#access';
import { changeNow, changeUser, giveRoleTo, keptThrough, note, subjectsAbove, takeRoleFrom } from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  invalid,
  type ParamsOf,
  problem,
  type QueryOf,
  type updateUser as updateUserRoute,
} from '#contract';
import { asking, type StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { recipients } from '../sharing/index.ts';
import { requireFound, type UserRow, userById } from '../subjects/index.ts';
import { actedOn, requireFree } from './acted-on.ts';
import { defaultRole } from './people.ts';
import { shownTo } from './present.ts';

type Body = BodyOf<typeof updateUserRoute>;

export const updateUser = async (
  deps: StoreDeps,
  principal: Principal,
  {
    params,
    query,
    body,
  }: { params: ParamsOf<typeof updateUserRoute>; query?: Partial<QueryOf<typeof updateUserRoute>>; body: Body },
): Promise<AnswerOf<typeof updateUserRoute>> => {
  const above = (ask: Ask) => subjectsAbove(ask, params.user);
  const endangers = async (ask: Ask) => (body.kind ? keptThrough(ask, await above(ask)) : []);
  const watched = watching.subjects(query, above);
  await changeNow(
    deps,
    principal,
    { within: 'organization', endangers, force: query?.force ?? false, ...watched },
    async (ask, actor) => {
      const user = await changeable(ask, actor, params.user, body);
      const set = changesOf(user, body);
      if (Object.keys(set).length === 0) return;
      requireFitting(user, set);
      if (set.owner) await recipients(ask, actor, [{ field: 'owner', subject: set.owner }]);
      await requireFree(ask, { login: set.login, email: set.email, except: user.id });
      await changeUser(ask, user.id, set);
      if (set.kind) await swapDefaultRole(ask, actor, user, set.kind);
      if (set.email) await moveSignIn(ask, user.id, set.email);
      await note(ask, actor, { action: 'user.update', subject: user.id, before: whatWas(user, set), after: set });
    },
  );
  return shownTo(asking(deps), principal, params.user);
};

const changeable = async (ask: Ask, actor: Principal, id: string, { name: _, login, ...decisive }: Body): Promise<UserRow> => {
  const isOwn = id === actor.userId;
  const decides = Object.values(decisive).some((value) => value !== undefined);
  if (isOwn && !decides && login === undefined) return userById(ask, id);
  await requireFound(ask, actor, id);
  const user = await actedOn(ask, actor, id);
  if (decides && !actor.administers)
    throw problem('forbidden', 'Only an administrator changes a kind, an e-mail address, attributes or an owner.');
  if (decides && isOwn)
    throw problem('forbidden', 'Nobody changes their own kind, e-mail address or attributes; ask somebody else.');
  return user;
};

type Set = Parameters<typeof changeUser>[2];

/** What of it differs from what is. */
const changesOf = (user: UserRow, { name, login, email, kind, attributes, owner }: Body): Set => ({
  ...(name !== undefined && name !== user.name && { name }),
  ...(login !== undefined && login !== user.login && { login }),
  ...(email !== undefined && email !== user.email?.toLowerCase() && { email }),
  ...(kind !== undefined && kind !== user.kind && { kind }),
  ...(attributes !== undefined && { attributes }),
  ...(owner !== undefined && owner !== user.owner_id && { owner }),
});

const requireFitting = (user: UserRow, { kind, owner }: Set) => {
  if (kind && user.kind === 'service') throw invalid('kind', 'of a service account stays what it is');
  if (owner && user.kind !== 'service') throw invalid('owner', 'is only for service accounts');
};

const whatWas = (user: UserRow, set: Set) =>
  Object.fromEntries(Object.keys(set).map((key) => [key, key === 'owner' ? user.owner_id : user[key as keyof UserRow]]));

const swapDefaultRole = async (ask: Ask, actor: Principal, user: UserRow, kind: NonNullable<Set['kind']>) => {
  const [had, gets] = [defaultRole[user.kind], defaultRole[kind]];
  if (had && gets && (await takeRoleFrom(ask, had, user.id))) await giveRoleTo(ask, gets, user.id, { by: actor.userId });
};

/** They sign in with it from now on; a letter that went to the old address no longer works. */
const moveSignIn = async (ask: Ask, id: string, email: string) => {
  await rows(ask, 'update auth_user set email = $2, email_verified = false, updated_at = $3 where id = $1', [id, email, ask.now]);
  await rows(ask, 'update invitation set token_hash = null where user_id = $1 and outcome is null', [id]);
};
