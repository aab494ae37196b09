import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { bothStores, onStore } from '../../test/stores.ts';
import { migrate } from './migrate.ts';
import { openStore } from './open.ts';
import { grownTables } from './upkeep.ts';

bothStores('A store', (store) => {
  test('is migrated and has what is built in', async () => {
    const roles = await store().db.selectFrom('role').select('name').orderBy('name').execute();
    expect(roles.map((role) => role.name)).toEqual(['Admin', 'Guest', 'Member']);
  });

  test('answers the same values', async () => {
    const [row] = await store().rows(
      `select 7::int8 as small, 9007199254740993::int8 as big, count(*) as counted, date '2026-06-01' as day,
              timestamptz '2026-06-01T10:00:00+02:00' as moment, '{"a":[1,null]}'::jsonb as json, '{a,b}'::text[] as words,
              '{1,9007199254740993}'::int8[] as numbers, 1.5::float8 as fraction, 1.50::numeric as exact, null::text as nothing,
              'editor'::access_level as level, true as yes
         from (values (1), (2)) as two (n)`,
      [],
    );
    expect(row).toEqual({
      small: 7,
      big: 9007199254740993n,
      counted: 2,
      day: '2026-06-01',
      moment: new Date('2026-06-01T08:00:00Z'),
      json: { a: [1, null] },
      words: ['a', 'b'],
      numbers: [1, 9007199254740993n],
      fraction: 1.5,
      exact: '1.50',
      nothing: null,
      level: 'editor',
      yes: true,
    });
  });

  test('takes the same values', async () => {
    const at = new Date('2026-03-29T01:30:00.123Z');
    const [row] = await store().rows(
      'select $1::timestamptz as moment, $2::text[] as words, $3::jsonb as json, $4::int8 as number, $5::boolean as yes, $6::text as nothing',
      [at, ['a', 'b"{}', ''], JSON.stringify([1, { b: 2 }]), 9007199254740993n, false, null],
    );
    expect(row).toEqual({
      moment: at,
      words: ['a', 'b"{}', ''],
      json: [1, { b: 2 }],
      number: 9007199254740993n,
      yes: false,
      nothing: null,
    });
  });

  test('says what went wrong', async () => {
    const again = store().rows("insert into role (id, name, created_at) values ('rol_x', 'ADMIN', now())", []);
    await expect(again).rejects.toMatchObject({ code: '23505', constraint: 'role_name', table: 'role' });
    await expect(store().rows('select nothing_like_it', [])).rejects.toMatchObject({ code: '42703', position: '8' });
    // The stack names the caller, not the thread or the socket.
    await expect(again.catch((error: Error) => error.stack)).resolves.toContain('store.test.ts');
  });

  test('rolls back the whole of a failed transaction', async () => {
    await expect(
      store().transaction(async (trx) => {
        await trx.updateTable('organization').set({ name: 'Half done' }).execute();
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await expect(
      store().transaction(async (trx) => {
        await trx.updateTable('organization').set({ name: 'Half done' }).execute();
        await sql`select 1 / 0`.execute(trx);
      }),
    ).rejects.toMatchObject({ code: '22012' });
    const { name } = await store().db.selectFrom('organization').select('name').executeTakeFirstOrThrow();
    expect(name).toBe('Sightline');
  });

  test('leaves no transaction open behind a statement that began one', async () => {
    await store().rows('begin', []);
    await expect(store().rows('begin; select 1 / 0; commit', [])).rejects.toThrow();
    expect(await store().rows('select 1 as one', [])).toEqual([{ one: 1 }]);
    const [row] = await store().rows<{ same: boolean }>('select now() = statement_timestamp() as same', []);
    expect(row?.same).toBe(true);
  });

  test('keeps forty transactions apart', async () => {
    await store().rows('create table tally (id int primary key, n int not null)', []);
    await store().rows('insert into tally values (1, 0), (2, 0)', []);
    const text = store().name('update tally set n = n + 1 where id = $1');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        store().transaction(async (trx) => {
          await store().rows(text, [1], trx);
          await store().rows(text, [2], trx);
          if (i % 2) throw new Error('half of them change their mind');
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(20);
    expect(await store().rows('select n from tally order by id', [])).toEqual([{ n: 20 }, { n: 20 }]);
  });

  test('runs a named text prepared, in transactions and out, and survives a changed table', async () => {
    const text = store().name('select * from shape where id = $1');
    await store().rows('create table shape (id int primary key, a text)', []);
    await store().rows("insert into shape values (1, 'x')", []);
    for (let i = 0; i < 3; i++) expect(await store().rows(text, [1])).toEqual([{ id: 1, a: 'x' }]);
    await store().transaction(async (trx) => {
      expect(await store().rows(text, [1], trx)).toEqual([{ id: 1, a: 'x' }]);
      const prepared = await store().rows<{ name: string }>(
        'select name from pg_prepared_statements where statement = $1',
        [text],
        trx,
      );
      expect(prepared.length).toBeGreaterThan(0);
    });
    // An error in a transaction doesn't lose what is prepared.
    await expect(store().rows(text, ['no number'])).rejects.toMatchObject({ code: '22P02' });
    expect(await store().rows(text, [1])).toEqual([{ id: 1, a: 'x' }]);
    await store().rows('alter table shape add column b int', []);
    expect(await store().transaction((trx) => store().rows(text, [1], trx))).toEqual([{ id: 1, a: 'x', b: null }]);
    expect(await store().rows(text, [1])).toEqual([{ id: 1, a: 'x', b: null }]);
  });

  test('tries again what lost to another transaction', async () => {
    let tries = 0;
    const done = await store().transaction(async (trx) => {
      tries++;
      if (tries < 3) await sql`do $$ begin raise exception 'lost' using errcode = '40001'; end $$`.execute(trx);
      return 'won';
    });
    expect([done, tries]).toEqual(['won', 3]);
  });

  test('carries large texts and many rows', async () => {
    const large = 'é'.repeat(3_000_000);
    const [row] = await store().rows<{ n: number; text: string }>('select length($1::text) as n, $1::text as text', [large]);
    expect(row?.n).toBe(3_000_000);
    expect(row?.text === large).toBe(true);
    expect(await store().rows('select n, repeat($1, 20) as t from generate_series(1, 50000) as n', ['x'])).toHaveLength(50_000);
  });
});

onStore('pglite', 'The embedded store', (store) => {
  test('asked from inside its own transaction, fails after a while instead of hanging, and works on', async () => {
    const hasty = await openStore({ kind: 'memory', statementMs: 500 });
    await expect(
      hasty.transaction(async (trx) => {
        await trx.updateTable('organization').set({ name: 'Half done' }).execute();
        await hasty.rows('select 1', []);
      }),
    ).rejects.toThrow(/timeout/);
    expect(await hasty.rows('select name from organization', [])).toEqual([{ name: 'Sightline' }]);
    await hasty.close();
  });

  test('is made the same from a prepared dump as from nothing', async () => {
    const made = await openStore({ kind: 'memory', unprepared: true });
    await migrate(made);
    const columns =
      "select table_name, column_name, data_type, is_nullable from information_schema.columns where table_schema = 'public' order by 1, 2";
    expect(await store().rows(columns, [])).toEqual(await made.rows(columns, []));
    expect(await migrate(store())).toEqual({ applied: [] });
    await made.close();
  });
});

bothStores('A store from the future', (store) => {
  test('is refused', async () => {
    await store().rows("insert into kysely_migration (name, timestamp) values ('9999-later', '')", []);
    await expect(migrate(store())).rejects.toThrow('This store was written by a newer Sightline (it has 9999-later)');
  });
});

onStore('postgres', 'PostgreSQL', (store) => {
  test('a server that can’t be reached is told by its address, without the password', async () => {
    const gone = openStore({ kind: 'postgres', url: 'postgres://me:hunter2@localhost:1/db', statementMs: 2000 });
    await expect(gone).rejects.toThrow(/^The database at postgres:\/\/me:…@localhost:1\/db can't be reached: /);
  });

  test('tables can be in a schema of their own', async () => {
    const [place] = await store().rows<{ url: string; db: string }>(
      "select current_setting('unix_socket_directories') as url, current_database() as db",
      [],
    );
    const url = `postgres://postgres@localhost/${place?.db}?host=${encodeURIComponent(place?.url ?? '')}`;
    const apart = await openStore({ kind: 'postgres', url, schema: 'apart', poolSize: 2 });
    expect((await migrate(apart)).applied.length).toBeGreaterThan(0);
    await apart.db.updateTable('organization').set({ name: 'Apart' }).execute();
    expect(await store().rows('select name from organization', [])).toEqual([{ name: 'Sightline' }]);
    await apart.close();
  });

  test('a connection that the server ends is replaced', async () => {
    await store()
      .rows(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        [],
      )
      .catch(() => {});
    expect(await store().rows('select 1 as one', [])).toEqual([{ one: 1 }]);
  });
});

onStore('pglite', 'An embedded store', (store) => {
  test('finds the tables that have grown, and is content once they are seen to', async () => {
    const grown = () => store().rows<{ name: string }>(grownTables, []);
    await store().rows("insert into audit_event (at, action) select now(), 'test' from generate_series(1, 5000)", []);
    expect((await grown()).map(({ name }) => name)).toContain('audit_event');
    await store().rows('vacuum (analyze) audit_event', []);
    expect((await grown()).map(({ name }) => name)).not.toContain('audit_event');
  });
});
