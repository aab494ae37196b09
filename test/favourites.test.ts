// What one marked for oneself: listed as long as it is reached, and nobody else's business.
import { beforeAll, expect, test } from 'vitest';
import { onApp } from './app.ts';

onApp('Favourites', (app) => {
  const made: Record<string, string> = {};
  const make = async (who: string, name: string, kind = 'dashboard', more: object = {}) => {
    const { json, status, text } = await app().ask(who, 'post', `/projects/${made.project}/resources`, { kind, name, ...more });
    expect(status, text).toBe(201);
    made[name] = json.id;
  };
  const share = (name: string, grant: object[], revoke: string[] = []) =>
    app().ask('eve', 'patch', `/resources/${made[name]}/access`, { grant, revoke });
  const names = async (who: string, query = '') =>
    (await app().ask(who, 'get', `/resources?for=favourites${query}`)).json.items.map(({ name }: { name: string }) => name);
  const mark = (who: string, name: string, method = 'put') => app().ask(who, method, `/favourites/${made[name]}`);

  beforeAll(async () => {
    made.project = (await app().ask('eve', 'post', '/projects', { name: 'Sales' })).json.id;
    for (const name of ['alpha', 'beta', 'gamma', 'delta']) {
      await make('eve', name);
      await share(name, [{ subject: app().ids.vic, level: 'viewer' }]);
    }
  });

  test('Vic marks what he can see, in any list it says so, and to Eve it does not', async () => {
    expect((await mark('vic', 'alpha')).json).toEqual({ id: made.alpha, favourite: true });
    expect((await mark('vic', 'alpha')).status).toBe(200);
    const flags = async (who: string, query: string) =>
      (await app().ask(who, 'get', `/resources?kind=dashboard&${query}`)).json.items
        .filter(({ favourite }: { favourite: boolean }) => favourite)
        .map(({ name }: { name: string }) => name);
    for (const query of ['for=all', 'for=me', 'for=with-me', 'for=favourites'])
      expect(await flags('vic', query)).toEqual(['alpha']);
    expect(await flags('eve', 'for=mine')).toEqual([]);
    await mark('eve', 'beta');
    expect(await flags('eve', 'for=mine')).toEqual(['beta']);
    expect((await app().ask('vic', 'get', `/resources/${made.alpha}`)).json.favourite).toBe(true);
  });

  test('they come in pages, in either order, and narrowed as any list', async () => {
    for (const name of ['gamma', 'beta', 'delta']) await mark('vic', name);
    for (const [sort, wanted] of [
      ['name', ['alpha', 'beta', 'delta', 'gamma']],
      ['updated', ['delta', 'gamma', 'beta', 'alpha']],
    ] as const) {
      const found: string[] = [];
      let cursor = '';
      do {
        const { json } = await app().ask(
          'vic',
          'get',
          `/resources?for=favourites&sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`,
        );
        expect(json.items.length).toBeLessThanOrEqual(1);
        found.push(...json.items.map(({ name }: { name: string }) => name));
        cursor = json.next ?? '';
      } while (cursor);
      expect(found, sort).toEqual(wanted);
    }
    expect(await names('vic', '&kind=chart')).toEqual([]);
    expect(await names('vic', '&q=ALPH')).toEqual(['alpha']);
    expect(await names('vic', '&name=Beta')).toEqual(['beta']);
    expect(await names('vic', '&level=editor')).toEqual([]);
    expect(await names('vic', `&project=${made.project}&sort=name`)).toEqual(['alpha', 'beta', 'delta', 'gamma']);
  });

  test('one that is no longer reached is simply not there, and neither gap nor cursor tells', async () => {
    await share('gamma', [], [app().ids.vic]);
    await share('beta', [], [app().ids.vic]);
    expect(await names('vic', '&sort=name')).toEqual(['alpha', 'delta']);
    const first = (await app().ask('vic', 'get', '/resources?for=favourites&sort=name&limit=1')).json;
    const rest = (await app().ask('vic', 'get', `/resources?for=favourites&sort=name&limit=1&cursor=${first.next}`)).json;
    expect([first.items[0].name, rest.items[0].name, rest.next]).toEqual(['alpha', 'delta', null]);
    // Reached again, marked still.
    await share('beta', [{ subject: app().ids.vic, level: 'viewer' }]);
    expect(await names('vic', '&sort=name')).toEqual(['alpha', 'beta', 'delta']);
  });

  test('marking what is hidden answers like marking nothing, and marks nothing', async () => {
    const nothing = (await app().ask('vic', 'put', '/favourites/res_00000000000000000000')).text;
    for (const method of ['put', 'delete']) {
      const hidden = await mark('vic', 'gamma', method);
      expect([hidden.status, hidden.text]).toEqual([404, nothing]);
      expect((await app().ask('vic', method, '/favourites/nonsense')).text).toBe(nothing);
    }
    await mark('sam', 'alpha');
    await share('alpha', [{ subject: app().ids.sam, level: 'viewer' }]);
    expect(await names('sam')).toEqual([]);
  });

  test('what is in the trash is no favourite until it is back', async () => {
    await app().ask('eve', 'delete', `/resources/${made.delta}`);
    expect(await names('vic', '&sort=name')).toEqual(['alpha', 'beta']);
    await app().ask('eve', 'post', `/resources/${made.delta}/restore`, {});
    expect(await names('vic', '&sort=name')).toEqual(['alpha', 'beta', 'delta']);
  });

  test('taking the mark away, twice, is no mistake', async () => {
    for (const _ of [1, 2]) expect((await mark('vic', 'delta', 'delete')).json).toEqual({ id: made.delta, favourite: false });
    expect(await names('vic', '&sort=name')).toEqual(['alpha', 'beta']);
  });

  test('a token that can only read marks nothing', async () => {
    const { token } = (await app().ask('vic', 'post', '/tokens', { name: 'reader', narrow: { readOnly: true } })).json;
    const answer = await app().ask(null, 'put', `/favourites/${made.delta}`, undefined, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(403);
    expect(await names('vic', '&sort=name')).toEqual(['alpha', 'beta']);
  });

  test('an administrator’s marks hold for what they only administer', async () => {
    await mark('ana', 'gamma');
    expect(await names('ana')).toEqual(['gamma']);
  });
});
