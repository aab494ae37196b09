// Where a thing comes from and where it goes, for each as far as they see.
import { beforeAll, expect, test } from 'vitest';
import { onApp } from './app.ts';

onApp('Lineage', (app) => {
  let project: string;
  const id: Record<string, string> = {};
  const make = async (kind: string, name: string, definition: object = {}) => {
    const { status, json, text } = await app().ask('ana', 'post', `/projects/${project}/resources`, {
      kind,
      name,
      definition,
      generalAccess: kind === 'source' ? undefined : 'private',
    });
    expect(status, text).toBe(201);
    id[name] = json.id;
  };
  const give = async (who: string, ...names: string[]) => {
    for (const name of names)
      await app().ask('ana', 'patch', `/resources/${id[name]}/access`, { grant: [{ subject: app().ids[who], level: 'viewer' }] });
  };
  const lineage = (who: string, name: string) => app().ask(who, 'get', `/resources/${id[name] ?? name}/lineage`);
  type Item = { title: string; direct: boolean };
  const told = async (who: string, name: string) => {
    const { status, json } = await lineage(who, name);
    expect(status).toBe(200);
    const names = (items: Item[]) => items.map(({ title, direct }) => (direct ? title : `(${title})`));
    return { from: names(json.builtFrom), by: names(json.usedBy) };
  };

  beforeAll(async () => {
    project = (await app().ask('ana', 'post', '/projects', { name: 'Operations' })).json.id;
    await make('source', 'files', { type: 'upload' });
    await make('dataset', 'flights', { source: 'source:files', table: 'flights' });
    await make('dataset', 'late', { dataset: 'dataset:flights' });
    await make('chart', 'by carrier', { dataset: 'dataset:late' });
    await make('chart', 'secret', { dataset: 'dataset:flights' });
    await make('explore', 'explore', { dataset: 'dataset:flights' });
    await make('dashboard', 'board', {
      tiles: [
        { id: 'a', chart: 'chart:by carrier' },
        { id: 'b', chart: 'chart:secret' },
      ],
    });
    await make('dashboard', 'other', { tiles: [{ id: 'a', chart: 'chart:secret' }] });
    await make('rule', 'rule', { on: ['dataset:flights'] });
    await make('report', 'report', { on: 'dashboard:board' });
    await give('vic', 'flights', 'by carrier', 'other', 'board', 'late');
    await give('gus', 'board');
  });

  test('Ana sees all of it, from the source to the report and back', async () => {
    expect(await told('ana', 'files')).toEqual({
      from: [],
      by: ['flights', '(secret)', '(late)', '(explore)', '(rule)', '(by carrier)', '(board)', '(other)', '(report)'],
    });
    expect(await told('ana', 'board')).toEqual({
      from: ['by carrier', 'secret', '(flights)', '(late)', '(files)'],
      by: ['report'],
    });
    expect((await told('ana', 'report')).from).toEqual(['board', '(by carrier)', '(secret)', '(flights)', '(late)', '(files)']);
  });

  test('Vic sees what he sees, and not that a hidden chart joins two things that he sees', async () => {
    expect(await told('vic', 'flights')).toEqual({ from: [], by: ['late', '(by carrier)', '(board)'] });
    expect(await told('vic', 'other')).toEqual({ from: [], by: [] });
    expect(await told('vic', 'board')).toEqual({ from: ['by carrier', '(late)', '(flights)'], by: [] });
    // Nothing counts what is hidden.
    expect(Object.keys((await lineage('vic', 'other')).json).toSorted()).toEqual(['builtFrom', 'more', 'usedBy']);
    expect((await lineage('vic', 'other')).json.more).toBe(false);
  });

  test('through a dashboard alone nothing behind it is told, and a hidden thing has no lineage', async () => {
    expect(await told('gus', 'board')).toEqual({ from: [], by: [] });
    const missing = await lineage('gus', 'res_00000000000000000000');
    for (const [who, what] of [
      ['gus', 'flights'],
      ['gus', 'by carrier'],
      ['sam', 'board'],
      ['vic', 'files'],
      ['vic', 'nonsense'],
    ] as const)
      expect([who, what, (await lineage(who, what)).text]).toEqual([who, what, missing.text]);
    expect(missing.status).toBe(404);
  });

  test('what is taken away or thrown away is gone from it at once', async () => {
    await app().ask('ana', 'patch', `/resources/${id['by carrier']}/access`, { revoke: [app().ids.vic] });
    expect(await told('vic', 'flights')).toEqual({ from: [], by: ['late'] });
    await app().ask('ana', 'delete', `/resources/${id.late}`);
    expect(await told('vic', 'flights')).toEqual({ from: [], by: [] });
    expect((await told('ana', 'flights')).by).not.toContain('late');
  });
});
