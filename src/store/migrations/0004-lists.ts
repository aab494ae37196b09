// What makes lists fast however much or little one reaches: a grant carries what lists are ordered and narrowed by, and
// every order that a list can have is an index. `grantDrift` (access/giving) compares the copies with their resources.
import { type Kysely, sql } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

const asked = 'include (expires_at, level)';

const statements = [
  `alter table access_grant
     add column kind text,
     add column project_id text,
     add column sort_name text collate "C"`,
  `update access_grant g
      set kind = r.kind, project_id = r.project_id, sort_name = lower(r.name)
     from resource r
    where r.id = g.resource_id`,
  `alter table access_grant
     alter column kind set not null,
     alter column project_id set not null,
     alter column sort_name set not null`,
  // One subject's newest, its first by name, each also of a kind, and what it has inside a project: a range each. What a
  // list asks of each row is in its index as well, so that rows that don't get onto a page are never fetched.
  'drop index access_grant_newest',
  `create index access_grant_newest on access_grant (subject_id, updated_at desc, resource_id desc) ${asked}`,
  `create index access_grant_named on access_grant (subject_id, sort_name, resource_id) ${asked}`,
  `create index access_grant_kind_newest on access_grant (subject_id, kind, updated_at desc, resource_id desc) ${asked}`,
  `create index access_grant_kind_named on access_grant (subject_id, kind, sort_name, resource_id) ${asked}`,
  `create index access_grant_inside on access_grant (subject_id, project_id)`,

  // The same of a project, and of everything.
  'drop index resource_project',
  `create index resource_project_newest on resource (project_id, updated_at desc, id desc) include (kind, general_access) where live`,
  `create index resource_project_named on resource (project_id, lower(name) collate "C", id) include (kind, general_access) where live`,
  `create index resource_project_kind_newest on resource (project_id, kind, updated_at desc, id desc) include (general_access) where live`,
  `create index resource_project_kind_named on resource (project_id, kind, lower(name) collate "C", id) include (general_access) where live`,
  `create index resource_kind_newest on resource (kind, updated_at desc, id desc) where live`,
  `create index resource_kind_named on resource (kind, lower(name) collate "C", id) where live`,
  `create index resource_named on resource (lower(name) collate "C", id) where live`,
  `create index resource_maker on resource (created_by, updated_at desc, id desc) where live`,
  `create index resource_trash on resource (updated_at desc, id desc) where deleted_at is not null`,
];
