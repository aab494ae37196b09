// Where somebody is signed in: theirs to see and to end, and an administrator's.
import { expect, test } from 'vitest';
import { onApp } from './app.ts';

type Listed = { id: string; current: boolean; agent: string; madeAt: string; lastUsedAt: string };

onApp('Sessions', (app) => {
  const sessions = async (who: string, query = ''): Promise<Listed[]> =>
    (await app().ask(who, 'get', `/sessions${query}`)).json.items;
  const isSignedIn = async (token: string) =>
    (await app().ask(null, 'get', '/me', undefined, { authorization: `Bearer ${token}` })).status === 200;

  test('Vic sees where he is signed in, which of them asks, and nobody else’s', async () => {
    const token = await app().signIn('vic');
    const found = await sessions('vic');
    expect(found).toHaveLength(2);
    expect(found.filter(({ current }) => current)).toHaveLength(1);
    expect(found[0]).toMatchObject({ agent: 'test', address: '127.0.0.1' });
    const { text } = await app().ask('vic', 'get', '/sessions');
    // What a session is opened with is never shown.
    for (const secret of [token, token.split('.')[0] as string]) expect(text).not.toContain(secret);
    expect(await sessions('eve')).toHaveLength(1);
  });

  test('ending one signs out there and nowhere else', async () => {
    const token = await app().signIn('vic');
    const before = await sessions('vic');
    const others = before.filter(({ current }) => !current);
    expect(await isSignedIn(token)).toBe(true);
    for (const { id } of others) expect((await app().ask('vic', 'delete', `/sessions/${id}`)).json).toEqual({ id });
    expect(await isSignedIn(token)).toBe(false);
    expect(await sessions('vic')).toHaveLength(1);
    expect((await app().ask('vic', 'delete', `/sessions/${others[0]?.id}`)).status).toBe(404);
  });

  test('somebody else’s is there for administrators only; who manages users neither sees nor ends one', async () => {
    const token = await app().signIn('vic');
    const [theirs] = (await sessions('vic')).filter(({ current }) => !current);
    const nothing = (await app().ask('eve', 'delete', '/sessions/nonsense')).text;
    const hidden = await app().ask('eve', 'delete', `/sessions/${theirs?.id}`);
    expect([hidden.status, hidden.text]).toEqual([404, nothing]);
    const role = (await app().ask('ana', 'post', '/roles', { name: 'People', capabilities: ['users.manage'] })).json.id;
    await app().ask('ana', 'put', `/roles/${role}/holders/${app().ids.eve}`, {});
    const user = `?user=${app().ids.vic}`;
    expect((await app().ask('eve', 'get', `/sessions${user}`)).status).toBe(403);
    expect((await app().ask('eve', 'delete', `/sessions/${theirs?.id}${user}`)).status).toBe(403);
    expect(await isSignedIn(token)).toBe(true);
    expect((await sessions('ana', user)).map(({ id }) => id)).toContain(theirs?.id);
    // Named under the wrong person it isn't there.
    expect((await app().ask('ana', 'delete', `/sessions/${theirs?.id}`)).status).toBe(404);
    expect((await app().ask('ana', 'delete', `/sessions/${theirs?.id}${user}`)).status).toBe(200);
    expect(await isSignedIn(token)).toBe(false);
    const [noted] = (await app().ask('ana', 'get', `/audit?subject=${app().ids.vic}`)).json.items;
    expect(noted).toMatchObject({ action: 'session.end', actor: app().ids.ana });
  });

  test('a guest asking for somebody they cannot find is told what is told of nobody', async () => {
    const nobody = (await app().ask('gus', 'get', '/sessions?user=usr_00000000000000000000')).text;
    for (const user of [app().ids.vic, 'nonsense']) {
      const answer = await app().ask('gus', 'get', `/sessions?user=${user}`);
      expect([answer.status, answer.text]).toEqual([404, nobody]);
    }
    expect(await sessions('gus', `?user=${app().ids.gus}`)).toHaveLength(1);
  });

  test('a token that can only read ends none', async () => {
    const { token } = (await app().ask('vic', 'post', '/tokens', { name: 'reader', narrow: { readOnly: true } })).json;
    const [own] = await sessions('vic');
    const answer = await app().ask(null, 'delete', `/sessions/${own?.id}`, undefined, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(403);
    const { json } = await app().ask(null, 'get', '/sessions', undefined, { authorization: `Bearer ${token}` });
    expect(json.items.every(({ current }: Listed) => !current)).toBe(true);
  });

  test('when it was last used is known to a few minutes, and one that has ended is not listed', async () => {
    const began = new Date();
    const at = (minutes: number) => new Date(began.getTime() + minutes * 60_000);
    app().deps.clock.set(at(60));
    await app().ask('vic', 'get', '/me');
    expect((await sessions('vic'))[0]?.lastUsedAt).toBe(at(60).toISOString());
    app().deps.clock.set(at(62));
    await app().ask('vic', 'get', '/me');
    expect((await sessions('vic'))[0]?.lastUsedAt).toBe(at(60).toISOString());
    app().deps.clock.set(at(15 * 24 * 60));
    expect((await app().ask('vic', 'get', '/sessions')).status).toBe(401);
    app().deps.clock.set(new Date());
    await app().deps.store.rows("update auth_session set expires_at = now() - interval '1 day' where user_id = $1", [
      app().ids.eve,
    ]);
    expect(await sessions('ana', `?user=${app().ids.eve}`)).toEqual([]);
  });
});
