// What users hold through groups and roles, kept beside the facts in the transaction that changes them, and rebuildable.
import { type Ask, rows } from '../ask.ts';

// least() ignores nulls, so a path without an end keeps null, and one with ends keeps the earliest. Of several paths the
// latest end counts, and null (for good) is later than any.
const held = (whose: string) => `
with recursive up as (
  select u.id as user_id, u.id as subject_id, null::timestamptz as until
    from app_user u
   where ${whose}
  union
  select up.user_id, s.above, least(up.until, s.until)
    from up
    join subject_step s on s.below = up.subject_id
)
select user_id, subject_id, case when bool_or(until is null) then null else max(until) end as until
  from up
 group by user_id, subject_id`;

/** Recomputes what these users hold, and writes what is different: of thousands of people most keep most of it. */
export const refreshUsers = async (ask: Ask, userIds: readonly string[]): Promise<void> => {
  if (userIds.length > 0) await rows(ask, refresh, [userIds]);
};
const refresh = `
with again as materialized (${held('u.id = any($1::text[])')}),
before as materialized (select * from subject_closure where user_id = any($1::text[])),
gone as (
  delete from subject_closure c
   using (select b.user_id, b.subject_id
            from before b
            left join again a on a.user_id = b.user_id and a.subject_id = b.subject_id
           where a.user_id is null) g
   where c.user_id = g.user_id and c.subject_id = g.subject_id
)
insert into subject_closure (user_id, subject_id, until)
select a.user_id, a.subject_id, a.until
  from again a
  left join before b on b.user_id = a.user_id and b.subject_id = a.subject_id
 where b.user_id is null or a.until is distinct from b.until
    on conflict (user_id, subject_id) do update set until = excluded.until`;

/** Recomputes what everyone below a subject holds: after a change of what that subject is in. */
export const refreshBelow = async (ask: Ask, subjectId: string): Promise<void> =>
  refreshUsers(ask, await usersBelow(ask, subjectId));

/** From nothing, for everyone. */
export const rebuildClosure = async (ask: Ask): Promise<void> => {
  await rows(ask, 'delete from subject_closure', []);
  await rows(ask, `insert into subject_closure (user_id, subject_id, until) ${held('true')}`, []);
};

/** Rows in which the kept closure and a rebuild differ; none when all is well. */
export const closureDrift = async (ask: Ask): Promise<{ user_id: string; subject_id: string }[]> =>
  rows(
    ask,
    `with again as (${held('true')})
     select coalesce(a.user_id, c.user_id) as user_id, coalesce(a.subject_id, c.subject_id) as subject_id
       from again a
       full join subject_closure c on c.user_id = a.user_id and c.subject_id = a.subject_id
      where a.user_id is null or c.user_id is null or a.until is distinct from c.until`,
    [],
  );

/** Users who are the subject or are in it, at any depth and whether or not a link has ended. */
export const usersBelow = async (ask: Ask, subjectId: string): Promise<string[]> => {
  const found = await rows<{ id: string }>(
    ask,
    `with recursive down as (
       select $1::text as id
       union
       select s.below from down join subject_step s on s.above = down.id
     )
     select u.id from down join app_user u on u.id = down.id`,
    [subjectId],
  );
  return found.map(({ id }) => id);
};

/** The subject and all it is in: what stops or starts reaching someone when they leave or join it. */
export const subjectsAbove = async (ask: Ask, subjectId: string): Promise<string[]> => {
  const found = await rows<{ id: string }>(
    ask,
    `with recursive up as (
       select $1::text as id
       union
       select s.above from up join subject_step s on s.below = up.id
     )
     select id from up`,
    [subjectId],
  );
  return found.map(({ id }) => id);
};
