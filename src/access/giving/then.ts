// Single facts as they were at a moment, to compare with what they are: the rows that hold and began by then, and those
// remembered that ended after it.
import type { Level } from '#contract';
import { type Ask, rows } from '../ask.ts';

export type GrantThen = { level: Exclude<Level, 'admin'>; expires_at: Date | null };
/** Direct grants of a subject on a resource, the weaker first. */
export const grantsThen = (ask: Ask, subject: string, resource: string, at: Date): Promise<GrantThen[]> =>
  rows(
    ask,
    `select level, expires_at from access_grant
      where subject_id = $1 and resource_id = $2 and membership_id is null and given_at <= $3
     union all
     select level, expires_at from past_fact
      where what = 'grant' and subject_id = $1 and on_id = $2 and membership_id is null and since <= $3 and $3 < ended
      order by level`,
    [subject, resource, at],
  );

export type MembershipThen = { level: Level; restricted: boolean; listed: string[]; expires_at: Date | null };
export const membershipThen = async (ask: Ask, subject: string, project: string, at: Date): Promise<MembershipThen | null> => {
  const [found] = await rows<MembershipThen>(
    ask,
    `select x.level, x.restricted, x.expires_at,
            array(select resource_id from access_grant where membership_id = x.id and given_at <= $3
                  union
                  select on_id from past_fact where what = 'grant' and subject_id = $1 and membership_id = x.id and since <= $3 and $3 < ended
                  order by 1) as listed
       from (select id, level, restricted, expires_at from membership
              where subject_id = $1 and project_id = $2 and given_at <= $3
             union all
             select membership_id, level, restricted, expires_at from past_fact
              where what = 'membership' and subject_id = $1 and on_id = $2 and since <= $3 and $3 < ended) x`,
    [subject, project, at],
  );
  return found ?? null;
};

export type PlaceThen = { expires_at: Date | null };
/** A place in a group given by hand, or a role held. */
export const placeThen = async (ask: Ask, subject: string, on: string, at: Date): Promise<PlaceThen | null> => {
  const [found] = await rows<PlaceThen>(
    ask,
    `select expires_at from group_member where member_id = $1 and group_id = $2 and origin = 'manual' and given_at <= $3
     union all
     select expires_at from role_holder where holder_id = $1 and role_id = $2 and given_at <= $3
     union all
     select expires_at from past_fact
      where what in ('place', 'holder') and subject_id = $1 and on_id = $2 and since <= $3 and $3 < ended`,
    [subject, on, at],
  );
  return found ?? null;
};
