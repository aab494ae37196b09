// What was: facts of access that ended or were replaced, each with its time, so that who had access on a date is asked of
// facts as they were, by the same SQL that decides about today. Facts that hold know since when; only what ends is added.
import { type Kysely, sql } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

const statements = [
  // `said` is what of a resource, user or role counts: general access and whether it was live; status and kind; capabilities.
  `create table past_fact (
     id bigint generated always as identity primary key,
     what text not null check (what in ('grant', 'membership', 'place', 'holder', 'resource', 'user', 'role')),
     subject_id text,
     on_id text,
     level access_level,
     restricted boolean,
     membership_id bigint,
     expires_at timestamptz,
     said jsonb,
     since timestamptz not null,
     ended timestamptz not null
   )`,
  `create index past_fact_on on past_fact (on_id, what, ended)`,
  `create index past_fact_subject on past_fact (subject_id, what, ended)`,

  // A store that was there before remembers from now on. Null: from its beginning.
  `alter table organization add column remembers_since timestamptz`,
  `update organization set remembers_since = now() where exists (select 1 from resource)`,

  // The group or role that somebody was put into or taken out of.
  `alter table audit_event add column in_id text`,
  `update audit_event
      set in_id = coalesce(after ->> 'group', before ->> 'group', after ->> 'role', before ->> 'role')
    where action in ('group.add', 'group.remove', 'role.give', 'role.take')`,
  `create index audit_event_in on audit_event (in_id, id desc)`,
  `create index audit_event_actor on audit_event (actor_id, id desc)`,
  `create index audit_event_at on audit_event (at, id)`,

  // Asks by link are kept whether or not there is anything behind the link, so that one's own list doesn't tell.
  `alter table access_request drop constraint access_request_resource_id_fkey`,
];
