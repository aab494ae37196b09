// Remembering: what ends or is replaced is kept with its time. Each of these is the middle of a statement that ends it, so
// that nothing ends without being remembered. `$1` is now; what held for no time at all is nothing to remember.
import { type Ask, rows } from '../ask.ts';

const into = 'insert into past_fact (what, subject_id, on_id, level, restricted, membership_id, expires_at, said, since, ended)';

/** From a table expression of such rows, as `was`. */
export const remembered = {
  grants: (was: string) => `${into}
    select 'grant', was.subject_id, was.resource_id, was.level, null, was.membership_id, was.expires_at, null, was.given_at, $1::timestamptz
      from ${was} was where was.given_at < $1::timestamptz`,
  memberships: (was: string) => `${into}
    select 'membership', was.subject_id, was.project_id, was.level, was.restricted, was.id, was.expires_at, null, was.given_at, $1::timestamptz
      from ${was} was where was.given_at < $1::timestamptz`,
  places: (was: string) => `${into}
    select 'place', was.member_id, was.group_id, null, null, null, was.expires_at, null, was.given_at, $1::timestamptz
      from ${was} was where was.given_at < $1::timestamptz`,
  holders: (was: string) => `${into}
    select 'holder', was.holder_id, was.role_id, null, null, null, was.expires_at, null, was.given_at, $1::timestamptz
      from ${was} was where was.given_at < $1::timestamptz`,
  /** Of these three the time before counts from whatever was remembered last. */
  resources: (was: string) => `${into}
    select 'resource', null, was.id, null, null, null, null,
           jsonb_build_object('generalAccess', was.general_access, 'live', was.live), was.created_at, $1::timestamptz
      from ${was} was where was.created_at < $1::timestamptz`,
  users: (was: string) => `${into}
    select 'user', was.id, null, null, null, null, null,
           jsonb_build_object('status', was.status, 'kind', was.kind), was.created_at, $1::timestamptz
      from ${was} was where was.created_at < $1::timestamptz`,
  roles: (was: string) => `${into}
    select 'role', was.id, null, null, null, null, null, to_jsonb(was.capabilities), was.created_at, $1::timestamptz
      from ${was} was where was.created_at < $1::timestamptz`,
};

/** Everything that a subject has and is in, and whoever is in it, before it goes. */
export const rememberSubject = async (ask: Ask, id: string): Promise<void> => {
  const all: [keyof typeof remembered, string][] = [
    ['grants', '(select * from access_grant where subject_id = $2)'],
    ['memberships', '(select * from membership where subject_id = $2)'],
    ['places', '(select * from group_member where group_id = $2 or member_id = $2)'],
    ['holders', '(select * from role_holder where role_id = $2 or holder_id = $2)'],
    ['roles', '(select * from role where id = $2)'],
  ];
  for (const [what, was] of all) await rows(ask, remembered[what](was), [ask.now, id]);
};
