// Writing facts: the lowest layer, which checks nothing but what the database itself refuses, and keeps what is derived true.
// Use cases call it behind `change`; access tests and the demo lay down worlds with it.
import type { Capability, GeneralAccess, Kind, Level, UserKind, UserStatus } from '#contract';
import { newId } from '#store/new-id';
import { type Ask, rows } from '../ask.ts';
import { refreshBelow, refreshUsers } from './closure.ts';
import { remembered, rememberSubject } from './past.ts';

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

export type UserChange = {
  status?: UserStatus;
  kind?: UserKind;
  name?: string;
  login?: string;
  email?: string;
  attributes?: Record<string, unknown>;
  owner?: string;
};

export const changeUser = async (ask: Ask, id: string, { owner, attributes, ...set }: UserChange): Promise<void> => {
  if (set.status || set.kind) await rows(ask, remembered.users('(select * from app_user where id = $2)'), [ask.now, id]);
  const changed = { ...set, ...(owner && { owner_id: owner }), ...(attributes && { attributes: JSON.stringify(attributes) }) };
  if (Object.keys(changed).length > 0) await ask.db.updateTable('app_user').set(changed).where('id', '=', id).execute();
  // Only persons are in everyone.
  if (set.kind) await refreshUsers(ask, [id]);
};

export const changeRole = async (
  ask: Ask,
  id: string,
  { name, capabilities }: { name: string; capabilities: readonly Capability[] },
): Promise<void> => {
  await rows(ask, remembered.roles('(select * from role where id = $2)'), [ask.now, id]);
  await rows(ask, 'update role set name = $2, capabilities = $3, version = version + 1 where id = $1', [id, name, capabilities]);
};

/** Its grants, memberships, places in groups and roles go with it. */
export const deleteSubject = async (ask: Ask, id: string): Promise<void> => {
  await rememberSubject(ask, id);
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
  await rows(
    ask,
    `with kept as (${remembered.places("(select * from group_member where group_id = $2 and member_id = $3 and origin = 'manual')")})
     insert into group_member (group_id, member_id, expires_at, given_by, given_at) values ($2, $3, $4, $5, $1)
     on conflict (member_id, group_id, origin)
     do update set expires_at = excluded.expires_at, given_by = excluded.given_by, given_at = excluded.given_at`,
    [ask.now, group, member, until, by],
  );
  await touchGroup(ask, group);
  await refreshBelow(ask, member);
};

/** The place given by hand; what directories gave stays theirs. Answers whether there was one. */
export const takeFromGroup = async (ask: Ask, group: string, member: string): Promise<boolean> => {
  const gone = await rows(
    ask,
    `with gone as (delete from group_member where group_id = $2 and member_id = $3 and origin = 'manual' returning *),
          kept as (${remembered.places('gone')})
     select 1 from gone`,
    [ask.now, group, member],
  );
  await touchGroup(ask, group);
  await refreshBelow(ask, member);
  return gone.length > 0;
};

export const addManager = async (ask: Ask, group: string, manager: string): Promise<boolean> => {
  const added = await rows(
    ask,
    'insert into group_manager (group_id, manager_id) values ($1, $2) on conflict do nothing returning 1',
    [group, manager],
  );
  if (added.length > 0) await touchGroup(ask, group);
  return added.length > 0;
};

export const dropManager = async (ask: Ask, group: string, manager: string): Promise<boolean> => {
  const gone = await rows(ask, 'delete from group_manager where group_id = $1 and manager_id = $2 returning 1', [group, manager]);
  if (gone.length > 0) await touchGroup(ask, group);
  return gone.length > 0;
};

const touchGroup = (ask: Ask, group: string) => rows(ask, 'update user_group set version = version + 1 where id = $1', [group]);

export const giveRoleTo = async (
  ask: Ask,
  role: string,
  holder: string,
  { until = null, by = null }: Given = {},
): Promise<void> => {
  await rows(
    ask,
    `with kept as (${remembered.holders('(select * from role_holder where role_id = $2 and holder_id = $3)')})
     insert into role_holder (role_id, holder_id, expires_at, given_by, given_at) values ($2, $3, $4, $5, $1)
     on conflict (holder_id, role_id)
     do update set expires_at = excluded.expires_at, given_by = excluded.given_by, given_at = excluded.given_at`,
    [ask.now, role, holder, until, by],
  );
  await rows(ask, 'update role set version = version + 1 where id = $1', [role]);
  await refreshBelow(ask, holder);
};

export const takeRoleFrom = async (ask: Ask, role: string, holder: string): Promise<boolean> => {
  const gone = await rows(
    ask,
    `with gone as (delete from role_holder where role_id = $2 and holder_id = $3 returning *),
          kept as (${remembered.holders('gone')})
     select 1 from gone`,
    [ask.now, role, holder],
  );
  await rows(ask, 'update role set version = version + 1 where id = $1', [role]);
  await refreshBelow(ask, holder);
  return gone.length > 0;
};

export type NewResource = {
  /** Made beforehand by `newId`; a new one unless told. */
  id?: string;
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
  const id = resource.id ?? newId(resource.kind === 'project' ? 'prj' : 'res');
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
    `with kept as (${remembered.grants('(select * from access_grant where subject_id = $2 and resource_id = $3 and level = $4 and membership_id is null)')})
     insert into access_grant
       (subject_id, resource_id, level, expires_at, given_by, given_at, updated_at, kind, project_id, sort_name)
     select $2, r.id, $4, $5, $6, $1, r.updated_at, r.kind, r.project_id, lower(r.name) from resource r where r.id = $3
     on conflict (subject_id, resource_id, level) where membership_id is null
     do update set expires_at = excluded.expires_at, given_by = excluded.given_by, given_at = excluded.given_at`,
    [ask.now, subject, resource, level, until, by],
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
    `with gone as (
       delete from access_grant
        where subject_id = $2 and resource_id = $3 and membership_id is null and level = any($4::access_level[])
       returning *
     ), kept as (${remembered.grants('gone')})
     select level from gone`,
    [ask.now, subject, resource, levels],
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
    `with kept as (${remembered.memberships('(select * from membership where subject_id = $2 and project_id = $3)')})
     insert into membership (subject_id, project_id, level, restricted, expires_at, given_by, given_at)
     values ($2, $3, $4, $5, $6, $7, $1)
     on conflict (subject_id, project_id)
     do update set level = excluded.level, restricted = excluded.restricted, expires_at = excluded.expires_at,
                   given_by = excluded.given_by, given_at = excluded.given_at
     returning id`,
    [ask.now, subject, project, level, restricted, until, by],
  );
  await dropListings(ask, row?.id);
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
  const [gone] = await rows<{ id: number }>(
    ask,
    `with kept as (${remembered.memberships('(select * from membership where subject_id = $2 and project_id = $3)')})
     select id from membership where subject_id = $2 and project_id = $3`,
    [ask.now, subject, project],
  );
  if (!gone) return false;
  await dropListings(ask, gone.id);
  await rows(ask, 'delete from membership where id = $1', [gone.id]);
  await touchAccess(ask, project);
  return true;
};

const dropListings = (ask: Ask, membership: number | undefined) =>
  rows(
    ask,
    `with gone as (delete from access_grant where membership_id = $2 returning *), kept as (${remembered.grants('gone')})
     select 1 from gone`,
    [ask.now, membership],
  );

export const setGeneralAccess = async (ask: Ask, id: string, access: GeneralAccess): Promise<void> => {
  await rows(
    ask,
    `with kept as (${remembered.resources('(select * from resource where id = $2)')})
     update resource set general_access = $3, access_version = access_version + 1 where id = $2`,
    [ask.now, id, access],
  );
};

/** Into the trash and out again; what is inside a deleted project isn't live either, and comes back with it. */
export const setDeleted = async (
  ask: Ask,
  resource: { id: string; kind: Kind },
  deletedAt: Date | null,
  name?: string,
): Promise<void> => {
  await rows(ask, remembered.resources('(select * from resource where id = $2 or (project_id = $2 and deleted_at is null))'), [
    ask.now,
    resource.id,
  ]);
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
