// Searching lists: letters anywhere in a title or name, whatever their case, and however far down the list they are.
import { beforeAll, expect, test } from 'vitest';
import { onApp } from './app.ts';

onApp('Search', (app) => {
  let project = '';
  const make = async (name: string, title: string) => {
    const asked = { kind: 'dashboard', name, title };
    const { status, text } = await app().ask('eve', 'post', `/projects/${project}/resources`, asked);
    expect(status, text).toBe(201);
  };
  const pages = async (who: string, q: string, more = '') => {
    const found: string[] = [];
    let cursor = '';
    do {
      const query = `/resources?q=${encodeURIComponent(q)}&limit=1${more}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const { json } = await app().ask(who, 'get', query);
      found.push(...json.items.map(({ name }: { name: string }) => name));
      cursor = json.next ?? '';
    } while (cursor);
    return found;
  };

  beforeAll(async () => {
    project = (await app().ask('eve', 'post', '/projects', { name: 'Sales' })).json.id;
    await make('zurich', 'Zürich, 50% of İzmir');
    await make('a_b', 'Delays 🛫🛬 by hour');
    await make('late-trains', 'Zürich at night');
    // So many are newer that a page of one doesn't come upon the others by looking at what is next.
    for (let at = 0; at < 30; at++) await make(`weekly-${at}`, `Weekly ${at}`);
  });

  test.each([
    ['ZÜRICH', ['late-trains', 'zurich']],
    ['rich,', ['zurich']],
    ['ü', ['late-trains', 'zurich']],
    ['50%', ['zurich']],
    ['%', ['zurich']],
    ['a_b', ['a_b']],
    ['a%b', []],
    ['_', ['a_b']],
    ['İzmir', ['zurich']],
    ['🛫🛬', ['a_b']],
    ['🛫🛬 b', ['a_b']],
    ['trains', ['late-trains']],
    ['night', ['late-trains']],
    ['nights', []],
    ['weekly 29', ['weekly-29']],
  ])('Eve finds what has “%s” in it', async (q, names) => {
    expect(await pages('eve', q)).toEqual(names);
    expect(await pages('eve', q, '&kind=dashboard')).toEqual(names);
    expect(await pages('eve', q, `&project=${project}`)).toEqual(names);
    expect((await pages('eve', q, '&sort=name')).sort()).toEqual([...names].sort());
    expect(await pages('sam', q)).toEqual([]);
  });

  test('Ana, who administers, finds it in everything, and not in what is for her', async () => {
    expect(await pages('ana', 'trains', '&for=all')).toEqual(['late-trains']);
    expect(await pages('ana', 'trains', '&for=me')).toEqual([]);
  });
});
