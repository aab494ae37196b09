// Saved views: one's own, or for everyone who can see the dashboard or explore.
import { beforeAll, expect, test } from 'vitest';
import { onApp } from './app.ts';

onApp('Saved views', (app) => {
  const made: Record<string, string> = {};
  const ask = (who: string, method: string, path: string, body?: unknown) => app().ask(who, method, path, body);
  const path = (of = 'board', view = '') => `/resources/${made[of]}/views${view && `/${view}`}`;
  const choices = { filter: { field: 'team', in: ['sales'] }, time: { last: 3, unit: 'month' } };
  const save = async (who: string, title: string, more: object = {}) => {
    const { status, text, json } = await ask(who, 'post', path(), { title, choices, ...more });
    expect(status, text).toBe(201);
    return json;
  };
  const titles = async (who: string) => (await ask(who, 'get', path())).json.items.map(({ title }: { title: string }) => title);

  beforeAll(async () => {
    made.project = (await ask('eve', 'post', '/projects', { name: 'Sales' })).json.id;
    for (const [kind, name] of [
      ['dashboard', 'board'],
      ['explore', 'look'],
      ['chart', 'chart'],
    ] as const) {
      made[name] = (await ask('eve', 'post', `/projects/${made.project}/resources`, { kind, name })).json.id;
      const grant = [app().ids.vic, app().ids.gus].map((subject) => ({ subject, level: 'viewer' }));
      await ask('eve', 'patch', `/resources/${made[name]}/access`, { grant });
    }
  });

  test('Vic keeps one for himself, and nobody else sees it, editors and administrators included', async () => {
    const view = await save('vic', 'Mine');
    expect(view).toMatchObject({ title: 'Mine', choices, forAll: false, changeable: true, by: { label: 'Vic' } });
    expect(await titles('vic')).toEqual(['Mine']);
    for (const who of ['eve', 'ana', 'gus']) expect(await titles(who), who).toEqual([]);
    const nothing = (await ask('eve', 'patch', path('board', 'nonsense'), { title: 'x' })).text;
    for (const [who, method, body] of [
      ['eve', 'patch', { title: 'x' }],
      ['ana', 'delete', undefined],
    ] as const) {
      const hidden = await ask(who, method, path('board', view.id), body);
      expect([hidden.status, hidden.text]).toEqual([404, nothing]);
    }
  });

  test('for all viewers needs edit; viewers see it and cannot change it', async () => {
    expect((await ask('vic', 'post', path(), { title: 'Ours', choices, forAll: true })).status).toBe(403);
    const [own] = (await ask('vic', 'get', path())).json.items;
    expect((await ask('vic', 'patch', path('board', own.id), { forAll: true })).status).toBe(403);
    const ours = await save('eve', 'Ours', { forAll: true });
    expect(await titles('vic')).toEqual(['Ours', 'Mine']);
    const [seen] = (await ask('vic', 'get', path())).json.items;
    expect(seen).toMatchObject({ forAll: true, changeable: false, by: { label: 'Eve' } });
    for (const method of ['patch', 'delete'])
      expect((await ask('vic', method, path('board', ours.id), method === 'patch' ? { title: 'x' } : undefined)).status).toBe(
        403,
      );
    // A guest cannot find Eve, and doesn't read her name here.
    expect((await ask('gus', 'get', path())).json.items[0].by).toBeNull();
    expect((await ask('ana', 'patch', path('board', ours.id), { title: 'Everyone’s' })).json.title).toBe('Everyone’s');
  });

  test('an editor makes a view for all their own, and the other way round', async () => {
    const view = await save('eve', 'Back and forth');
    expect(await titles('vic')).not.toContain('Back and forth');
    expect((await ask('eve', 'patch', path('board', view.id), { forAll: true })).json).toMatchObject({ forAll: true, choices });
    expect(await titles('vic')).toContain('Back and forth');
    await ask('eve', 'patch', path('board', view.id), { forAll: false });
    expect(await titles('vic')).not.toContain('Back and forth');
    expect((await ask('eve', 'delete', path('board', view.id))).json).toEqual({ id: view.id });
    expect((await ask('eve', 'delete', path('board', view.id))).status).toBe(404);
  });

  test('of an explore a view holds what is asked too; of a chart there are none', async () => {
    const query = { dimensions: [{ name: 'team' }], measures: ['people'] };
    const { json, status } = await ask('vic', 'post', path('look'), { title: 'By team', choices: {}, query });
    expect([status, json.query.measures]).toEqual([201, ['people']]);
    expect((await ask('vic', 'post', path('board'), { title: 'x', choices: {}, query })).json.errors[0].field).toBe('query');
    expect((await ask('vic', 'get', path('chart'))).status).toBe(400);
    expect((await ask('vic', 'post', path('board'), { title: 'x', choices: { nonsense: 1 } })).json.errors[0].field).toContain(
      'choices',
    );
    // A view of one thing isn't there under another.
    expect((await ask('vic', 'delete', path('board', json.id))).status).toBe(404);
  });

  test('who no longer sees the dashboard finds nothing there, and their own view again when they do', async () => {
    await ask('eve', 'patch', `/resources/${made.board}/access`, { revoke: [app().ids.vic] });
    const nothing = (await ask('vic', 'get', '/resources/res_00000000000000000000/views')).text;
    for (const method of ['get', 'post']) {
      const hidden = await ask('vic', method, path(), method === 'post' ? { title: 'x', choices } : undefined);
      expect([hidden.status, hidden.text]).toEqual([404, nothing]);
    }
    await ask('eve', 'patch', `/resources/${made.board}/access`, { grant: [{ subject: app().ids.vic, level: 'viewer' }] });
    expect(await titles('vic')).toContain('Mine');
  });

  test('nobody saves more than a hundred of one thing', async () => {
    const values = Array.from(
      { length: 100 },
      (_, at) => `('viw_${at}', '${made.board}', '${app().ids.gus}', '${app().ids.gus}')`,
    );
    await app().deps.store.rows(
      `insert into saved_view (id, resource_id, owner_id, made_by, title, choices, changed_at)
       select id, resource_id, owner_id, made_by, id, '{}', now() from (values ${values.join()}) v (id, resource_id, owner_id, made_by)`,
      [],
    );
    expect((await ask('gus', 'post', path(), { title: 'one more', choices })).status).toBe(409);
  });

  test('a private view goes with its owner; one for all stays, and all go with the dashboard', async () => {
    const { store } = app().deps;
    const id = await app().add('edo');
    await ask('eve', 'patch', `/resources/${made.board}/access`, { grant: [{ subject: id, level: 'editor' }] });
    await save('edo', 'of Edo');
    await save('edo', 'of Edo for all', { forAll: true });
    await ask('edo', 'put', `/favourites/${made.board}`);
    await ask('edo', 'put', `/resources/${made.board}/draft`, { definition: {}, basedOn: 1 });
    await store.rows('delete from subject where id = $1', [id]);
    expect(await titles('eve')).toContain('of Edo for all');
    const left = async () =>
      (
        await store.rows<{ n: number }>(
          `select ((select count(*) from saved_view where owner_id = $1) + (select count(*) from favourite where user_id = $1)
                 + (select count(*) from draft where user_id = $1) + (select count(*) from notification where user_id = $1))::int as n`,
          [id],
        )
      )[0]?.n;
    expect(await left()).toBe(0);
    await store.rows('delete from resource where id = $1', [made.board]);
    for (const table of ['saved_view', 'favourite', 'draft', 'resource_version', 'notification'])
      expect(await store.rows(`select 1 from ${table} where resource_id = $1`, [made.board]), table).toEqual([]);
  });
});
