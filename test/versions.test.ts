// What a resource was before, and what somebody hasn't published yet.
import { beforeAll, expect, test } from 'vitest';
import { onApp } from './app.ts';

onApp('Versions and drafts', (app) => {
  let project: string;
  let id: string;
  const ask = (who: string, method: string, path: string, body?: unknown, version?: number) =>
    app().ask(who, method, path, body, version === undefined ? {} : { 'if-match': `"${version}"` });
  const make = async (who: string, kind: string, name: string, definition: object = {}) => {
    const { status, text, json } = await ask(who, 'post', `/projects/${project}/resources`, { kind, name, definition });
    expect(status, text).toBe(201);
    return json.id as string;
  };
  const change = async (who: string, body: object, version?: number) => {
    const answer = await ask(who, 'patch', `/resources/${id}`, body, version);
    expect(answer.status, answer.text).toBe(200);
    return answer.json;
  };
  const versions = async (who = 'eve') => (await ask(who, 'get', `/resources/${id}/versions`)).json.items;
  const words = (text: string, y = 0, tile = 'a') => ({ id: tile, text, x: 0, y, w: 6, h: 6 });

  beforeAll(async () => {
    project = (await ask('eve', 'post', '/projects', { name: 'Sales' })).json.id;
    await app().add('edo');
    await app().add('gil', 'guest');
  });

  test('a dashboard that nobody changed has the version in which it was made', async () => {
    id = await make('eve', 'dashboard', 'board', { tiles: [words('one')] });
    const [only, ...more] = await versions();
    expect(more).toEqual([]);
    expect(only).toMatchObject({ version: 1, title: 'board', changed: 'Made it.', current: true, by: { label: 'Eve' } });
    expect((await ask('eve', 'get', `/resources/${id}/versions/1`)).json.definition.tiles[0].text).toBe('one');
  });

  test('each published change keeps what was before, and says who changed what in a sentence', async () => {
    await ask('eve', 'patch', `/resources/${id}/access`, {
      grant: [
        { subject: app().ids.edo, level: 'editor' },
        { subject: app().ids.vic, level: 'viewer' },
        { subject: app().ids.gil, level: 'editor' },
      ],
    });
    await change('edo', { title: 'Board', definition: { tiles: [words('one', 2), words('two', 0, 'b')] } });
    await change('eve', {
      definition: { tiles: [words('changed', 2)], tabs: [{ id: 'p1', title: 'First' }], description: 'About' },
    });
    await change('eve', { name: 'board-2' });
    const found = await versions();
    expect(found.map(({ changed, by }: { changed: string; by: { label: string } }) => [by.label, changed])).toEqual([
      ['Eve', 'Removed 1 tile, changed 1 tile, added the description and added 1 tab.'],
      ['Edo', 'Changed the title to “Board”, added 1 tile and moved 1 tile.'],
      ['Eve', 'Made it.'],
    ]);
    expect(found.map(({ version, current }: { version: number; current: boolean }) => [version, current])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    expect((await ask('eve', 'get', `/resources/${id}/versions/1`)).json).toMatchObject({
      title: 'board',
      definition: { tiles: [words('one')] },
    });
  });

  test('a guest who edits it does not read the names of people that they cannot find', async () => {
    const found = await versions('gil');
    expect(found.map(({ by }: { by: unknown }) => by)).toEqual([null, null, null]);
    expect(JSON.stringify(found)).not.toContain('Edo');
  });

  test('to a viewer versions are refused, and to a stranger there is nothing', async () => {
    const nothing = (await ask('sam', 'get', '/resources/res_00000000000000000000/versions')).text;
    for (const path of ['versions', 'versions/1', 'draft']) {
      expect((await ask('vic', 'get', `/resources/${id}/${path}`)).status).toBe(403);
      const hidden = await ask('sam', 'get', `/resources/${id}/${path}`);
      expect([hidden.status, hidden.text]).toEqual([404, nothing]);
    }
    for (const version of ['99', '0', '01', '1.0', 'x', ' 1', '-1'])
      expect((await ask('eve', 'get', `/resources/${id}/versions/${encodeURIComponent(version)}`)).text, version).toBe(nothing);
  });

  test('an earlier version is brought back as a change like any other, and as a version of its own', async () => {
    const before = (await ask('eve', 'get', `/resources/${id}`)).json.version;
    expect((await ask('vic', 'post', `/resources/${id}/versions/1/restore`)).status).toBe(403);
    expect((await ask('eve', 'post', `/resources/${id}/versions/1/restore`, undefined, before - 1)).status).toBe(412);
    const restored = await ask('eve', 'post', `/resources/${id}/versions/1/restore`, undefined, before);
    expect(restored.json).toMatchObject({
      title: 'board',
      name: 'board-2',
      version: before + 1,
      definition: { tiles: [words('one')] },
    });
    const [now] = await versions();
    expect(now.changed).toMatch(/^Restored version 1: changed the title to “board”, /);
    expect(restored.json.definition).not.toHaveProperty('description');
  });

  test('what the restorer cannot use any more is refused, naming where it stands, and changes nothing', async () => {
    const chart = await make('ana', 'chart', 'secret chart');
    await ask('ana', 'patch', `/resources/${id}`, { definition: { tiles: [{ id: 'c', chart: 'chart:secret chart' }] } });
    const withChart = (await versions())[0].version;
    await change('eve', { definition: { tiles: [] } });
    await ask('ana', 'patch', `/resources/${chart}/access`, { generalAccess: 'private' });
    const refused = await ask('edo', 'post', `/resources/${id}/versions/${withChart}/restore`);
    expect([refused.status, refused.json.errors[0].field]).toEqual([400, 'definition.tiles[0].chart']);
    expect((await ask('edo', 'get', `/resources/${id}`)).json.definition.tiles).toEqual([]);
    expect((await ask('ana', 'post', `/resources/${id}/versions/${withChart}/restore`)).status).toBe(200);
    await change('eve', { definition: { tiles: [] } });
  });

  test('saving what it already is makes no version; the last twenty are kept', async () => {
    const count = (await versions()).length;
    await change('eve', { definition: { tiles: [] } });
    expect(await versions()).toHaveLength(count);
    for (let at = 0; at < 22; at++) await change('eve', { title: `Title ${at}` });
    const found = await versions();
    expect(found).toHaveLength(20);
    expect([found[0].title, found[19].title]).toEqual(['Title 21', 'Title 2']);
  });

  test('a draft is seen by its author alone, and publishing it takes it along', async () => {
    const { version } = (await ask('eve', 'get', `/resources/${id}`)).json;
    expect((await ask('eve', 'get', `/resources/${id}/draft`)).json).toEqual({ draft: null });
    const definition = { tiles: [words('drafted')] };
    const saved = await ask('eve', 'put', `/resources/${id}/draft`, { definition, title: 'Drafted', basedOn: version });
    expect(saved.json.draft).toMatchObject({ title: 'Drafted', definition, basedOn: version, meanwhile: [] });
    for (const other of ['edo', 'ana']) expect((await ask(other, 'get', `/resources/${id}/draft`)).json).toEqual({ draft: null });
    expect((await ask('vic', 'get', `/resources/${id}`)).text).not.toContain('rafted');
    await change('eve', { title: 'Drafted', definition }, version);
    expect((await ask('eve', 'get', `/resources/${id}/draft`)).json).toEqual({ draft: null });
    expect((await ask('vic', 'get', `/resources/${id}`)).json.title).toBe('Drafted');
  });

  test('of two editors the second is told who published meanwhile and when, and keeps the draft', async () => {
    const { version } = (await ask('eve', 'get', `/resources/${id}`)).json;
    for (const who of ['eve', 'edo'])
      await ask(who, 'put', `/resources/${id}/draft`, { definition: { tiles: [words(`of ${who}`)] }, basedOn: version });
    await change('edo', { definition: { tiles: [words('of edo')] } }, version);
    const late = await ask('eve', 'patch', `/resources/${id}`, { definition: { tiles: [words('of eve')] } }, version);
    expect([late.status, late.json.code]).toEqual([412, 'stale']);
    expect(late.json.detail).toMatch(/^Edo published a change of this on \d{4}-\d\d-\d\d at \d\d:\d\d UTC/);
    const { draft } = (await ask('eve', 'get', `/resources/${id}/draft`)).json;
    expect(draft).toMatchObject({ definition: { tiles: [words('of eve')] }, basedOn: version });
    expect(draft.meanwhile).toMatchObject([{ by: { label: 'Edo' }, version: version + 1, changed: 'Changed 1 tile.' }]);
    // Begun again from what Edo published, it goes through.
    await ask('eve', 'put', `/resources/${id}/draft`, { definition: draft.definition, basedOn: version + 1 });
    await change('eve', { definition: draft.definition }, version + 1);
  });

  test('a guest is told that somebody published, without a name that they cannot find', async () => {
    const { version } = (await ask('gil', 'get', `/resources/${id}`)).json;
    const late = await ask('gil', 'patch', `/resources/${id}`, { title: 'Mine' }, version - 1);
    expect(late.status).toBe(412);
    expect(late.json.detail).toMatch(/^Somebody published/);
  });

  test('a draft that its kind cannot hold is refused, naming the field; so is one of a version yet to come', async () => {
    const wrong = await ask('eve', 'put', `/resources/${id}/draft`, {
      definition: { tiles: [{ id: 'a', nonsense: 1 }] },
      basedOn: 1,
    });
    expect([wrong.status, wrong.json.errors[0].field]).toEqual([400, 'definition.tiles.0']);
    const early = await ask('eve', 'put', `/resources/${id}/draft`, { definition: {}, basedOn: 1000 });
    expect([early.status, early.json.errors[0].field]).toEqual([400, 'basedOn']);
    expect((await ask('vic', 'put', `/resources/${id}/draft`, { definition: {}, basedOn: 1 })).status).toBe(403);
  });

  test('who may no longer edit keeps a draft unseen; who threw it away has none', async () => {
    await ask('edo', 'put', `/resources/${id}/draft`, { definition: { tiles: [words('later')] }, basedOn: 1 });
    await ask('eve', 'patch', `/resources/${id}/access`, { revoke: [app().ids.edo] });
    expect((await ask('edo', 'get', `/resources/${id}/draft`)).status).toBe(404);
    await ask('eve', 'patch', `/resources/${id}/access`, { grant: [{ subject: app().ids.edo, level: 'editor' }] });
    expect((await ask('edo', 'get', `/resources/${id}/draft`)).json.draft.definition.tiles[0].text).toBe('later');
    await ask('eve', 'put', `/resources/${id}/draft`, { definition: {}, basedOn: 1 });
    for (const _ of [1, 2]) expect((await ask('edo', 'delete', `/resources/${id}/draft`)).json).toEqual({ id });
    expect((await ask('eve', 'get', `/resources/${id}/draft`)).json.draft).not.toBeNull();
    expect((await ask('edo', 'get', `/resources/${id}/draft`)).json).toEqual({ draft: null });
  });
});
