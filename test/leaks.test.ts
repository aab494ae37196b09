// What the answers around a thing could tell: each of these told something once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from './app.ts';

describe('Around a thing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-leaks-'));
  let app: TestApp;
  let close: () => Promise<void>;
  const made: Record<string, string> = {};

  beforeAll(async () => {
    writeFileSync(join(folder, 'pay.csv'), 'team,salary,day\nsales,10,2026-01-01\nsales,20,2026-01-02\naudit,30,2026-02-01\n');
    ({ app, close } = await testApp('pglite', undefined, { allowedFolders: [folder] }));
    const ana = async (method: string, path: string, body?: unknown) => {
      const answer = await app.ask('ana', method, path, body);
      expect(answer.status, answer.text).toBeLessThan(300);
      return answer.json;
    };
    made.project = (await ana('post', '/projects', { name: 'Pay', description: 'A secret description' })).id;
    const make = async (kind: string, name: string, definition: object) => {
      made[name] = (await ana('post', `/projects/${made.project}/resources`, { kind, name, definition })).id;
    };
    await make('source', 'files', { type: 'folder', path: folder });
    await make('dataset', 'pay', {
      source: 'source:files',
      table: 'pay',
      time: 'day',
      dimensions: [{ name: 'team' }, { name: 'salary', type: 'number' }, { name: 'day', type: 'date' }],
      measures: [{ name: 'people', aggregate: 'count' }],
    });
    await make('chart', 'by-team', { dataset: 'dataset:pay', query: { dimensions: [{ name: 'team' }], measures: ['people'] } });
    await make('dashboard', 'board', { tiles: [{ id: 'a', chart: 'chart:by-team' }] });
    await ana('patch', `/resources/${made['by-team']}/access`, { grant: [{ subject: app.ids.vic, level: 'viewer' }] });
    await ana('patch', `/resources/${made.board}/access`, {
      grant: [
        { subject: app.ids.gus, level: 'viewer' },
        { subject: app.ids.vic, level: 'viewer' },
      ],
    });
  });
  afterAll(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a viewer of a chart filters by what it draws, and not by columns that it does not show', async () => {
    const ask = (choices: object) => app.ask('vic', 'post', `/resources/${made['by-team']}/query`, { choices });
    expect((await ask({ filter: { field: 'team', in: ['sales'] } })).json.rows).toEqual([['sales', 2]]);
    expect((await ask({ filter: { field: 'salary', min: 15 } })).status).toBe(400);
    expect(
      (
        await ask({
          filter: {
            not: {
              or: [
                { field: 'team', in: ['x'] },
                { field: 'salary', in: [1] },
              ],
            },
          },
        })
      ).status,
    ).toBe(400);
    expect((await ask({ time: { from: '2026-02-01' } })).status).toBe(400);
  });

  test('who edits a dashboard offers to filter by what they see themselves, and not by a column of data that is hidden from them', async () => {
    const grant = (level: string) =>
      app.ask('ana', 'patch', `/resources/${made.board}/access`, { grant: [{ subject: app.ids.eve, level }] });
    await grant('editor');
    const offering = (who: string, ...names: string[]) =>
      app.ask(who, 'patch', `/resources/${made.board}`, {
        definition: { tiles: [{ id: 'a', chart: made['by-team'] }], filters: names.map((name) => ({ name })) },
      });
    const names = async (who: string) =>
      (await app.ask(who, 'get', `/resources/${made.board}`)).json.choosable?.map(({ name }: { name: string }) => name);
    expect([await names('eve'), await names('ana'), await names('vic')]).toEqual([
      ['team'],
      ['team', 'salary', 'day'],
      undefined,
    ]);
    const refused = await offering('eve', 'team', 'salary');
    expect([refused.status, refused.json.errors[0].field]).toEqual([400, 'definition.filters.1.name']);
    expect((await offering('eve', 'team')).status).toBe(200);
    // What another put there stays there through her changes.
    expect((await offering('ana', 'team', 'salary')).status).toBe(200);
    expect((await offering('eve', 'salary')).status).toBe(200);
    await offering('ana');
    await app.ask('ana', 'patch', `/resources/${made.board}/access`, { revoke: [app.ids.eve] });
  });

  test('a viewer of a dashboard has its filters and what it draws, and no time filter where none is offered', async () => {
    const ask = (choices: object) => app.ask('vic', 'post', `/resources/${made.board}/tiles/a/query`, { choices });
    expect((await ask({ filter: { field: 'team', in: ['audit'] } })).json.rows).toEqual([['audit', 1]]);
    expect((await ask({ filter: { field: 'salary', min: 15 } })).status).toBe(400);
    expect((await ask({ time: { from: '2026-02-01' } })).status).toBe(400);
    expect((await app.ask('vic', 'post', `/resources/${made.board}/values`, { field: 'salary' })).status).toBe(400);
  });

  test('who reaches something inside a project knows the name of the project and nothing more', async () => {
    const { text, json } = await app.ask('gus', 'get', `/projects/${made.project}`);
    expect(json.level).toBe('viewer');
    expect(text).not.toContain('secret description');
    expect(json.editors).toEqual([]);
    expect((await app.ask('gus', 'get', '/resources?kind=project')).text).not.toContain('secret description');
  });

  test('who already has access is left out of the picker only for those who may share', async () => {
    expect((await app.ask('vic', 'get', `/subjects?for=${made.board}`)).status).toBe(403);
    expect((await app.ask('sam', 'get', `/subjects?for=${made.board}`)).status).toBe(404);
    const { json } = await app.ask('ana', 'get', `/subjects?for=${made.board}&limit=100`);
    expect(json.items.map(({ label }: { label: string }) => label)).not.toContain('Vic');
  });

  test('a guest finds themselves and those they share a group with', async () => {
    expect((await app.ask('gus', 'get', '/users')).json.items.map(({ login }: { login: string }) => login)).toEqual(['gus']);
    expect((await app.ask('gus', 'get', `/users/${app.ids.vic}`)).status).toBe(404);
    const group = (await app.ask('ana', 'post', '/groups', { name: 'Both' })).json.id;
    expect((await app.ask('gus', 'get', `/groups/${group}`)).status).toBe(404);
    for (const who of ['gus', 'vic'] as const) await app.ask('ana', 'put', `/groups/${group}/members/${app.ids[who]}`);
    expect((await app.ask('gus', 'get', `/users/${app.ids.vic}`)).status).toBe(200);
    expect((await app.ask('gus', 'get', `/users/${app.ids.sam}`)).status).toBe(404);
    expect((await app.ask('gus', 'get', '/groups')).json.items.map(({ name }: { name: string }) => name)).toEqual(['Both']);
    expect((await app.ask('gus', 'get', '/roles')).json.items.map(({ name }: { name: string }) => name)).toEqual(['Guest']);
  });

  test('a guest finds nobody through a place in a group that has ended, their own or the other’s', async () => {
    const minutes = (count: number) => new Date(Date.now() + count * 60_000);
    const group = (await app.ask('ana', 'post', '/groups', { name: 'For a while' })).json.id;
    const place = async (who: 'gus' | 'sam', expiresAt: Date | null) =>
      app.ask('ana', 'put', `/groups/${group}/members/${app.ids[who]}`, { expiresAt });
    const found = async () => [
      (await app.ask('gus', 'get', `/users/${app.ids.sam}`)).status === 200,
      ...(await Promise.all(['/users', '/subjects'].map((path) => app.ask('gus', 'get', path)))).map(({ text }) =>
        text.includes(app.ids.sam),
      ),
    ];
    for (const [gus, sam] of [
      [minutes(1), null],
      [null, minutes(1)],
    ] as const) {
      app.deps.clock.set(minutes(0));
      await place('gus', gus);
      await place('sam', sam);
      expect(await found()).toEqual([true, true, true]);
      app.deps.clock.set(minutes(2));
      expect(await found()).toEqual([false, false, false]);
    }
    app.deps.clock.set(minutes(0));
    await app.ask('ana', 'delete', `/groups/${group}`);
  });

  test('what a guest may not find is no more there for being deleted, changed or given something', async () => {
    const group = (await app.ask('ana', 'post', '/groups', { name: 'Hidden' })).json.id;
    const role = (await app.ask('ana', 'post', '/roles', { name: 'Hidden' })).json.id;
    for (const [method, path] of [
      ['delete', `/groups/${group}`],
      ['patch', `/groups/${group}`],
      ['put', `/groups/${group}/members/${app.ids.gus}`],
      ['delete', `/groups/${group}/members/${app.ids.gus}`],
      ['delete', `/roles/${role}`],
      ['put', `/roles/${role}/holders/${app.ids.gus}`],
      ['delete', `/roles/${role}/holders/${app.ids.gus}`],
      ['post', `/users/${app.ids.sam}/deactivate`],
      ['post', `/users/${app.ids.sam}/reactivate`],
    ] as const) {
      const answer = await app.ask('gus', method, path, method === 'patch' ? { name: 'Mine' } : undefined);
      expect(answer.status, `${method} ${path}`).toBe(404);
    }
    await app.ask('ana', 'patch', `/resources/${made['by-team']}/access`, {
      grant: [{ subject: app.ids.gus, level: 'editor' }],
    });
    const given = await app.ask('gus', 'patch', `/resources/${made['by-team']}/access`, {
      grant: [{ subject: group, level: 'viewer' }],
    });
    expect([given.status, given.json.detail]).toEqual([400, 'grant[0].subject names nobody you can give access to']);
    await app.ask('ana', 'patch', `/resources/${made['by-team']}/access`, { revoke: [app.ids.gus] });
  });

  test('a guest reads of a role’s holders only those they may find', async () => {
    await app.add('gil', 'guest');
    const { json } = await app.ask('gus', 'get', '/roles');
    const { holders } = (await app.ask('gus', 'get', `/roles/${json.items[0].id}`)).json;
    expect(holders.map(({ label }: { label: string }) => label)).toEqual(['Gus']);
  });

  test('who leaves a project is not told what was deleted in it', async () => {
    const { id } = (await app.ask('ana', 'post', `/projects/${made.project}/resources`, { kind: 'dashboard', name: 'binned' }))
      .json;
    await app.ask('ana', 'patch', `/resources/${id}/access`, { grant: [{ subject: app.ids.vic, level: 'viewer' }] });
    await app.ask('ana', 'delete', `/resources/${id}`);
    const { text } = await app.ask('vic', 'delete', `/projects/${made.project}/members/${app.ids.vic}`);
    expect(text).toContain('board');
    expect(text).not.toContain('binned');
  });

  test('a dataset over another one reads what that one offers, and no other column of its table', async () => {
    const ana = (kind: string, name: string, definition: object) =>
      app.ask('ana', 'post', `/projects/${made.project}/resources`, { kind, name, definition });
    await ana('dataset', 'teams', { source: 'source:files', table: 'pay', dimensions: [{ name: 'who', column: 'team' }] });
    const asked = async (name: string, more: object, query: object) => {
      const { id } = (await ana('dataset', name, { dataset: 'dataset:teams', ...more })).json;
      const { status, json } = await app.ask('ana', 'post', `/resources/${id}/query`, { query });
      return status === 200 ? status : json.detail;
    };
    const total = { name: 'total', aggregate: 'sum' };
    const x = { dimensions: [{ name: 'x' }] };
    const dimensions = (column: string) => ({ dimensions: [{ name: 'x', column }] });
    expect(await asked('over-1', dimensions('who'), x)).toBe(200);
    expect(await asked('over-2', dimensions('salary'), x)).toContain('no dimension “salary”');
    expect(await asked('over-3', { measures: [{ ...total, column: 'salary' }] }, { measures: ['total'] })).toContain('“salary”');
    const where = { field: 'salary', min: 15 };
    expect(
      await asked('over-4', { measures: [{ name: 'total', aggregate: 'count', where }] }, { measures: ['total'] }),
    ).toContain('“salary”');
  });

  test('why a tile doesn’t run names nothing behind it', async () => {
    const make = (kind: string, name: string, more: object) =>
      app.ask('ana', 'post', `/projects/${made.project}/resources`, { kind, name, ...more });
    const definition = { source: 'source:files', dimensions: [{ name: 'team' }] };
    await make('dataset', 'lost', { title: 'A secret title', definition: { ...definition, table: 'secret_table' } });
    await make('dataset', 'ruled', { title: 'A secret title', definition: { ...definition, table: 'pay' } });
    await make('rule', 'narrow', { definition: { on: ['dataset:ruled'], clause: 'true' } });
    for (const name of ['lost', 'ruled'])
      await make('chart', name, { definition: { dataset: `dataset:${name}`, query: { dimensions: [{ name: 'team' }] } } });
    const tiles = ['lost', 'ruled'].map((name) => ({ id: name, chart: `chart:${name}` }));
    const { id } = (await make('dashboard', 'broken', { definition: { tiles } })).json;
    await app.ask('ana', 'patch', `/resources/${id}/access`, { grant: [{ subject: app.ids.vic, level: 'viewer' }] });
    for (const tile of ['lost', 'ruled']) {
      const { status, text } = await app.ask('vic', 'post', `/resources/${id}/tiles/${tile}/query`, {});
      expect([tile, status]).toEqual([tile, 503]);
      expect(text).not.toMatch(/secret|sightline-leaks/);
    }
    // Who edits the source reads why.
    expect((await app.ask('ana', 'post', `/resources/${id}/tiles/lost/query`, {})).text).toContain('secret_table');
  });

  test('who hands over within a project of theirs is not told what somebody asked for elsewhere', async () => {
    const { id } = (await app.ask('sam', 'post', '/projects', { name: 'Sams' })).json;
    await app.ask('vic', 'post', `/resources/${made.pay}/requests`, {});
    await app.ask('vic', 'post', '/invitations', { email: 'vics@elsewhere.example' });
    const body = { to: app.ids.eve, project: id };
    const { json } = await app.ask('sam', 'post', `/users/${app.ids.vic}/reassign`, body);
    expect(json).toEqual({ moved: 0, pending: [] });
  });

  test('a guest who edits something is explained nobody whom they can’t find', async () => {
    await app.add('nora');
    const { id } = (
      await app.ask('ana', 'post', `/projects/${made.project}/resources`, {
        kind: 'dashboard',
        name: 'of guests',
        definition: {},
      })
    ).json;
    const give = (login: string, level: string) =>
      app.ask('ana', 'patch', `/resources/${id}/access`, { grant: [{ subject: app.ids[login], level }] });
    await give('gus', 'editor');
    const explained = (subject: string | undefined) => app.ask('gus', 'get', `/resources/${id}/explain?subject=${subject}`);
    const nobody = await explained('usr_00000000000000000000');
    expect(nobody.status).toBe(404);
    expect((await explained(app.ids.nora)).text).toBe(nobody.text);
    await give('nora', 'viewer');
    expect((await explained(app.ids.nora)).json.level).toBe('viewer');
    // Nor does a preview name those: Ana administers, and loses it with everybody else.
    const preview = await app.ask('gus', 'delete', `/resources/${id}?preview=true`);
    expect([preview.status, preview.json.counts.losses]).toEqual([200, 3]);
    expect(preview.json.losses.map(({ subject }: { subject: { label: string } }) => subject.label)).toEqual(['Gus']);
  });

  test('the list of one’s own requests tells neither that a thing is there nor what it came to be called', async () => {
    await app.add('rae');
    const rae = (method: string, path: string, body?: unknown) => app.ask('rae', method, path, body);
    const mine = async (resource: string | undefined) =>
      (await rae('get', `/requests?mine=true&resource=${resource}`)).json.items;
    const nothing = 'res_00000000000000000000';
    for (const id of [made.board, nothing]) await rae('post', `/resources/${id}/requests`, {});
    const alike = ([item]: object[]) => ({ ...item, id: '', askedAt: '', expiresAt: '' });
    expect(alike(await mine(made.board))).toEqual(alike(await mine(nothing)));
    const [asked] = (await app.ask('ana', 'get', `/requests?resource=${made.board}`)).json.items;
    expect((await app.ask('ana', 'post', `/requests/${asked.id}/approve`, {})).status).toBe(200);
    expect(await mine(made.board)).toMatchObject([{ state: 'approved', resource: { id: made.board } }]);
    await app.ask('ana', 'patch', `/resources/${made.board}/access`, { revoke: [app.ids.rae] });
    expect(await mine(made.board)).toMatchObject([{ state: 'approved', resource: null }]);
  });

  test('who may only invite guests sets nobody’s password', async () => {
    const body = { email: 'gia@elsewhere.example', kind: 'guest', password: 'long enough for anyone' };
    expect((await app.ask('sam', 'post', '/users', body)).status).toBe(403);
    expect((await app.ask('sam', 'post', '/users', { ...body, password: undefined })).json.status).toBe('invited');
  });

  test('a person added with a password can sign in; one without is invited and can not', async () => {
    const body = { email: 'new@demo.example', password: 'long enough for anyone' };
    expect((await app.ask('ana', 'post', '/users', body)).json.status).toBe('active');
    expect((await app.ask(null, 'post', '/session', body)).status).toBe(200);
    expect((await app.ask('ana', 'post', '/users', { email: 'later@demo.example' })).json.status).toBe('invited');
  });

  test('a cursor of the right list with wrong parts is refused, not run', async () => {
    const cursor = (parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    for (const [path, parts] of [
      ['/subjects', ['subjects', 'x', 'y', 'z']],
      ['/audit', ['audit', 'x']],
      ['/resources', ['resources:updated', 'not a moment', 'res_1']],
      ['/resources', ['resources:updated', '9', 'res_1']],
      ['/resources', ['resources:updated', '0000-01-01T00:00:00Z', 'res_1']],
      ['/users', ['users', 'a']],
      ['/groups', ['groups', 1, 2]],
    ] as const) {
      const { status, json } = await app.ask('ana', 'get', `${path}?cursor=${cursor([...parts])}`);
      expect([status, json.errors?.[0]?.field], path).toEqual([400, 'cursor']);
    }
  });
});
