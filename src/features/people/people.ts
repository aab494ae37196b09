// Users: people, guests and service accounts. Deactivated, never erased: what was given stays for a return.
import { type Ask, type Principal, requireCapability, rows } from '#access';
import {
  capabilitiesOf,
  changeNow,
  giveRoleTo,
  insertUser,
  keptThrough,
  note,
  requireHolding,
  subjectsAbove,
} from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  type createUser as createUserRoute,
  type deactivateUser as deactivateUserRoute,
  type getUser as getUserRoute,
  invalid,
  type listUsers as listUsersRoute,
  type ParamsOf,
  Problem,
  problem,
  type QueryOf,
  type reactivateUser as reactivateUserRoute,
  type Subject,
  type User,
  type UserKind,
} from '#contract';
import { guestRoleId, memberRoleId } from '#store/built-in';
import { decodeCursor, paged, pattern } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { setPassword } from '../sessions/index.ts';
import { recipients } from '../sharing/index.ts';
import { hiddenFrom, requireFound, subjectsById, type UserRow, userById } from '../subjects/index.ts';

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
        and ($7::text is null or exists (
              select 1 from subject_closure mine join subject_closure theirs on theirs.subject_id = mine.subject_id
                join user_group shared on shared.id = mine.subject_id and not shared.built_in
               where mine.user_id = $7 and theirs.user_id = u.id) or u.id = $7)
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
      principal.kind === 'guest' ? principal.userId : null,
    ],
  );
  const { page, next } = paged('users', found, limit, (last) => [last.sort, last.id]);
  return { items: page.map(present), next };
};

export const getUser = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: { params: ParamsOf<typeof getUserRoute> },
): Promise<AnswerOf<typeof getUserRoute>> => {
  const ask = asking(deps);
  await requireFound(ask, principal, params.user);
  const { groups = [], roles = [], ...user } = await whole(ask, params.user);
  const hidden = await hiddenFrom(
    ask,
    principal,
    [...groups, ...roles].map(({ id }) => id),
  );
  const shown = (subject: Subject) => !hidden.has(subject.id);
  return { ...user, groups: groups.filter(shown), roles: roles.filter(shown) };
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
    await requireFree(ask, login, body.email);
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
  return whole(asking(deps), id);
};

const defaultRole: Record<UserKind, string | null> = { person: memberRoleId, guest: guestRoleId, service: null };

/** Sessions end in the same transaction; grants stay. Refused where only they could edit something private. */
export const deactivateUser = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: { params: ParamsOf<typeof deactivateUserRoute>; query?: Partial<QueryOf<typeof deactivateUserRoute>> },
): Promise<AnswerOf<typeof deactivateUserRoute>> => {
  const endangers = async (ask: Ask) => keptThrough(ask, await subjectsAbove(ask, params.user));
  const watched = watching.subjects(query, (ask) => subjectsAbove(ask, params.user));
  await changeNow(
    deps,
    principal,
    { within: 'organization', endangers, force: query?.force ?? false, ...watched },
    async (ask, actor) => {
      const user = await actedOn(ask, actor, params.user);
      if (user.status === 'deactivated') throw problem('conflict', `${user.name} is already deactivated.`);
      await setStatus(ask, user.id, 'deactivated');
      await rows(ask, 'delete from auth_session where user_id = $1', [user.id]);
      // A service account goes with its last active owner.
      await rows(
        ask,
        `update app_user s set status = 'deactivated'
        where s.kind = 'service' and s.status = 'active'
          and exists (select 1 from subject_closure c where c.user_id = $1 and c.subject_id = s.owner_id)
          and not exists (select 1 from subject_closure c join app_user o on o.id = c.user_id and o.status = 'active'
                           where c.subject_id = s.owner_id and (c.until is null or $2 < c.until))`,
        [user.id, ask.now],
      );
      await note(ask, actor, { action: 'user.deactivate', subject: user.id, before: user.status, after: 'deactivated' });
    },
  );
  return whole(asking(deps), params.user);
};

export const reactivateUser = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: { params: ParamsOf<typeof reactivateUserRoute> },
): Promise<AnswerOf<typeof reactivateUserRoute>> => {
  await changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    const user = await actedOn(ask, actor, params.user);
    if (user.status !== 'deactivated') throw problem('conflict', `${user.name} isn't deactivated.`);
    await setStatus(ask, user.id, 'active');
    await note(ask, actor, { action: 'user.reactivate', subject: user.id, before: user.status, after: 'active' });
  });
  return whole(asking(deps), params.user);
};

const setStatus = (ask: Ask, id: string, status: UserRow['status']) =>
  ask.db.updateTable('app_user').set({ status }).where('id', '=', id).execute();

// `users.manage` acts on nobody who holds, or active would hold, a capability that the actor lacks.
const actedOn = async (ask: Ask, actor: Principal, id: string): Promise<UserRow> => {
  const user = await userById(ask, id);
  await requireFound(ask, actor, id);
  requireCapability(actor, 'users.manage');
  requireHolding(actor, await capabilitiesOf(ask, user.id));
  return user;
};

const requireFree = async (ask: Ask, login: string, email: string | undefined) => {
  const [taken] = await rows<{ login: string }>(
    ask,
    'select login from app_user where lower(login) = lower($1) or lower(email) = lower($2)',
    [login, email ?? null],
  );
  if (!taken) return;
  const field = taken.login.toLowerCase() === login.toLowerCase() ? 'login' : 'email';
  throw new Problem('conflict', `There is already a user with this ${field}.`, [{ field, message: 'is taken' }]);
};

const present = ({ id, kind, status, name, login, email }: UserRow): User => ({ id, kind, status, name, login, email });

const whole = async (ask: Ask, id: string): Promise<User> => {
  const user = await userById(ask, id);
  const above = await rows<{ id: string }>(
    ask,
    `select group_id as id from group_member where member_id = $1 and (expires_at is null or $2 < expires_at)
     union select role_id from role_holder where holder_id = $1 and (expires_at is null or $2 < expires_at)`,
    [id, ask.now],
  );
  const subjects = [
    ...(
      await subjectsById(
        ask,
        above.map((row) => row.id),
      )
    ).values(),
  ];
  return {
    ...present(user),
    groups: subjects.filter(({ kind }) => kind === 'group'),
    roles: subjects.filter(({ kind }) => kind === 'role'),
  };
};
