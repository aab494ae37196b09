import { beforeAll, expect, test } from 'vitest';
import { onApp } from '../../../test/app.ts';

onApp('Why not', (app) => {
  let project: string;
  let board: string;
  const ana = async (method: string, path: string, body?: unknown) => (await app().ask('ana', method, path, body)).json;
  const why = async (who: string, resource = board) =>
    (await ana('get', `/resources/${resource}/explain?subject=${app().ids[who]}`)).whyNot;

  beforeAll(async () => {
    project = (await ana('post', '/projects', { name: 'Why' })).id;
    board = (await ana('post', `/projects/${project}/resources`, { kind: 'dashboard', name: 'Board' })).id;
    const group = (await ana('post', '/groups', { name: 'Readers' })).id;
    await ana('put', `/groups/${group}/members/${app().ids.vic}`);
    await ana('patch', `/resources/${board}/access`, { grant: [{ subject: group, level: 'viewer' }] });
  });

  test('offers to share at each level, or a place in a group that has it', async () => {
    const { because, offers } = await why('sam');
    expect(because[0]).toBe('Nothing gives Sam, a group they are in or a role they hold access to the dashboard “Board”.');
    expect(offers.map((offer: { do: string; gives: string }) => `${offer.do} ${offer.gives}`)).toEqual([
      'share viewer',
      'share editor',
      'place viewer',
    ]);
    expect(offers[2].sentence).toBe('Put Sam into Readers (1 person), which can view it.');
  });

  test('every offer, taken, gives just the level that it says', async () => {
    const { offers } = await why('sam');
    const place = offers.find((offer: { do: string }) => offer.do === 'place');
    await ana('put', `/groups/${place.group.id}/members/${app().ids.sam}`);
    expect((await ana('get', `/resources/${board}/explain?subject=${app().ids.sam}`)).level).toBe(place.gives);
  });

  test('tells a member that it is only for people added, and a restricted one that it is not among their items', async () => {
    await ana('put', `/projects/${project}/members/${app().ids.eve}`, { level: 'editor' });
    expect((await why('eve')).because[1]).toContain('only for people added');
    await ana('put', `/projects/${project}/members/${app().ids.gus}`, { level: 'viewer', restricted: true });
    const { because, offers } = await why('gus');
    expect(because[1]).toContain('not among their chosen items');
    expect(offers.map((offer: { do: string }) => offer.do)).toContain('list');
  });

  test('tells who is deactivated apart', async () => {
    expect((await why('ida')).offers).toEqual([
      { do: 'reactivate', gives: 'viewer', sentence: 'Reactivate Ida; what they were given is still there.' },
    ]);
  });

  test('a group is explained like a person: what whoever is in it has', async () => {
    const group = (await ana('get', '/groups?name=Readers')).items[0].id;
    const explained = await ana('get', `/resources/${board}/explain?subject=${group}`);
    expect([explained.level, explained.reasons[0].kind]).toEqual(['viewer', 'direct']);
  });
});
