/**
 * Who had access at a moment that has passed, or will have at one to come: the same statement that decides about now
 * (`statements.who`), over facts as they were then. Each table it reads is replaced, for this one statement, by what it
 * held at `$3`: rows that hold and began by then, and those remembered (`giving/past.ts`) that ended after it.
 */

import type { Level, ReasonKind } from '#contract';
import { everyoneId } from '#store/built-in';
import { type Ask, rows } from './ask.ts';
import { statements } from './reach.ts';

/** What a resource, user or role said then: the first thing remembered that ended later, else what it says now. */
const saidThen = (what: 'resource' | 'user' | 'role', id: string) =>
  `(select p.said from past_fact p where p.what = '${what}' and ${what === 'resource' ? 'p.on_id' : 'p.subject_id'} = ${id} and $3 < p.ended order by p.ended, p.id limit 1)`;

const then = 'p.since <= $3 and $3 < p.ended';

const asItWas = `
with access_grant as materialized (
  select g.id, g.subject_id, g.resource_id, g.level, g.expires_at, g.membership_id, g.project_id
    from access_grant g
   where (g.resource_id = $4 or g.project_id = $4) and g.given_at <= $3
  union all
  select p.id, p.subject_id, p.on_id, p.level, p.expires_at, p.membership_id, r.project_id
    from resource r
    join past_fact p on p.on_id = r.id and p.what = 'grant' and ${then}
   where r.id = $4 or r.project_id = $4
), membership as materialized (
  select m.id, m.subject_id, m.project_id, m.level, m.restricted, m.expires_at
    from resource r
    join membership m on m.project_id = r.project_id and m.given_at <= $3
   where r.id = $4
  union all
  select p.id, p.subject_id, p.on_id, p.level, p.restricted, p.expires_at
    from resource r
    join past_fact p on p.on_id = r.project_id and p.what = 'membership' and ${then}
   where r.id = $4
), role as materialized (
  select o.id,
         case when x.said is null then o.capabilities else array(select jsonb_array_elements_text(x.said)) end as capabilities
    from role o
    left join lateral ${saidThen('role', 'o.id')} x on true
   where o.created_at <= $3
  union all
  select p.subject_id, array(select jsonb_array_elements_text(p.said))
    from past_fact p
   where p.what = 'role' and ${then} and not exists (select 1 from role o where o.id = p.subject_id)
     and not exists (select 1 from past_fact q where q.what = 'role' and q.subject_id = p.subject_id and $3 < q.ended and (q.ended, q.id) < (p.ended, p.id))
), resource as materialized (
  select r.id, r.kind, r.project_id,
         coalesce(x.said ->> 'generalAccess', r.general_access) as general_access,
         coalesce((x.said ->> 'live')::boolean, r.live) as live
    from resource r
    left join lateral ${saidThen('resource', 'r.id')} x on true
   where (r.id = $4 or r.project_id = $4) and r.created_at <= $3
), subject_closure as materialized (
  with recursive down as (
    select t.id as top, t.id, null::timestamptz as until
      from (select subject_id as id from access_grant
            union select subject_id from membership
            union select id from role where 'organization.administer' = any(capabilities)) t
    union
    select down.top, s.below, least(down.until, s.until)
      from down
     cross join lateral (
       select m.member_id as below, m.expires_at as until from group_member m where m.group_id = down.id and m.given_at <= $3
       union all
       select h.holder_id, h.expires_at from role_holder h where h.role_id = down.id and h.given_at <= $3
       union all
       select p.subject_id, p.expires_at from past_fact p where p.on_id = down.id and p.what in ('place', 'holder') and ${then}
       union all
       select u.id, null from app_user u
        where down.id = '${everyoneId}' and u.created_at <= $3
          and coalesce(${saidThen('user', 'u.id')} ->> 'kind', u.kind) = 'person'
     ) s
  )
  select u.id as user_id, down.top as subject_id, case when bool_or(down.until is null) then null else max(down.until) end as until
    from down
    join app_user u on u.id = down.id
   where u.created_at <= $3
   group by u.id, down.top
), app_user as (
  select u.id, coalesce(${saidThen('user', 'u.id')} ->> 'status', u.status) as status
    from app_user u
   where u.id in (select user_id from subject_closure)
)`;

/** As `whoReaches`, at `at`; it has to be a moment that the store remembers (`remembersSince`). */
export const whoReachedAt = async (
  ask: Ask,
  resourceId: string,
  at: Date,
): Promise<{ userId: string; level: Level; kinds: ReasonKind[] }[]> =>
  (
    await rows<{ user_id: string; level: Level; kinds: ReasonKind[] }>(ask, `${asItWas}${statements.who}`, [
      null,
      null,
      at,
      resourceId,
    ])
  ).map(({ user_id, level, kinds }) => ({ userId: user_id, level, kinds }));

/** How far back that goes; null: to the organization's beginning. */
export const remembersSince = async (ask: Ask): Promise<Date | null> =>
  (await ask.db.selectFrom('organization').select('remembers_since').executeTakeFirstOrThrow()).remembers_since;
