// Copies: what comes along, what is left out, and under which name. Whom a copy reaches stands in test/worlds/52.
import { beforeAll, expect, test } from 'vitest';
import { onApp } from './app.ts';

onApp('A copy', (app) => {
  const made: Record<string, string> = {};
  const ask = (who: string, method: string, path: string, body?: unknown) => app().ask(who, method, path, body);
  const make = async (kind: string, name: string, definition: object, access: string) => {
    const path = `/projects/${made.project}/resources`;
    const { json, status, text } = await ask('ana', 'post', path, { kind, name, definition, generalAccess: access });
    expect(status, text).toBe(201);
    made[name] = json.id;
  };
  const copy = (who: string, of: string, body?: object) => ask(who, 'post', `/resources/${made[of]}/duplicate`, body);

  beforeAll(async () => {
    made.project = (await ask('ana', 'post', '/projects', { name: 'Sales' })).json.id;
    made.other = (await ask('eve', 'post', '/projects', { name: 'Other' })).json.id;
    await ask('ana', 'put', `/projects/${made.project}/members/${app().ids.eve}`, { level: 'editor' });
    await make('dataset', 'data', { dimensions: [{ name: 'team' }] }, 'project');
    const query = { dimensions: [{ name: 'team' }], measures: [] };
    await make('chart', 'seen', { dataset: 'dataset:data', query }, 'project');
    await make('chart', 'zq-hidden', { dataset: 'dataset:data', query }, 'private');
    const tiles = [
      { id: 'a', chart: 'chart:seen' },
      { id: 'b', chart: 'chart:zq-hidden', x: 6 },
      { id: 'c', text: 'words', y: 6 },
    ];
    await make('dashboard', 'board', { tiles, filters: [{ name: 'team' }], description: 'About it' }, 'project');
  });

  test('has what one sees of the original, and says how many parts were left out without naming them', async () => {
    const answer = await copy('eve', 'board');
    expect(answer.status, answer.text).toBe(201);
    const { json, text } = answer;
    expect(json).toMatchObject({
      name: 'board copy',
      title: 'Copy of board',
      level: 'editor',
      generalAccess: 'private',
      leftOut: 1,
    });
    expect(json.note).toBe('1 part left out.');
    expect(json.definition.tiles.map(({ id }: { id: string }) => id)).toEqual(['a', 'c']);
    expect(json.definition).toMatchObject({ filters: [{ name: 'team' }], description: 'About it' });
    expect(text).not.toContain('zq-hidden');
    expect(text).not.toContain(made['zq-hidden']);
    expect(json.editors).toMatchObject([{ label: 'Eve' }]);
  });

  test('by who sees every part has every part, and says nothing of it', async () => {
    const { json } = await copy('ana', 'board', { name: 'whole', title: 'The whole' });
    expect([json.leftOut, json.note, json.title, json.definition.tiles.length]).toEqual([0, undefined, 'The whole', 3]);
  });

  test('gets the next free name unless it is given one; a given one that is taken is a conflict', async () => {
    expect((await copy('eve', 'board', {})).json.name).toBe('board copy 2');
    expect((await copy('eve', 'board', { name: 'Board' })).status).toBe(409);
    expect((await copy('eve', 'board', { name: 'mine' })).json).toMatchObject({ name: 'mine', title: 'board' });
  });

  test('in another project leaves out what belongs to the first', async () => {
    const { json } = await copy('eve', 'board', { project: made.other });
    expect(json).toMatchObject({ project: { id: made.other }, leftOut: 2, note: '2 parts left out.' });
    expect(json.definition.tiles.map(({ id }: { id: string }) => id)).toEqual(['c']);
    expect((await copy('eve', 'seen', { project: made.other })).json.definition).not.toHaveProperty('dataset');
  });

  test('of a source does not tell its address to who could not read it', async () => {
    const { json } = await ask('ana', 'post', `/projects/${made.project}/resources`, {
      kind: 'source',
      name: 'files',
      definition: { path: '/zq/secret' },
    });
    await ask('ana', 'patch', `/resources/${json.id}/access`, { grant: [{ subject: app().ids.eve, level: 'viewer' }] });
    const role = (await ask('ana', 'post', '/roles', { name: 'Sources', capabilities: ['sources.manage'] })).json.id;
    await ask('ana', 'put', `/roles/${role}/holders/${app().ids.eve}`, {});
    const answer = await ask('eve', 'post', `/resources/${json.id}/duplicate`, { project: made.other });
    expect(answer.status, answer.text).toBe(201);
    expect((await ask('eve', 'get', `/resources/${answer.json.id}`)).json.definition).toEqual({ type: 'folder' });
    expect(answer.text).not.toContain('secret');
  });

  test('is refused of what one cannot see as of nothing, of a project, and without the right to make one', async () => {
    const nothing = (await ask('sam', 'post', '/resources/res_00000000000000000000/duplicate', {})).text;
    expect((await copy('sam', 'board', {})).text).toBe(nothing);
    expect((await copy('eve', 'board', { project: 'prj_00000000000000000000' })).text).toBe(nothing);
    expect((await ask('eve', 'post', `/resources/${made.project}/duplicate`, {})).status).toBe(400);
    await ask('ana', 'patch', `/resources/${made.board}/access`, { grant: [{ subject: app().ids.vic, level: 'viewer' }] });
    expect((await copy('vic', 'board', {})).status).toBe(403);
    expect((await copy('eve', 'board', { nonsense: 1 })).status).toBe(400);
  });
});
