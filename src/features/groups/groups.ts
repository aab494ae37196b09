// Groups: users and other groups, nested without cycles. Groups are managed by who has `groups.manage`, or by their managers.
import { type Ask, type Principal, requireCapability, rows } from '#access';
import {
  capabilitiesCarried,
  changeNow,
  deleteSubject,
  insertGroup,
  note,
  requireHolding,
  subjectsAbove,
} from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  type createGroup as createGroupRoute,
  type deleteGroup as deleteGroupRoute,
  type getGroup as getGroupRoute,
  type listGroups as listGroupsRoute,
  problem,
  type QueryOf,
  type renameGroup as renameGroupRoute,
} from '#contract';
import { decodeCursor, paged, pattern } from '../cursor.ts';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { requireFresh } from '../resources/index.ts';
import { type GroupRow, hiddenFrom, nearGuests, requireFound, requireFreeName } from '../subjects/index.ts';
import { losing, ruled } from './managed.ts';
import { present, shownTo, whole } from './present.ts';

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
        and ($6::text[] is null or g.id = any($6))
      order by lower(g.name) collate "C", g.id
      limit $5`,
    [pattern(query.q), query.name ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1, nearGuests(principal)],
  );
  const { page, next } = paged('groups', found, limit, (last) => [last.sort, last.id]);
  return { items: await present(ask, page), next };
};

export const getGroup = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof getGroupRoute>,
): Promise<AnswerOf<typeof getGroupRoute>> => {
  const ask = asking(deps);
  await requireFound(ask, principal, params.group);
  return shownTo(ask, principal, params.group);
};

export const createGroup = async (
  deps: StoreDeps,
  principal: Principal,
  { body }: { body: BodyOf<typeof createGroupRoute> },
): Promise<AnswerOf<typeof createGroupRoute>> => {
  const id = await changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    requireCapability(actor, 'groups.manage');
    await requireFreeName(ask, 'group', body.name);
    const group = await insertGroup(ask, body.name);
    await note(ask, actor, { action: 'group.create', subject: group, after: { name: body.name } });
    return group;
  });
  return shownTo(asking(deps), principal, id);
};

export const renameGroup = async (
  deps: StoreDeps,
  principal: Principal,
  { params, body, ifMatch }: Given<typeof renameGroupRoute>,
): Promise<AnswerOf<typeof renameGroupRoute>> => {
  await changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    const group = await ruled(ask, actor, params.group);
    requireFresh(ifMatch, group.version);
    await requireFreeName(ask, 'group', body.name, group.id);
    await ask.db
      .updateTable('user_group')
      .set({ name: body.name, version: group.version + 1 })
      .where('id', '=', group.id)
      .execute();
    await note(ask, actor, { action: 'group.rename', subject: group.id, before: group.name, after: body.name });
  });
  return shownTo(asking(deps), principal, params.group);
};

/** Deleting a group removes its grants and widens nothing. */
export const deleteGroup = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, ifMatch }: Given<typeof deleteGroupRoute>,
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
      const group = await ruled(ask, actor, params.group);
      requireFresh(ifMatch, group.version);
      await requireOwningNothing(ask, actor, group);
      requireHolding(actor, await capabilitiesCarried(ask, group.id));
      await note(ask, actor, { action: 'group.delete', subject: group.id, before: await whole(ask, group.id) });
      await deleteSubject(ask, group.id);
    },
  );
  return { id: params.group };
};

/** A service account whose owner goes would be nobody's, so it gets another one first. */
const requireOwningNothing = async (ask: Ask, actor: Principal, group: GroupRow) => {
  const owned = await rows<{ id: string; name: string }>(
    ask,
    'select id, name from app_user where owner_id = $1 order by lower(name), id',
    [group.id],
  );
  if (owned.length === 0) return;
  const hidden = await hiddenFrom(
    ask,
    actor,
    owned.map(({ id }) => id),
  );
  const named = owned.filter(({ id }) => !hidden.has(id)).slice(0, 20);
  const others = owned.length - named.length;
  const what = [...named.map(({ name }) => `“${name}”`), ...(others > 0 ? [`${others} more`] : [])].join(', ');
  throw problem('conflict', `The group “${group.name}” owns the service accounts ${what}; give those another owner first.`);
};
