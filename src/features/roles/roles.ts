// Roles: named sets of capabilities. Nobody makes, changes, gives or takes one with a capability they don't hold.
import { type Principal, requireCapability, rows } from '#access';
import { changeNow, changeRole, deleteSubject, insertRole, note, requireHolding, subjectsAbove } from '#access/giving/index';
import type {
  AnswerOf,
  BodyOf,
  createRole as createRoleRoute,
  deleteRole as deleteRoleRoute,
  getRole as getRoleRoute,
  listRoles as listRolesRoute,
  QueryOf,
  updateRole as updateRoleRoute,
} from '#contract';
import { everyoneId } from '#store/built-in';
import { decodeCursor, paged, pattern } from '../cursor.ts';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { nearGuests, type RoleRow, requireFound, requireFreeName, requireOurs } from '../subjects/index.ts';
import { losing, manageable, requireForEveryone } from './managed.ts';
import { present, shownTo, whole } from './present.ts';

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
        and ($6::text[] is null or o.id = any($6))
        and ($3::text is null or (lower(o.name) collate "C", o.id) > ($3, $4::text))
      order by lower(o.name) collate "C", o.id
      limit $5`,
    [pattern(query.q), query.name ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1, nearGuests(principal)],
  );
  const { page, next } = paged('roles', found, limit, (last) => [last.sort, last.id]);
  return { items: await present(ask, page), next };
};

export const getRole = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof getRoleRoute>,
): Promise<AnswerOf<typeof getRoleRoute>> => {
  const ask = asking(deps);
  await requireFound(ask, principal, params.role);
  return shownTo(ask, principal, params.role);
};

export const createRole = async (
  deps: StoreDeps,
  principal: Principal,
  { body }: { body: BodyOf<typeof createRoleRoute> },
): Promise<AnswerOf<typeof createRoleRoute>> => {
  const id = await changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    requireCapability(actor, 'roles.manage');
    requireHolding(actor, body.capabilities);
    await requireFreeName(ask, 'role', body.name);
    const role = await insertRole(ask, body.name, body.capabilities);
    await note(ask, actor, { action: 'role.create', subject: role, after: body });
    return role;
  });
  return shownTo(asking(deps), principal, id);
};

/** Of its capabilities the actor holds those it had and those it gets. */
export const updateRole = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, body, ifMatch }: Given<typeof updateRoleRoute>,
): Promise<AnswerOf<typeof updateRoleRoute>> => {
  const watched = watching.subjects(query, async () => [params.role], body.capabilities);
  await changeNow(
    deps,
    principal,
    { within: 'organization', ...losing(params.role), ...watched, force: query?.force ?? false },
    async (ask, actor) => {
      const role = await manageable(ask, actor, params.role, ifMatch);
      requireOurs(role);
      const { name = role.name, capabilities = role.capabilities } = body;
      requireHolding(actor, capabilities);
      await requireFreeName(ask, 'role', name, role.id);
      if ((await subjectsAbove(ask, everyoneId)).includes(role.id)) requireForEveryone(capabilities);
      if (name === role.name && sameSet(capabilities, role.capabilities)) return;
      await changeRole(ask, role.id, { name, capabilities });
      await note(ask, actor, {
        action: 'role.update',
        subject: role.id,
        before: { name: role.name, capabilities: role.capabilities },
        after: { name, capabilities },
      });
    },
  );
  return shownTo(asking(deps), principal, params.role);
};

const sameSet = (a: readonly string[], b: readonly string[]) => new Set(a).symmetricDifference(new Set(b)).size === 0;

export const deleteRole = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, ifMatch }: Given<typeof deleteRoleRoute>,
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
      const role = await manageable(ask, actor, params.role, ifMatch);
      requireOurs(role);
      await note(ask, actor, { action: 'role.delete', subject: role.id, before: await whole(ask, role.id) });
      await deleteSubject(ask, role.id);
    },
  );
  return { id: params.role };
};
