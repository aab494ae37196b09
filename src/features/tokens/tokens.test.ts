import { expect, test } from 'vitest';
import { onApp } from '../../../test/app.ts';

onApp('API tokens', (app) => {
  const make = async (who: string, body: object) =>
    (await app().ask(who, 'post', '/tokens', { name: 'for a script', ...body })).json;
  const as = (token: string, method: string, path: string, body?: unknown) =>
    app().ask(null, method, path, body, { authorization: `Bearer ${token}` });

  test('a token acts as its maker, and is shown once', async () => {
    const { id, token } = await make('eve', {});
    expect((await as(token, 'get', '/me')).json.user.login).toBe('eve');
    const { json } = await app().ask('eve', 'get', '/tokens');
    expect(json.items.map((one: { id: string }) => one.id)).toContain(id);
    expect(JSON.stringify(json)).not.toContain(token);
  });

  test('a token that may only read changes nothing', async () => {
    const { token } = await make('eve', { narrow: { readOnly: true } });
    expect((await as(token, 'get', '/resources')).status).toBe(200);
    expect((await as(token, 'post', '/projects', { name: 'No' })).status).toBe(403);
  });

  test("an administrator's token without that capability reaches only what is theirs", async () => {
    const project = (await app().ask('eve', 'post', '/projects', { name: 'Eves' })).json.id;
    const { token } = await make('ana', { narrow: { capabilities: ['data.export'] } });
    expect((await app().ask('ana', 'get', `/projects/${project}`)).status).toBe(200);
    expect((await as(token, 'get', `/projects/${project}`)).status).toBe(404);
    expect((await as(token, 'put', `/projects/${project}/members/${app().ids.sam}`, { level: 'viewer' })).status).toBe(404);
    expect((await as(token, 'get', '/me')).json.capabilities).toEqual(['data.export']);
  });

  test('a token makes no other, ends with its time, when it is revoked, and with its user', async () => {
    const { id, token } = await make('ana', { expiresInDays: 1 });
    expect((await as(token, 'post', '/tokens', { name: 'child' })).status).toBe(403);
    expect((await app().ask('sam', 'delete', `/tokens/${id}`)).status).toBe(404);
    app().deps.clock.set(new Date(Date.now() + 25 * 60 * 60 * 1000));
    expect((await as(token, 'get', '/me')).status).toBe(401);
    app().deps.clock.set(new Date());
    expect((await app().ask('ana', 'delete', `/tokens/${id}`)).status).toBe(200);
    expect((await as(token, 'get', '/me')).status).toBe(401);
    const leaver = await app().add('leaver');
    const theirs = await make('leaver', {});
    expect((await app().ask('ana', 'post', `/users/${leaver}/deactivate`)).status).toBe(200);
    expect((await as(theirs.token, 'get', '/me')).status).toBe(401);
  });

  test('an administrator sees and ends those of others, by name and never the token; nobody else does', async () => {
    const { id, token } = await make('vic', { narrow: { readOnly: true } });
    const of = `?user=${app().ids.vic}`;
    const seen = await app().ask('ana', 'get', `/tokens${of}`);
    expect(seen.json.items).toMatchObject([{ id, name: 'for a script', narrow: { readOnly: true } }]);
    expect(seen.text).not.toContain(token);
    for (const who of ['eve', 'sam']) {
      expect((await app().ask(who, 'get', `/tokens${of}`)).status, who).toBe(403);
      expect((await app().ask(who, 'delete', `/tokens/${id}${of}`)).status, who).toBe(403);
    }
    expect((await app().ask('gus', 'get', `/tokens${of}`)).text).toBe(
      (await app().ask('gus', 'get', '/tokens?user=nobody')).text,
    );
    expect((await app().ask('ana', 'delete', `/tokens/${id}`)).status).toBe(404);
    expect((await as(token, 'get', '/me')).status).toBe(200);
    expect((await app().ask('ana', 'delete', `/tokens/${id}${of}`)).status).toBe(200);
    expect((await as(token, 'get', '/me')).status).toBe(401);
  });

  test('a guest has no capability to make one, and a made-up one is nobody', async () => {
    expect((await app().ask('gus', 'post', '/tokens', { name: 'x' })).status).toBe(403);
    expect((await as(`slt_${'x'.repeat(43)}`, 'get', '/me')).status).toBe(401);
  });
});
