// A world of numbers into an empty migrated store, by whole columns at a time. Indexes and checks wait until all is there.
import { rebuildClosure } from '../src/access/giving/index.ts';
import { kinds } from '../src/contract/index.ts';
import type { Store } from '../src/store/open.ts';
import { type BenchWorld, now, roles, words } from './world.ts';

const rowsAtOnce = 50_000;

export const load = async (store: Store, world: BenchWorld): Promise<void> => {
  await store.db.connection().execute(async (db) => {
    const run = (text: string, values: readonly unknown[] = []) => store.rows<Record<string, string>>(text, values, db);
    await run('set session_replication_role = replica');
    await run('set statement_timeout = 0');
    const indexes = await run(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
         from pg_index i
        where i.indrelid in ('resource'::regclass, 'access_grant'::regclass)
          and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    );
    for (const { name } of indexes) await run(`drop index ${name}`);

    const id = (prefix: string, column: string) => `'${prefix}_' || lpad((${column})::text, 20, '0')`;
    const last = world.users + world.groups;
    const subject = (column: string) =>
      `case when ${column} < ${world.users} then ${id('usr', column)}
            when ${column} < ${last} then ${id('grp', `${column} - ${world.users}`)}
            else ${id('rol', `${column} - ${last}`)} end`;
    const each = (column: string, count: number) => `generate_series(0, ${count - 1}) ${column}`;

    await run(`insert into subject (id, kind) select ${subject('s')}, case when s < ${world.users} then 'user' when s < ${last} then 'group' else 'role' end
                 from ${each('s', last + roles)}`);
    await run(
      `insert into app_user (id, kind, status, name, login, created_at)
       select ${id('usr', 'u')}, 'person', 'active', 'User ' || u, 'user' || u, $1 from ${each('u', world.users)}`,
      [now],
    );
    await run(
      `insert into user_group (id, name, created_at) select ${id('grp', 'g')}, 'Group ' || g, $1 from ${each('g', world.groups)}`,
      [now],
    );
    await run(`insert into role (id, name, created_at) select ${id('rol', 'o')}, 'Role ' || o, $1 from ${each('o', roles)}`, [
      now,
    ]);
    const { below, above } = world.steps;
    for (const [table, into, from, belongs] of [
      ['group_member', 'group_id', 'member_id', `a < ${last}`],
      ['role_holder', 'role_id', 'holder_id', `a >= ${last}`],
    ]) {
      await columns(
        `insert into ${table} (${into}, ${from}, given_at) select ${subject('a')}, ${subject('b')}, $3
           from unnest($1::int[], $2::int[]) row (a, b) where ${belongs}`,
        [above, below],
        now,
      );
    }
    await run(
      `insert into resource (id, kind, project_id, name, title, general_access, created_at, updated_at)
       select ${id('prj', 'p')}, 'project', ${id('prj', 'p')}, 'project-' || p, 'Project ' || p, 'private', $1, $1::timestamptz - make_interval(hours => p * 7919 % 17520)
         from ${each('p', world.projects)}`,
      [now],
    );
    const { resources } = world;
    const numbers = Uint32Array.from(resources.kind, (_, at) => at);
    await columns(
      `insert into resource (id, kind, project_id, name, title, general_access, created_by, created_at, updated_at, deleted_at, live)
       select ${id('res', 'r')}, ($7::text[])[k + 1], ${id('prj', 'p')}, ($8::text[])[r % 6 + 1] || '-' || r, initcap(($8::text[])[r % 6 + 1]) || ' ' || r,
              case when o = 1 then 'project' else 'private' end, null, $9, to_timestamp(u / 1000), case when l = 0 then $9::timestamptz end, l = 1
         from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[], $6::float8[]) row (r, k, p, o, l, u)`,
      [numbers, resources.kind, resources.project, resources.open, resources.live, resources.updated],
      kinds,
      words,
      now,
    );
    await columns(
      `insert into membership (id, subject_id, project_id, level, restricted, given_at) overriding system value
       select n, ${subject('s')}, ${id('prj', 'p')}, (enum_range(null::access_level))[v], x = 1, $6
         from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[]) row (n, s, p, v, x)`,
      [
        world.memberships.map((_, at) => at + 1),
        world.memberships.map((one) => one.subject),
        world.memberships.map((one) => one.project),
        world.memberships.map(({ level }) => ['viewer', 'editor', 'admin'].indexOf(level) + 1),
        world.memberships.map(({ restricted }) => Number(restricted)),
      ],
      now,
    );
    await run(`select setval(pg_get_serial_sequence('membership', 'id'), ${world.memberships.length})`);
    const { grants } = world;
    await columns(
      `insert into access_grant (subject_id, resource_id, level, expires_at, membership_id, given_at, updated_at, kind, project_id, sort_name)
       select ${subject('s')}, r.id, case when e = 1 then 'editor'::access_level else 'viewer' end, case when u > 0 then to_timestamp(u / 1000) end,
              nullif(m, 0), $6, r.updated_at, r.kind, r.project_id, lower(r.name)
         from unnest($1::int[], $2::int[], $3::int[], $4::float8[], $5::int[]) row (s, n, e, u, m)
         join resource r on r.id = ${id('res', 'n')}`,
      [grants.subject, grants.resource, grants.editor, grants.until, grants.membership],
      now,
    );
    for (const { definition } of indexes) await run(definition ?? '');
    await rebuildClosure({ db, now });
    await run('set session_replication_role = default');
    await run('vacuum analyze');

    async function columns(text: string, whole: readonly ArrayLike<number>[], ...more: readonly unknown[]) {
      const rows = whole[0]?.length ?? 0;
      for (let at = 0; at < rows; at += rowsAtOnce) {
        await run(text, [
          ...whole.map((column) => Array.from({ length: Math.min(rowsAtOnce, rows - at) }, (_, of) => column[at + of])),
          ...more,
        ]);
      }
    }
  });
};
