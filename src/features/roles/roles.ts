// Roles: named sets of capabilities. Nobody makes, gives or takes one with a capability they don't hold.
import { type Ask, type Principal, requireCapability, rows } from '#access';
import {
  changeNow,
  deleteSubject,
  giveRoleTo,
  insertRole,
  keptThrough,
  note,
  requireHolding,
  takeRoleFrom,
} from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  type createRole as createRoleRoute,
  type deleteRole as deleteRoleRoute,
  type getRole as getRoleRoute,
  type giveRole as giveRoleRoute,
  type listRoles as listRolesRoute,
  type ParamsOf,
  Problem,
  problem,
  type QueryOf,
  type Role,
  type takeRole as takeRoleRoute,
} from '#contract';
import { everyoneId } from '#store/built-in';
import { decodeCursor, paged, pattern } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { endAsked, recipients } from '../sharing/index.ts';
import { hiddenFrom, type RoleRow, requireFound, roleById, subjectsById } from '../subjects/index.ts';

const pageSize = 50;

export const listRoles = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listRolesRoute> },
): Promise<AnswerOf<typeof listRolesRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? pageSize;
  const after = decodeCursor(query.cursor, 'roles', ['text', 'text']);
  const found = await rows<RoleRow & { sort: string }>(
    ask,
    `select o.*, lower(o.name) collate "C" as sort
       from role o
      where ($1::text is null or o.name ilike $1)
        and ($2::text is null or lower(o.name) = lower($2))
        and ($6 or o.id = any($7::text[]))
        and ($3::text is null or (lower(o.name) collate "C", o.id) > ($3, $4::text))
      order by lower(o.name) collate "C", o.id
      limit $5`,
    [
      pattern(query.q),
      query.name ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
      principal.kind !== 'guest',
      principal.subjects,
    ],
  );
  const { page, next } = paged('roles', found, limit, (last) => [last.sort, last.id]);
  return { items: await present(ask, page), next };
};

export const getRole = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: { params: ParamsOf<typeof getRoleRoute> },
): Promise<AnswerOf<typeof getRoleRoute>> => {
  const ask = asking(deps);
  await requireFound(ask, principal, params.role);
  const { holders = [], ...role } = await whole(ask, params.role);
  const hidden = await hiddenFrom(
    ask,
    principal,
    holders.map(({ id }) => id),
  );
  return { ...role, holders: holders.filter(({ id }) => !hidden.has(id)) };
};

export const createRole = async (
  deps: StoreDeps,
  principal: Principal,
  { body }: { body: BodyOf<typeof createRoleRoute> },
): Promise<AnswerOf<typeof createRoleRoute>> => {
  const id = await changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    requireCapability(actor, 'roles.manage');
    requireHolding(actor, body.capabilities);
    const [taken] = await rows(ask, 'select 1 from role where lower(name) = lower($1)', [body.name]);
    if (taken)
      throw new Problem('conflict', `There is already a role named “${body.name}”.`, [{ field: 'name', message: 'is taken' }]);
    const role = await insertRole(ask, body.name, body.capabilities);
    await note(ask, actor, { action: 'role.create', subject: role, after: body });
    return role;
  });
  return whole(asking(deps), id);
};

export const deleteRole = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: { params: ParamsOf<typeof deleteRoleRoute>; query?: Partial<QueryOf<typeof deleteRoleRoute>> },
): Promise<AnswerOf<typeof deleteRoleRoute>> => {
  await changeNow(
    deps,
    principal,
    {
      within: 'organization',
      ...losing(params.role),
      ...watching.subjects(query, async () => [params.role]),
      force: query?.force ?? false,
    },
    async (ask, actor) => {
      const role = await manageable(ask, actor, params.role);
      if (role.built_in) throw problem('invalid', `“${role.name}” is built in; it can't be changed or deleted.`);
      await note(ask, actor, { action: 'role.delete', subject: role.id, before: await whole(ask, role.id) });
      await deleteSubject(ask, role.id);
    },
  );
  return { id: params.role };
};

export const giveRole = async (
  deps: StoreDeps,
  principal: Principal,
  {
    params,
    query,
    body,
  }: {
    params: ParamsOf<typeof giveRoleRoute>;
    query?: Partial<QueryOf<typeof giveRoleRoute>>;
    body?: BodyOf<typeof giveRoleRoute>;
  },
): Promise<AnswerOf<typeof giveRoleRoute>> => {
  await changeNow(
    deps,
    principal,
    { within: 'organization', ...watching.subjects(query, async () => [params.role]) },
    async (ask, actor) => {
      const role = await manageable(ask, actor, params.role);
      const holder = (await recipients(ask, actor, [{ field: 'subject', subject: params.subject }])).get(params.subject);
      if (holder?.kind === 'role') throw problem('invalid', 'A role is held by people and groups.');
      const reserved = role.capabilities.filter(
        (capability) => capability === 'organization.administer' || capability.endsWith('.manage'),
      );
      if (params.subject === everyoneId && reserved.length > 0)
        throw problem('invalid', `everyone can't hold ${reserved.join(', ')}.`);
      const until = endAsked(ask, 'expiresAt', body?.expiresAt) ?? null;
      await giveRoleTo(ask, role.id, params.subject, { until, by: actor.userId });
      await note(ask, actor, { action: 'role.give', subject: params.subject, after: { role: role.id, expiresAt: until } });
    },
  );
  return whole(asking(deps), params.role);
};

export const takeRole = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: { params: ParamsOf<typeof takeRoleRoute>; query?: Partial<QueryOf<typeof takeRoleRoute>> },
): Promise<AnswerOf<typeof takeRoleRoute>> => {
  await changeNow(
    deps,
    principal,
    {
      within: 'organization',
      ...losing(params.role),
      ...watching.subjects(query, async () => [params.role]),
      force: query?.force ?? false,
    },
    async (ask, actor) => {
      const role = await manageable(ask, actor, params.role);
      const taken = await takeRoleFrom(ask, role.id, params.subject);
      if (taken) await note(ask, actor, { action: 'role.take', subject: params.subject, before: { role: role.id } });
    },
  );
  return whole(asking(deps), params.role);
};

const losing = (role: string) => ({ endangers: (ask: Ask) => keptThrough(ask, [role]) });

const manageable = async (ask: Ask, actor: Principal, id: string): Promise<RoleRow> => {
  const role = await roleById(ask, id);
  await requireFound(ask, actor, id);
  requireCapability(actor, 'roles.manage');
  requireHolding(actor, role.capabilities);
  return role;
};

const present = async (ask: Ask, roles: readonly RoleRow[]): Promise<Role[]> => {
  const sizes = await subjectsById(
    ask,
    roles.map(({ id }) => id),
  );
  return roles.map(({ id, name, built_in, capabilities }) => ({
    id,
    name,
    builtIn: built_in,
    capabilities,
    members: sizes.get(id)?.members ?? 0,
  }));
};

const whole = async (ask: Ask, id: string): Promise<Role> => {
  const role = await roleById(ask, id);
  const [shown] = await present(ask, [role]);
  const holders = await rows<{ holder_id: string }>(ask, 'select holder_id from role_holder where role_id = $1', [id]);
  const subjects = await subjectsById(
    ask,
    holders.map(({ holder_id }) => holder_id),
  );
  return { ...shown!, holders: [...subjects.values()].sort((a, b) => a.label.localeCompare(b.label)) };
};
