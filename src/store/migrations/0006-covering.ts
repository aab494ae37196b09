// What a decision asks of a grant or membership, and what a list by name asks of a resource, is in the index that finds it:
// a page of the table for each row was most of what a decision cost.
import { type Kysely, sql } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

const statements = [
  'drop index access_grant_resource',
  'create index access_grant_resource on access_grant (resource_id, subject_id) include (level, expires_at)',
  'drop index membership_project',
  'create index membership_project on membership (project_id, subject_id) include (level, restricted, expires_at)',

  // An index over lower(name) answers by itself only when it has the name, too.
  'drop index resource_project_named',
  `create index resource_project_named on resource (project_id, lower(name) collate "C", id) include (kind, general_access, name) where live`,
  'drop index resource_project_kind_named',
  `create index resource_project_kind_named on resource (project_id, kind, lower(name) collate "C", id) include (general_access, name) where live`,
  'drop index resource_kind_named',
  `create index resource_kind_named on resource (kind, lower(name) collate "C", id) include (name) where live`,
  'drop index resource_named',
  `create index resource_named on resource (lower(name) collate "C", id) include (name) where live`,
];
