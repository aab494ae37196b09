// What became of the access to a resource: changes of its own, and of its project, groups and roles where they count on it.
import { type Ask, type Principal, remembersSince, rows } from '#access';
import type { AnswerOf, listResourceHistory as listResourceHistoryRoute, ParamsOf, QueryOf } from '#contract';
import type { EventRow } from '../audit/index.ts';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { askedAbout } from '../explaining/index.ts';
import { entriesFor } from './entry.ts';

/** For whoever may read its access list. */
export const listResourceHistory = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: { params: ParamsOf<typeof listResourceHistoryRoute>; query: QueryOf<typeof listResourceHistoryRoute> },
): Promise<AnswerOf<typeof listResourceHistoryRoute>> => {
  const ask = asking(deps);
  const row = await askedAbout(ask, principal, params.resource);
  // Two questions an entry, of who reached it before and after, so pages are short.
  const limit = query.limit ?? 20;
  const after = decodeCursor(query.cursor, 'history', ['number']);
  const since = await remembersSince(ask);
  const { groups, users } = await everyoneBehind(ask, row.id, row.project_id);
  const found = await rows<EventRow>(ask, eventsOn, [row.id, row.project_id, groups, users, after?.[0] ?? null, limit + 1]);
  const { page, next } = paged('history', found, limit, (last) => [last.id]);
  return {
    items: await entriesFor(ask, principal, page, { resource: row.id, since }),
    next,
    since: since?.toISOString() ?? null,
  };
};

/** A membership counts where it isn't restricted, or lists the resource, before or after. */
const eventsOn = `
select e.*
  from audit_event e
 where ((e.resource_id = $1 and e.action <> 'resource.update' and e.action not like 'data.%')
        or (e.resource_id = $2 and e.action in ('resource.delete', 'resource.restore'))
        or (e.resource_id = $2
            and e.action like 'member.%'
            and (coalesce(e.after ->> 'restricted', '') = 'false' or coalesce(e.before ->> 'restricted', '') = 'false'
                 or coalesce(e.before -> 'membership' ->> 'restricted', '') = 'false'
                 or e.after @> to_jsonb($1::text) or e.before @> to_jsonb($1::text)
                 or e.after -> 'resources' @> to_jsonb($1::text) or e.before -> 'listed' @> to_jsonb($1::text)
                 or e.before -> 'membership' -> 'listed' @> to_jsonb($1::text) or e.before -> 'grants' @> to_jsonb($1::text)))
        or (e.in_id = any($3::text[]) and e.action not in ('group.manage', 'group.unmanage'))
        or (e.subject_id = any($3::text[]) and e.action in ('group.delete', 'role.delete', 'role.update'))
        or (e.subject_id = any($4::text[]) and e.action in ('user.deactivate', 'user.reactivate', 'user.update', 'user.reassign')))
   and ($5::bigint is null or e.id < $5)
 order by e.id desc
 limit $6`;

/** Groups and roles that reach it or ever did, with the groups inside them; and users who have or had something of their own. */
const everyoneBehind = async (ask: Ask, resource: string, project: string): Promise<{ groups: string[]; users: string[] }> => {
  const found = await rows<{ id: string }>(
    ask,
    `with recursive behind as (
       select x.id
         from (select subject_id as id from access_grant where resource_id = $1
               union select subject_id from membership where project_id = $2
               union select subject_id from past_fact where what in ('grant', 'membership') and on_id in ($1, $2)
               union select id from role where 'organization.administer' = any(capabilities)) x
       union
       select s.id
         from behind
        cross join lateral (
          select member_id as id from group_member where group_id = behind.id
          union select holder_id from role_holder where role_id = behind.id
          union select subject_id from past_fact where what in ('place', 'holder') and on_id = behind.id) s
        where behind.id not like 'usr%' and s.id not like 'usr%'
     )
     select id from behind`,
    [resource, project],
  );
  const ids = found.map(({ id }) => id);
  return { groups: ids.filter((id) => !id.startsWith('usr')), users: ids.filter((id) => id.startsWith('usr')) };
};
