import { type Ask, type ListAsked, listReached, open, type Principal, reachedAmong, rows, trashed } from '#access';
import {
  type AnswerOf,
  Kind,
  type listProjects as listProjectsRoute,
  type listResources as listResourcesRoute,
  type listTrash as listTrashRoute,
  problem,
  type QueryOf,
  type Subject,
} from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { listFavourites } from '../favourites/index.ts';
import { foundById } from '../subjects/index.ts';
import { presentItems } from './present.ts';

const pageSize = 50;

type Asked = QueryOf<typeof listResourcesRoute>;

export const listResources = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: Asked },
): Promise<AnswerOf<typeof listResourcesRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? pageSize;
  if (query.project) await open(ask, principal, query.project, 'project');
  const list = `resources:${query.sort}`;
  const { for: whom } = query;
  const asked: Omit<ListAsked, 'for'> = {
    kinds: query.kind ? kindsNamed(query.kind) : undefined,
    project: query.project,
    q: query.q,
    name: query.name,
    level: query.level,
    sort: query.sort,
    after: after(query, list),
    limit: limit + 1,
  };
  const found = await (whom === 'favourites'
    ? listFavourites(ask, principal, asked)
    : listReached(ask, principal, { ...asked, for: whom }));
  const { page, next } = paged(list, found, limit, (last) => [
    query.sort === 'name' ? last.sort_name : last.updated_at.toISOString(),
    last.id,
  ]);
  // "For me" leaves administering out of what is listed; what one may do with it stays the whole truth.
  const whole =
    whom === 'all' || whom === 'favourites'
      ? undefined
      : await reachedAmong(
          ask,
          principal,
          page.map(({ id }) => id),
        );
  return {
    items: await presentItems(
      ask,
      principal,
      page.map((row) => whole?.get(row.id) ?? row),
    ),
    next,
  };
};

export const listProjects = (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listProjectsRoute> },
): Promise<AnswerOf<typeof listProjectsRoute>> =>
  listResources(deps, principal, { query: { ...query, kind: 'project', for: 'all', sort: 'name' } });

/** What is in the trash and could be restored by who asks. */
export const listTrash = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listTrashRoute> },
): Promise<AnswerOf<typeof listTrashRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? pageSize;
  const ended = decodeCursor(query.cursor, 'trash', ['moment', 'text']);
  const found = await trashed.list(ask, principal, {
    level: 'editor',
    limit: limit + 1,
    ...(ended && { after: { key: String(ended[0]), id: String(ended[1]) } }),
  });
  const { page, next } = paged('trash', found, limit, (last) => [last.updated_at.toISOString(), last.id]);
  const items = await presentItems(ask, principal, page);
  const deleters = await deletersOf(ask, principal, page);
  return {
    // In the trash each has the moment it went there, and by whom.
    items: items.map((item, at) => ({
      ...item,
      deletedAt: (page[at]?.deleted_at ?? ask.now).toISOString(),
      deletedBy: deleters.get(item.id) ?? null,
    })),
    next,
  };
};

/** Who moved each there last, as far as the reader can find them. */
const deletersOf = async (ask: Ask, principal: Principal, deleted: readonly { id: string }[]): Promise<Map<string, Subject>> => {
  const events = await rows<{ resource_id: string; actor_id: string | null }>(
    ask,
    `select distinct on (resource_id) resource_id, actor_id from audit_event
      where resource_id = any($1::text[]) and action = 'resource.delete'
      order by resource_id, id desc`,
    [deleted.map(({ id }) => id)],
  );
  const people = await foundById(
    ask,
    principal,
    events.map(({ actor_id }) => actor_id),
  );
  return new Map(
    events.flatMap(({ resource_id, actor_id }) => {
      const by = actor_id && people.get(actor_id);
      return by ? [[resource_id, by] as const] : [];
    }),
  );
};

export const kindsNamed = (text: string): Kind[] =>
  text.split(',').map((word) => {
    const parsed = Kind.safeParse(word === 'canvas' ? 'dashboard' : word);
    if (!parsed.success)
      throw problem('malformed', `kind has no value “${word}”`, [{ field: 'kind', message: `has no value “${word}”` }]);
    return parsed.data;
  });

const after = (query: Asked, list: string): ListAsked['after'] => {
  const ended = decodeCursor(query.cursor, list, [query.sort === 'name' ? 'text' : 'moment', 'text']);
  return ended && { key: String(ended[0]), id: String(ended[1]) };
};
