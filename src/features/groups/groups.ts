// Groups: users and other groups, nested without cycles. Groups are managed by who has `groups.manage`, or by their managers.
import { type Ask, type Principal, requireCapability, rows } from '#access';
import {
  capabilitiesOf,
  changeNow,
  deleteSubject,
  insertGroup,
  keptThrough,
  note,
  putIntoGroup,
  requireHolding,
  subjectsAbove,
  takeFromGroup,
} from '#access/giving/index';
import {
  type AnswerOf,
  type addGroupMember as addGroupMemberRoute,
  type BodyOf,
  type createGroup as createGroupRoute,
  type deleteGroup as deleteGroupRoute,
  type Group,
  type getGroup as getGroupRoute,
  type listGroups as listGroupsRoute,
  type ParamsOf,
  Problem,
  problem,
  type QueryOf,
  type removeGroupMember as removeGroupMemberRoute,
  type renameGroup as renameGroupRoute,
} from '#contract';
import { decodeCursor, paged, pattern } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { endAsked, recipients } from '../sharing/index.ts';
import { type GroupRow, groupById, hiddenFrom, requireFound, subjectsById } from '../subjects/index.ts';

const pageSize = 50;

export const listGroups = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listGroupsRoute> },
): Promise<AnswerOf<typeof listGroupsRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? pageSize;
  const after = decodeCursor(query.cursor, 'groups', ['text', 'text']);
  // Guests find the groups that they are in themselves.
  const found = await rows<GroupRow & { sort: string }>(
    ask,
    `select g.*, lower(g.name) collate "C" as sort
       from user_group g
      where ($1::text is null or g.name ilike $1)
        and ($2::text is null or lower(g.name) = lower($2))
        and ($3::text is null or (lower(g.name) collate "C", g.id) > ($3, $4::text))
        and ($6 or g.id = any($7::text[]))
      order by lower(g.name) collate "C", g.id
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
  const { page, next } = paged('groups', found, limit, (last) => [last.sort, last.id]);
  return { items: await present(ask, page), next };
};

export const getGroup = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: { params: ParamsOf<typeof getGroupRoute> },
): Promise<AnswerOf<typeof getGroupRoute>> => {
  const ask = asking(deps);
  await requireFound(ask, principal, params.group);
  const { direct = [], roles = [], ...group } = await whole(ask, params.group);
  const named = [...direct.map(({ subject }) => subject.id), ...roles.map(({ id }) => id)];
  const hidden = await hiddenFrom(ask, principal, named);
  return {
    ...group,
    direct: direct.filter(({ subject }) => !hidden.has(subject.id)),
    roles: roles.filter(({ id }) => !hidden.has(id)),
  };
};

export const createGroup = async (
  deps: StoreDeps,
  principal: Principal,
  { body }: { body: BodyOf<typeof createGroupRoute> },
): Promise<AnswerOf<typeof createGroupRoute>> => {
  const id = await changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    requireCapability(actor, 'groups.manage');
    await requireFreeName(ask, body.name);
    const group = await insertGroup(ask, body.name);
    await note(ask, actor, { action: 'group.create', subject: group, after: { name: body.name } });
    return group;
  });
  return whole(asking(deps), id);
};

export const renameGroup = async (
  deps: StoreDeps,
  principal: Principal,
  { params, body }: { params: ParamsOf<typeof renameGroupRoute>; body: BodyOf<typeof renameGroupRoute> },
): Promise<AnswerOf<typeof renameGroupRoute>> => {
  await changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    const group = await managed(ask, actor, params.group);
    await requireFreeName(ask, body.name, group.id);
    await ask.db
      .updateTable('user_group')
      .set({ name: body.name, version: group.version + 1 })
      .where('id', '=', group.id)
      .execute();
    await note(ask, actor, { action: 'group.rename', subject: group.id, before: group.name, after: body.name });
  });
  return whole(asking(deps), params.group);
};

/** Deleting a group removes its grants and widens nothing. */
export const deleteGroup = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: { params: ParamsOf<typeof deleteGroupRoute>; query?: Partial<QueryOf<typeof deleteGroupRoute>> },
): Promise<AnswerOf<typeof deleteGroupRoute>> => {
  await changeNow(
    deps,
    principal,
    {
      within: 'organization',
      ...losing(params.group),
      ...watching.subjects(query, (ask) => subjectsAbove(ask, params.group)),
      force: query?.force ?? false,
    },
    async (ask, actor) => {
      const group = await groupById(ask, params.group);
      await requireFound(ask, actor, group.id);
      requireCapability(actor, 'groups.manage');
      requireOurs(group);
      requireHolding(actor, await capabilitiesOf(ask, group.id));
      await note(ask, actor, { action: 'group.delete', subject: group.id, before: await whole(ask, group.id) });
      await deleteSubject(ask, group.id);
    },
  );
  return { id: params.group };
};

export const addGroupMember = async (
  deps: StoreDeps,
  principal: Principal,
  {
    params,
    query,
    body,
  }: {
    params: ParamsOf<typeof addGroupMemberRoute>;
    query?: Partial<QueryOf<typeof addGroupMemberRoute>>;
    body?: BodyOf<typeof addGroupMemberRoute>;
  },
): Promise<AnswerOf<typeof addGroupMemberRoute>> => {
  const watched = watching.subjects(query, (ask) => subjectsAbove(ask, params.group));
  await changeNow(deps, principal, { within: 'organization', ...watched }, async (ask, actor) => {
    await placeInGroup(ask, actor, params.group, params.subject, body?.expiresAt);
  });
  return whole(asking(deps), params.group);
};

/** Puts somebody into a group that the actor manages; the caller holds the door open. */
export const placeInGroup = async (
  ask: Ask,
  actor: Principal,
  groupId: string,
  subject: string,
  expiresAt?: string | null,
): Promise<void> => {
  const group = await managed(ask, actor, groupId);
  const member = (await recipients(ask, actor, [{ field: 'subject', subject }])).get(subject);
  if (member?.kind === 'role')
    throw problem('invalid', 'A role is held, not put into groups; give the role to the group instead.');
  const until = endAsked(ask, 'expiresAt', expiresAt) ?? null;
  requireHolding(actor, await capabilitiesOf(ask, group.id));
  if ((await subjectsAbove(ask, group.id)).includes(subject)) {
    throw problem('conflict', `“${group.name}” is already inside that group; a group can't contain itself.`);
  }
  await putIntoGroup(ask, group.id, subject, { until, by: actor.userId });
  await note(ask, actor, { action: 'group.add', subject: subject, after: { group: group.id, expiresAt: until } });
};

export const removeGroupMember = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: { params: ParamsOf<typeof removeGroupMemberRoute>; query?: Partial<QueryOf<typeof removeGroupMemberRoute>> },
): Promise<AnswerOf<typeof removeGroupMemberRoute>> => {
  await changeNow(
    deps,
    principal,
    {
      within: 'organization',
      ...losing(params.group),
      ...watching.subjects(query, (ask) => subjectsAbove(ask, params.group)),
      force: query?.force ?? false,
    },
    async (ask, actor) => {
      const group = await groupById(ask, params.group);
      await requireFound(ask, actor, group.id);
      // Anyone may give up a place of their own.
      if (params.subject !== actor.userId) await managed(ask, actor, params.group);
      requireOurs(group);
      const removed = await takeFromGroup(ask, group.id, params.subject);
      if (removed) await note(ask, actor, { action: 'group.remove', subject: params.subject, before: { group: group.id } });
    },
  );
  return whole(asking(deps), params.group);
};

/** What may lose its last editor when somebody leaves the group, or the group goes. */
const losing = (group: string) => ({ endangers: async (ask: Ask) => keptThrough(ask, await subjectsAbove(ask, group)) });

const managed = async (ask: Ask, actor: Principal, id: string): Promise<GroupRow> => {
  const group = await groupById(ask, id);
  await requireFound(ask, actor, id);
  const manages = await ask.db
    .selectFrom('group_manager')
    .select('group_id')
    .where('group_id', '=', id)
    .where('manager_id', 'in', [...actor.subjects])
    .executeTakeFirst();
  if (!manages) requireCapability(actor, 'groups.manage');
  requireOurs(group);
  return group;
};

const requireOurs = ({ built_in, name }: GroupRow) => {
  if (built_in) throw problem('invalid', `“${name}” is built in; it can't be changed or deleted.`);
};

const requireFreeName = async (ask: Ask, name: string, except?: string) => {
  const [taken] = await rows(ask, 'select 1 from user_group where lower(name) = lower($1) and id is distinct from $2', [
    name,
    except ?? null,
  ]);
  if (taken) throw new Problem('conflict', `There is already a group named “${name}”.`, [{ field: 'name', message: 'is taken' }]);
};

const present = async (ask: Ask, groups: readonly GroupRow[]): Promise<Group[]> => {
  const sizes = await subjectsById(
    ask,
    groups.map(({ id }) => id),
  );
  return groups.map(({ id, name, built_in }) => ({ id, name, builtIn: built_in, members: sizes.get(id)?.members ?? 0 }));
};

const whole = async (ask: Ask, id: string): Promise<Group> => {
  const group = await groupById(ask, id);
  const [shown] = await present(ask, [group]);
  const members = await rows<{ member_id: string; origin: string; expires_at: Date | null }>(
    ask,
    'select member_id, origin, expires_at from group_member where group_id = $1',
    [id],
  );
  const roles = await rows<{ role_id: string }>(ask, 'select role_id from role_holder where holder_id = $1', [id]);
  const subjects = await subjectsById(ask, [
    ...members.map(({ member_id }) => member_id),
    ...roles.map(({ role_id }) => role_id),
  ]);
  return {
    // One group in, one out.
    ...shown!,
    direct: members
      .flatMap(({ member_id, origin, expires_at }) => {
        const subject = subjects.get(member_id);
        return subject ? [{ subject, origin, expiresAt: expires_at?.toISOString() ?? null }] : [];
      })
      .sort((a, b) => a.subject.kind.localeCompare(b.subject.kind) || a.subject.label.localeCompare(b.subject.label)),
    roles: roles.flatMap(({ role_id }) => subjects.get(role_id) ?? []),
  };
};
