// Users: people, guests and service accounts. Deactivated, never erased: what was given stays for a return.
import { type Principal, requireCapability, rows } from '#access';
import { capabilitiesOf, changeNow, giveRoleTo, insertUser, note, requireHolding } from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  type createUser as createUserRoute,
  type getUser as getUserRoute,
  invalid,
  type listUsers as listUsersRoute,
  type QueryOf,
  type UserKind,
} from '#contract';
import { guestRoleId, memberRoleId } from '#store/built-in';
import { decodeCursor, paged, pattern } from '../cursor.ts';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { setPassword } from '../sessions/index.ts';
import { recipients } from '../sharing/index.ts';
import { guestsAmong, requireFound, type UserRow } from '../subjects/index.ts';
import { requireFree } from './acted-on.ts';
import { present, shownTo } from './present.ts';

const pageSize = 50;

export const listUsers = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listUsersRoute> },
): Promise<AnswerOf<typeof listUsersRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? pageSize;
  const after = decodeCursor(query.cursor, 'users', ['text', 'text']);
  const found = await rows<UserRow & { sort: string }>(
    ask,
    `select u.*, lower(u.name) collate "C" as sort
       from app_user u
      where ($1::text is null or u.name ilike $1 or u.email ilike $1 or u.login ilike $1)
        and ($2::text is null or lower(u.email) = lower($2) or lower(u.login) = lower($2))
        and ($3::text is null or u.status = $3)
        and ($4::text is null or (lower(u.name) collate "C", u.id) > ($4, $5::text))
        and not exists (select 1 from unnest($7::text[]) as guest (id)
                         where guest.id <> u.id and not exists (
              select 1 from subject_closure mine join subject_closure theirs on theirs.subject_id = mine.subject_id
                join user_group shared on shared.id = mine.subject_id and not shared.built_in
               where mine.user_id = guest.id and theirs.user_id = u.id
                 and (mine.until is null or $8 < mine.until) and (theirs.until is null or $8 < theirs.until)))
      order by lower(u.name) collate "C", u.id
      limit $6`,
    [
      pattern(query.q),
      query.email ?? null,
      query.status ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
      // Guests find the members of groups that they are in themselves.
      guestsAmong(principal).map(({ userId }) => userId),
      ask.now,
    ],
  );
  const { page, next } = paged('users', found, limit, (last) => [last.sort, last.id]);
  return { items: page.map(present), next };
};

export const getUser = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof getUserRoute>,
): Promise<AnswerOf<typeof getUserRoute>> => {
  const ask = asking(deps);
  await requireFound(ask, principal, params.user);
  return shownTo(ask, principal, params.user);
};

/**
 * Adds a user with the default role of their kind. With a password they are active at once; without one they are `invited`,
 * and reach nothing until they have accepted.
 */
export const createUser = async (
  deps: StoreDeps,
  principal: Principal,
  { body }: { body: BodyOf<typeof createUserRoute> },
): Promise<AnswerOf<typeof createUserRoute>> => {
  const kind = body.kind ?? 'person';
  if (kind === 'service' ? !body.owner : body.owner)
    throw invalid(
      'owner',
      kind === 'service' ? 'is missing: a service account is owned by someone' : 'is only for service accounts',
    );
  if (kind !== 'service' && !body.email) throw invalid('email', 'is missing');
  const login = body.login ?? body.email?.split('@')[0];
  if (!login) throw invalid('login', 'is missing');
  const id = await changeNow(deps, principal, { within: 'organization', mayRaise: true }, async (ask, actor) => {
    requireCapability(actor, kind === 'guest' ? 'guests.invite' : 'users.manage');
    // Else one could wait behind somebody's address, with a password of one's own, for what others will share with it.
    if (body.password) requireCapability(actor, 'users.manage');
    if (body.owner) await recipients(ask, actor, [{ field: 'owner', subject: body.owner }]);
    await requireFree(ask, { login, email: body.email });
    const role = defaultRole[kind];
    if (role) requireHolding(actor, kind === 'person' ? [] : await capabilitiesOf(ask, role));
    const user = await insertUser(ask, {
      kind,
      status: kind === 'service' || body.password ? 'active' : 'invited',
      name: body.name ?? login,
      login,
      email: body.email ?? null,
      owner: body.owner ?? null,
    });
    if (role) await giveRoleTo(ask, role, user, { by: actor.userId });
    if (body.password && body.email)
      await setPassword(ask, { id: user, email: body.email, name: body.name ?? login }, body.password);
    await note(ask, actor, { action: 'user.create', subject: user, after: { kind, login, email: body.email ?? null } });
    return user;
  });
  return shownTo(asking(deps), principal, id);
};

export const defaultRole: Record<UserKind, string | null> = { person: memberRoleId, guest: guestRoleId, service: null };
