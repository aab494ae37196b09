// Writing facts: the lowest layer, which checks nothing but what the database itself refuses, and keeps what is derived true.
// Use cases call it behind `change`; access tests and the demo lay down worlds with it.
import type { Capability, GeneralAccess, Kind, Level, UserKind, UserStatus } from '#contract';
import { newId } from '#store/new-id';
import { type Ask, rows } from '../ask.ts';
import { refreshBelow, refreshUsers } from './closure.ts';

export type Given = { until?: Date | null; by?: string | null };

export const insertUser = async (
  ask: Ask,
  user: {
    kind: UserKind;
    status: UserStatus;
    name: string;
    login: string;
    email: string | null;
    attributes?: Record<string, unknown>;
    owner?: string | null;
  },
): Promise<string> => {
  const id = newId('usr');
  await ask.db.insertInto('subject').values({ id, kind: 'user' }).execute();
  await ask.db
    .insertInto('app_user')
    .values({
      id,
      kind: user.kind,
      status: user.status,
      name: user.name,
      login: user.login,
      email: user.email,
      attributes: JSON.stringify(user.attributes ?? {}),
      owner_id: user.owner ?? null,
      created_at: ask.now,
    })
    .execute();
  await refreshUsers(ask, [id]);
  return id;
};

export const insertGroup = async (ask: Ask, name: string): Promise<string> => {
  const id = newId('grp');
  await ask.db.insertInto('subject').values({ id, kind: 'group' }).execute();
  await ask.db.insertInto('user_group').values({ id, name, created_at: ask.now }).execute();
  return id;
};

export const insertRole = async (ask: Ask, name: string, capabilities: readonly Capability[]): Promise<string> => {
  const id = newId('rol');
  await ask.db.insertInto('subject').values({ id, kind: 'role' }).execute();
  await ask.db
    .insertInto('role')
    .values({ id, name, capabilities: [...capabilities], created_at: ask.now })
    .execute();
  return id;
};

/** Its grants, memberships, places in groups and roles go with it. */
export const deleteSubject = async (ask: Ask, id: string): Promise<void> => {
  await rows(
    ask,
    'update resource set access_version = access_version + 1 where id in (select resource_id from access_grant where subject_id = $1)',
    [id],
  );
  await rows(
    ask,
    'update resource set access_version = access_version + 1 where id in (select project_id from membership where subject_id = $1)',
    [id],
  );
  const below = await rows<{ id: string }>(ask, 'select user_id as id from subject_closure where subject_id = $1', [id]);
  await rows(ask, 'delete from subject where id = $1', [id]);
  await refreshUsers(
    ask,
    below.map((user) => user.id),
  );
};

export const putIntoGroup = async (
  ask: Ask,
  group: string,
  member: string,
  { until = null, by = null }: Given = {},
): Promise<void> => {
  await ask.db
    .insertInto('group_member')
    .values({ group_id: group, member_id: member, expires_at: until, given_by: by, given_at: ask.now })
    .onConflict((oc) =>
      oc.columns(['member_id', 'group_id', 'origin']).doUpdateSet({ expires_at: until, given_by: by, given_at: ask.now }),
    )
    .execute();
  await touchGroup(ask, group);
  await refreshBelow(ask, member);
};

/** The place given by hand; what directories gave stays theirs. Answers whether there was one. */
export const takeFromGroup = async (ask: Ask, group: string, member: string): Promise<boolean> => {
  const gone = await rows(
    ask,
    "delete from group_member where group_id = $1 and member_id = $2 and origin = 'manual' returning 1",
    [group, member],
  );
  await touchGroup(ask, group);
  await refreshBelow(ask, member);
  return gone.length > 0;
};

const touchGroup = (ask: Ask, group: string) => rows(ask, 'update user_group set version = version + 1 where id = $1', [group]);

export const giveRoleTo = async (
  ask: Ask,
  role: string,
  holder: string,
  { until = null, by = null }: Given = {},
): Promise<void> => {
  await ask.db
    .insertInto('role_holder')
    .values({ role_id: role, holder_id: holder, expires_at: until, given_by: by, given_at: ask.now })
    .onConflict((oc) => oc.columns(['holder_id', 'role_id']).doUpdateSet({ expires_at: until, given_by: by, given_at: ask.now }))
    .execute();
  await rows(ask, 'update role set version = version + 1 where id = $1', [role]);
  await refreshBelow(ask, holder);
};

export const takeRoleFrom = async (ask: Ask, role: string, holder: string): Promise<boolean> => {
  const gone = await rows(ask, 'delete from role_holder where role_id = $1 and holder_id = $2 returning 1', [role, holder]);
  await rows(ask, 'update role set version = version + 1 where id = $1', [role]);
  await refreshBelow(ask, holder);
  return gone.length > 0;
};

export type NewResource = {
  kind: Kind;
  /** Absent for a project, which is its own. */
  project?: string;
  name: string;
  title: string;
  definition: Record<string, unknown>;
  generalAccess: GeneralAccess;
  by: string | null;
};

export const insertResource = async (ask: Ask, resource: NewResource): Promise<string> => {
  const id = newId(resource.kind === 'project' ? 'prj' : 'res');
  await ask.db
    .insertInto('resource')
    .values({
      id,
      kind: resource.kind,
      project_id: resource.project ?? id,
      name: resource.name,
      title: resource.title,
      definition: JSON.stringify(resource.definition),
      general_access: resource.generalAccess,
      created_by: resource.by,
      created_at: ask.now,
      updated_at: ask.now,
    })
    .execute();
  return id;
};

/** What it uses from now on. Parts that stay keep who added them; new ones remember `addedBy`. */
export const setUses = async (ask: Ask, container: string, parts: readonly string[], addedBy: string | null): Promise<void> => {
  await rows(ask, 'delete from resource_use where container_id = $1 and part_id <> all($2::text[])', [container, parts]);
  await rows(
    ask,
    `insert into resource_use (container_id, part_id, added_by)
     select $1, part, $3 from (select distinct unnest($2::text[]) as part) parts
     on conflict do nothing`,
    [container, parts, addedBy],
  );
};

/** Changed now, perhaps in its name: both order lists, so grants carry copies of them. */
export const touchResource = async (ask: Ask, id: string): Promise<void> => {
  await rows(ask, 'update resource set updated_at = $2, version = version + 1 where id = $1', [id, ask.now]);
  await copyToGrants(ask, id);
};

const copyToGrants = (ask: Ask, id: string) =>
  rows(
    ask,
    `update access_grant g
        set updated_at = r.updated_at, kind = r.kind, project_id = r.project_id, sort_name = lower(r.name)
       from resource r
      where r.id = $1 and g.resource_id = r.id`,
    [id],
  );

/** Grants whose copies differ from their resource; none when all is well. */
export const grantDrift = (ask: Ask): Promise<{ id: number; resource_id: string }[]> =>
  rows(
    ask,
    `select g.id, g.resource_id
       from access_grant g
       join resource r on r.id = g.resource_id
      where (g.updated_at, g.kind, g.project_id, g.sort_name)
            is distinct from (r.updated_at, r.kind, r.project_id, lower(r.name) collate "C")`,
    [],
  );

export const touchAccess = (ask: Ask, id: string) =>
  rows(ask, 'update resource set access_version = access_version + 1 where id = $1', [id]);

export const putGrant = async (
  ask: Ask,
  subject: string,
  resource: string,
  level: Exclude<Level, 'admin'>,
  { until = null, by = null }: Given = {},
) => {
  await rows(
    ask,
    `insert into access_grant
       (subject_id, resource_id, level, expires_at, given_by, given_at, updated_at, kind, project_id, sort_name)
     select $1, r.id, $3, $4, $5, $6, r.updated_at, r.kind, r.project_id, lower(r.name) from resource r where r.id = $2
     on conflict (subject_id, resource_id, level) where membership_id is null
     do update set expires_at = excluded.expires_at, given_by = excluded.given_by, given_at = excluded.given_at`,
    [subject, resource, level, until, by, ask.now],
  );
  await touchAccess(ask, resource);
};

/** Takes direct grants: all levels, or those named. Listings of memberships stay. */
export const dropGrants = async (
  ask: Ask,
  subject: string,
  resource: string,
  levels: readonly Level[] = ['viewer', 'editor'],
): Promise<Level[]> => {
  const gone = await rows<{ level: Level }>(
    ask,
    `delete from access_grant
      where subject_id = $1 and resource_id = $2 and membership_id is null and level = any($3::access_level[])
      returning level`,
    [subject, resource, levels],
  );
  if (gone.length > 0) await touchAccess(ask, resource);
  return gone.map(({ level }) => level);
};

export type NewMembership = {
  subject: string;
  project: string;
  level: Level;
  restricted: boolean;
  listed: readonly string[];
} & Given;

/** The whole membership as it shall be; what it lists stands as grants that follow its level and end. */
export const putMembership = async (
  ask: Ask,
  { subject, project, level, restricted, listed, until = null, by = null }: NewMembership,
) => {
  const [row] = await rows<{ id: number }>(
    ask,
    `insert into membership (subject_id, project_id, level, restricted, expires_at, given_by, given_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (subject_id, project_id)
     do update set level = excluded.level, restricted = excluded.restricted, expires_at = excluded.expires_at,
                   given_by = excluded.given_by, given_at = excluded.given_at
     returning id`,
    [subject, project, level, restricted, until, by, ask.now],
  );
  await rows(ask, 'delete from access_grant where membership_id = $1', [row?.id]);
  if (restricted && listed.length > 0) {
    await rows(
      ask,
      `insert into access_grant
         (subject_id, resource_id, level, expires_at, membership_id, given_by, given_at, updated_at, kind, project_id, sort_name)
       select $1, r.id, $3, $4, $5, $6, $7, r.updated_at, r.kind, r.project_id, lower(r.name)
         from resource r
        where r.id = any($2::text[])`,
      [subject, listed, level === 'admin' ? 'editor' : level, until, row?.id, by, ask.now],
    );
  }
  await touchAccess(ask, project);
};

export const dropMembership = async (ask: Ask, subject: string, project: string): Promise<boolean> => {
  const gone = await rows(ask, 'delete from membership where subject_id = $1 and project_id = $2 returning 1', [
    subject,
    project,
  ]);
  if (gone.length > 0) await touchAccess(ask, project);
  return gone.length > 0;
};

/** Into the trash and out again; what is inside a deleted project isn't live either, and comes back with it. */
export const setDeleted = async (
  ask: Ask,
  resource: { id: string; kind: Kind },
  deletedAt: Date | null,
  name?: string,
): Promise<void> => {
  await rows(
    ask,
    `update resource
        set deleted_at = $2::timestamptz, name = coalesce($3, name), live = $2::timestamptz is null, version = version + 1
      where id = $1`,
    [resource.id, deletedAt, name ?? null],
  );
  if (name) await copyToGrants(ask, resource.id);
  if (resource.kind === 'project') {
    await rows(ask, 'update resource set live = $2 and deleted_at is null where project_id = $1 and id <> $1', [
      resource.id,
      deletedAt === null,
    ]);
  }
};
