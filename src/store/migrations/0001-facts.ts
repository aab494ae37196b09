// The facts of access. Nothing else is a source of truth; `subject_closure` alone is derived, in the same transaction.
import { type Kysely, sql } from 'kysely';
import { builtInRoles, everyoneId } from '../built-in.ts';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await sql`insert into organization (id, name) values (1, 'Sightline')`.execute(db);
  await sql`insert into subject (id, kind) values (${everyoneId}, 'group')`.execute(db);
  await sql`insert into user_group (id, name, built_in, created_at) values (${everyoneId}, 'everyone', true, 'epoch')`.execute(
    db,
  );
  for (const role of builtInRoles) {
    await sql`insert into subject (id, kind) values (${role.id}, 'role')`.execute(db);
    await sql`insert into role (id, name, capabilities, built_in, created_at)
              values (${role.id}, ${role.name}, ${role.capabilities}::text[], true, 'epoch')`.execute(db);
  }
};

const statements = [
  `create type access_level as enum ('viewer', 'editor', 'admin')`,

  `create table organization (
     id smallint primary key check (id = 1),
     name text not null,
     roles_as_subjects boolean not null default false,
     member_domains text[] not null default '{}',
     invitation_days int not null default 14 check (invitation_days between 1 and 365)
   )`,

  // A subject is exactly one of user, group, role: each of those shares its key, and the three deferred references back
  // make a subject without its other half, or with two of them, impossible at commit.
  `create table subject (
     id text primary key,
     kind text not null check (kind in ('user', 'group', 'role')),
     user_id text generated always as (case when kind = 'user' then id end) stored,
     group_id text generated always as (case when kind = 'group' then id end) stored,
     role_id text generated always as (case when kind = 'role' then id end) stored,
     unique (id, kind)
   )`,
  `create table app_user (
     id text primary key,
     subject_kind text not null generated always as ('user') stored,
     kind text not null check (kind in ('person', 'guest', 'service')),
     status text not null check (status in ('invited', 'active', 'deactivated')),
     name text not null,
     login text not null,
     email text,
     attributes jsonb not null default '{}',
     owner_id text references subject (id),
     created_at timestamptz not null,
     foreign key (id, subject_kind) references subject (id, kind) on delete cascade,
     check ((kind = 'service') = (owner_id is not null))
   )`,
  `create unique index app_user_login on app_user (lower(login))`,
  `create unique index app_user_email on app_user (lower(email))`,
  `create index app_user_owner on app_user (owner_id)`,
  `create table user_group (
     id text primary key,
     subject_kind text not null generated always as ('group') stored,
     name text not null,
     built_in boolean not null default false,
     version int not null default 1,
     created_at timestamptz not null,
     foreign key (id, subject_kind) references subject (id, kind) on delete cascade
   )`,
  `create unique index user_group_name on user_group (lower(name))`,
  `create table role (
     id text primary key,
     subject_kind text not null generated always as ('role') stored,
     name text not null,
     capabilities text[] not null default '{}',
     built_in boolean not null default false,
     version int not null default 1,
     created_at timestamptz not null,
     foreign key (id, subject_kind) references subject (id, kind) on delete cascade
   )`,
  `create unique index role_name on role (lower(name))`,
  `alter table subject
     add foreign key (user_id) references app_user (id) deferrable initially deferred,
     add foreign key (group_id) references user_group (id) deferrable initially deferred,
     add foreign key (role_id) references role (id) deferrable initially deferred`,

  // Someone is in a group while any row holds: one by hand, one from each directory.
  `create table group_member (
     group_id text not null references user_group (id) on delete cascade,
     member_id text not null references subject (id) on delete cascade,
     origin text not null default 'manual',
     expires_at timestamptz,
     given_by text,
     given_at timestamptz not null,
     primary key (member_id, group_id, origin),
     check (group_id <> member_id)
   )`,
  `create index group_member_group on group_member (group_id)`,
  `create table group_manager (
     group_id text not null references user_group (id) on delete cascade,
     manager_id text not null references subject (id) on delete cascade,
     primary key (group_id, manager_id)
   )`,
  `create table role_holder (
     role_id text not null references role (id) on delete cascade,
     holder_id text not null references subject (id) on delete cascade,
     expires_at timestamptz,
     given_by text,
     given_at timestamptz not null,
     primary key (holder_id, role_id)
   )`,
  `create index role_holder_role on role_holder (role_id)`,
  // One step up: what a user or group is in, and what role each holds.
  `create view subject_step as
     select member_id as below, group_id as above, expires_at as until from group_member
     union all
     select holder_id, role_id, expires_at from role_holder
     union all
     select id, '${everyoneId}', null from app_user where kind = 'person'`,

  // All kinds in one table; a project is one of them and its own project, so that every row has one.
  `create table resource (
     id text primary key,
     kind text not null check (kind in ('project', 'source', 'dataset', 'chart', 'dashboard', 'explore', 'alert', 'report', 'rule')),
     project_id text not null references resource (id),
     name text not null,
     title text not null,
     definition jsonb not null default '{}',
     general_access text not null check (general_access in ('project', 'private')),
     created_by text,
     created_at timestamptz not null,
     updated_at timestamptz not null,
     deleted_at timestamptz,
     live boolean not null default true,
     version int not null default 1,
     access_version int not null default 1,
     check ((kind = 'project') = (id = project_id)),
     check (kind not in ('source', 'rule') or general_access = 'private'),
     check (deleted_at is null or not live)
   )`,
  `create unique index resource_name on resource (project_id, kind, lower(name)) where deleted_at is null and kind <> 'project'`,
  `create unique index project_name on resource (lower(name)) where deleted_at is null and kind = 'project'`,
  `create index resource_updated on resource (updated_at desc, id desc) where live`,
  `create index resource_project on resource (project_id, kind, updated_at desc, id desc) where live`,
  `create table resource_use (
     container_id text not null references resource (id) on delete cascade,
     part_id text not null references resource (id) on delete cascade,
     added_by text,
     primary key (container_id, part_id)
   )`,
  `create index resource_use_part on resource_use (part_id)`,

  `create table membership (
     id bigint generated always as identity primary key,
     subject_id text not null references subject (id) on delete cascade,
     project_id text not null references resource (id) on delete cascade,
     level access_level not null,
     restricted boolean not null,
     expires_at timestamptz,
     given_by text,
     given_at timestamptz not null,
     unique (subject_id, project_id)
   )`,
  `create index membership_project on membership (project_id)`,

  // Direct grants, and what restricted memberships list (membership_id set). updated_at is the resource's own, copied so
  // that one subject's newest resources are one index range.
  `create table access_grant (
     id bigint generated always as identity primary key,
     subject_id text not null references subject (id) on delete cascade,
     resource_id text not null references resource (id) on delete cascade,
     level access_level not null check (level <> 'admin'),
     expires_at timestamptz,
     membership_id bigint references membership (id) on delete cascade,
     given_by text,
     given_at timestamptz not null,
     updated_at timestamptz not null
   )`,
  `create unique index access_grant_direct on access_grant (subject_id, resource_id, level) where membership_id is null`,
  `create unique index access_grant_listed on access_grant (membership_id, resource_id) where membership_id is not null`,
  `create index access_grant_resource on access_grant (resource_id, subject_id)`,
  `create index access_grant_newest on access_grant (subject_id, updated_at desc, resource_id desc)`,

  // Derived: every subject a user has, and until when (the latest end over all paths, of each path the earliest).
  `create table subject_closure (
     user_id text not null references app_user (id) on delete cascade,
     subject_id text not null references subject (id) on delete cascade,
     until timestamptz,
     primary key (user_id, subject_id)
   )`,
  `create index subject_closure_subject on subject_closure (subject_id, user_id)`,

  // Kept after what it speaks of is gone, so it references nothing.
  `create table audit_event (
     id bigint generated always as identity primary key,
     at timestamptz not null,
     actor_id text,
     on_behalf_of text,
     action text not null,
     subject_id text,
     resource_id text,
     before jsonb,
     after jsonb,
     request_id text
   )`,
  `create index audit_event_resource on audit_event (resource_id, id desc)`,
  `create index audit_event_subject on audit_event (subject_id, id desc)`,
];
