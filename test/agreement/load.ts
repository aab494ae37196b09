// A drawn world into a store, a statement a table.
import { type Ask, rows } from '#access';
import { rebuildClosure } from '#access/giving/index';
import { builtInRoles, everyoneId } from '../../src/store/built-in.ts';
import type { Drawn } from './world.ts';

export const load = async (ask: Ask, world: Drawn): Promise<void> => {
  await rows(ask, 'delete from access_grant', []);
  await rows(ask, 'delete from membership', []);
  await rows(ask, 'delete from resource_use', []);
  await rows(ask, 'delete from resource', []);
  await rows(ask, "delete from app_user where kind = 'service'", []);
  await rows(ask, 'delete from subject where id <> all($1::text[])', [[everyoneId, ...builtInRoles.map(({ id }) => id)]]);

  const users = [...world.people].map(([id, user], at) => ({
    id,
    ...user,
    owner: user.kind === 'service' ? everyoneId : null,
    at,
  }));
  const groups = [
    ...new Set([
      ...world.steps.flatMap(({ below, above }) => [below, above]),
      ...world.grants.map(({ subject }) => subject),
      ...world.memberships.map(({ subject }) => subject),
    ]),
  ].filter((id) => id.startsWith('grp_') && id !== everyoneId);
  const subjects = [
    ...users.map(({ id }) => ({ id, kind: 'user' })),
    ...groups.map((id) => ({ id, kind: 'group' })),
    ...[...world.roles.keys()].map((id) => ({ id, kind: 'role' })),
  ];
  await put('insert into subject (id, kind) select id, kind from from_json', 'id text, kind text', subjects);
  await put(
    `insert into app_user (id, kind, status, name, login, owner_id, created_at) select id, kind, status, 'U' || at, 'u' || at, owner, $2 from from_json`,
    'id text, kind text, status text, owner text, at int',
    users,
  );
  await put(
    'insert into user_group (id, name, created_at) select id, id, $2 from from_json',
    'id text',
    groups.map((id) => ({ id })),
  );
  await put(
    'insert into role (id, name, capabilities, created_at) select id, id, array(select jsonb_array_elements_text(capabilities)), $2 from from_json',
    'id text, capabilities jsonb',
    [...world.roles].map(([id, { capabilities }]) => ({ id, capabilities })),
  );
  const steps = world.steps.filter(({ above }) => above !== everyoneId);
  await put(
    'insert into group_member (group_id, member_id, expires_at, given_at) select above, below, until, $2 from from_json',
    'above text, below text, until timestamptz',
    steps.filter(({ above }) => above.startsWith('grp_')),
  );
  await put(
    'insert into role_holder (role_id, holder_id, expires_at, given_at) select above, below, until, $2 from from_json',
    'above text, below text, until timestamptz',
    steps.filter(({ above }) => above.startsWith('rol_')),
  );
  await put(
    // Several resources changed at the same moment: the id then decides their order.
    `insert into resource (id, kind, project_id, name, title, general_access, created_by, created_at, updated_at, deleted_at, live)
     select id, kind, project, case when at % 2 = 0 then upper(id) else id end, 'Title of ' || at, general, maker, $2, $2::timestamptz - make_interval(mins => at / 3), case when not live then $2::timestamptz end, live from from_json`,
    'id text, kind text, project text, general text, maker text, live boolean, at int',
    [...world.resources].map(([id, { kind, project, generalAccess, live }], at) => ({
      id,
      kind,
      project,
      general: generalAccess,
      maker: users[at % (users.length + 1)]?.id ?? null,
      live,
      at,
    })),
  );
  await put(
    'insert into membership (id, subject_id, project_id, level, restricted, expires_at, given_at) overriding system value select id, subject, project, level::access_level, restricted, until, $2 from from_json',
    'id bigint, subject text, project text, level text, restricted boolean, until timestamptz',
    world.memberships.map(({ listed, ...membership }) => ({ ...membership, restricted: listed !== null })),
  );
  await put(
    `insert into access_grant (subject_id, resource_id, level, expires_at, membership_id, given_at, updated_at, kind, project_id, sort_name)
     select subject, resource, level::access_level, until, membership, $2, r.updated_at, r.kind, r.project_id, lower(r.name)
       from from_json j join resource r on r.id = j.resource`,
    'subject text, resource text, level text, until timestamptz, membership bigint',
    [
      ...world.grants.map(({ id: _, ...grant }) => ({ ...grant, membership: null })),
      ...world.memberships.flatMap(({ id, subject, level, listed, until }) =>
        (listed ?? []).map((resource) => ({
          subject,
          resource,
          level: level === 'admin' ? 'editor' : level,
          until,
          membership: id,
        })),
      ),
    ],
  );
  await put(
    'insert into resource_use (container_id, part_id, added_by) select container, part, "addedBy" from from_json',
    'container text, part text, "addedBy" text',
    [...world.uses],
  );
  await rebuildClosure(ask);

  async function put(insert: string, columns: string, values: readonly object[]) {
    if (values.length === 0) return;
    const text = insert
      .replace('from from_json j', `from jsonb_to_recordset($1::jsonb) as j (${columns})`)
      .replace('from from_json', `from jsonb_to_recordset($1::jsonb) as j (${columns})`);
    await rows(ask, text, text.includes('$2') ? [JSON.stringify(values), ask.now] : [JSON.stringify(values)]);
  }
};
