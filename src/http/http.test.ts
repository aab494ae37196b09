import { expect, test } from 'vitest';
import { onApp, password } from '../../test/app.ts';

onApp('Signing in', (app) => {
  test('answers who one is, with a cookie and a token that both work', async () => {
    const signedIn = await app().ask(null, 'post', '/session', { email: 'Eve@Demo.example', password });
    expect(signedIn.status).toBe(200);
    expect(signedIn.json.user).toMatchObject({ login: 'eve', email: 'eve@demo.example', kind: 'person' });
    expect(signedIn.json.groups.map((group: { label: string }) => group.label)).toEqual(['everyone']);
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^sightline_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    const byCookie = await app().raw('/api/me', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    const byToken = await app().raw('/api/me', { headers: { authorization: `Bearer ${signedIn.json.token}` } });
    expect([byCookie.status, byToken.status]).toEqual([200, 200]);
    expect(byCookie.json.user.id).toBe(app().ids.eve);
    expect(byCookie.text).toBe(byToken.text);
  });

  test('answers the same for a wrong password, an unknown address and someone deactivated', async () => {
    const answers = await Promise.all([
      app().ask(null, 'post', '/session', { email: 'vic@demo.example', password: 'wrong' }),
      app().ask(null, 'post', '/session', { email: 'nobody@demo.example', password }),
      app().ask(null, 'post', '/session', { email: 'not an address', password }),
      app().ask(null, 'post', '/session', { email: 'ida@demo.example', password }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401]);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  });

  test('stops guessing after five failures, also when they come at once', async () => {
    const guess = () => app().ask(null, 'post', '/session', { email: 'sam@demo.example', password: 'wrong' });
    const statuses = (await Promise.all(Array.from({ length: 8 }, guess))).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    const right = await app().ask(null, 'post', '/session', { email: 'sam@demo.example', password });
    expect(right.status).toBe(429);
    expect(right.json).toMatchObject({ code: 'too_many', detail: expect.stringContaining('Wait 5 minutes') });
  });

  test('ends at once with signing out, and what stands in the table alone opens nothing', async () => {
    const { json } = await app().ask(null, 'post', '/session', { email: 'gus@demo.example', password });
    const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    const bare = json.token.slice(0, json.token.lastIndexOf('.'));
    expect((await app().raw('/api/me', bearer(bare))).status).toBe(401);
    expect((await app().raw('/api/me', bearer(`${bare}.${'A'.repeat(43)}`))).status).toBe(401);
    const out = await app().raw('/api/session', { method: 'DELETE', ...bearer(json.token) });
    expect(out.json).toEqual({ signedOut: true });
    expect(out.headers.get('set-cookie')).toMatch(/^sightline_session=; .*Max-Age=0/);
    expect((await app().raw('/api/me', bearer(json.token))).status).toBe(401);
    expect((await app().ask('gus', 'get', '/me')).status).toBe(200);
  });

  test('someone deactivated is nobody from that moment', async () => {
    expect((await app().ask('ida', 'get', '/me')).status).toBe(401);
  });

  test('a change with a cookie must come from our own pages', async () => {
    const cookie = `sightline_session=${app().tokens.vic}`;
    const out = (headers: Record<string, string>) =>
      app().raw('http://localhost/api/nowhere', { method: 'POST', headers: { cookie, ...headers } });
    const signOut = (headers: Record<string, string>) =>
      app().raw('http://localhost/api/session', { method: 'DELETE', headers: { cookie, ...headers } });
    expect((await signOut({ origin: 'http://evil.example' })).status).toBe(403);
    expect((await signOut({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(
      (await app().ask(null, 'post', '/session', { email: 'vic@demo.example', password }, { origin: 'http://evil.example' }))
        .status,
    ).toBe(403);
    expect((await out({ origin: 'http://localhost' })).status).toBe(404);
    expect((await app().raw('http://localhost/api/me', { headers: { cookie, origin: 'http://evil.example' } })).status).toBe(200);
  });
});

onApp('Bad input', (app) => {
  const refused = async (
    answer: Promise<{ status: number; json: { code: string; errors?: { field: string }[] } }>,
    ...fields: string[]
  ) => {
    const { status, json } = await answer;
    expect({ status, code: json.code, fields: json.errors?.map((error) => error.field) }).toEqual({
      status: 400,
      code: 'malformed',
      fields,
    });
  };
  const post = (body: unknown, headers?: Record<string, string>) => app().ask('ana', 'post', '/projects', body, headers);

  test('is refused with the field named', async () => {
    await refused(post({ name: 'x', colour: 'red' }), 'colour');
    await refused(post({}), 'name');
    await refused(post({ name: 7 }), 'name');
    await refused(post({ name: 'a\u0007b' }), 'name');
    await refused(post({ name: 'nul\u0000' }), 'name');
    await refused(post({ name: 'ok', description: 'half a pair \ud800' }), 'description');
    await refused(post({ name: '  ' }), 'name');
    await refused(post({ name: 'x'.repeat(101) }), 'name');
    await refused(post({ name: 'ok', defaultAccess: 'public' }), 'defaultAccess');
    await refused(post('{"name":"x","__proto__":{"a":1}}'), 'body');
    await refused(post({ name: 'x' }, { 'content-type': 'text/plain' }), 'Content-Type');
    await refused(app().ask('ana', 'post', '/projects?x=1', { name: 'x' }), 'x');
    await refused(app().ask('ana', 'get', '/resources?limit=-1'), 'limit');
    await refused(app().ask('ana', 'get', '/resources?limit=201'), 'limit');
    await refused(app().ask('ana', 'get', '/resources?limit=1&limit=2'), 'limit');
    await refused(app().ask('ana', 'get', '/resources?q=%00'), 'q');
    await refused(app().ask('ana', 'get', '/resources?level=owner'), 'level');
    await refused(app().ask('ana', 'patch', '/resources/res_00000000000000000000', {}, { 'if-match': '7' }), 'If-Match');
  });

  test('a version that no number could be is stale, as any other that isn’t the last', async () => {
    const { json } = await app().ask('ana', 'post', '/projects', { name: 'versions' });
    const answer = await app().ask('ana', 'patch', `/resources/${json.id}`, { title: 'x' }, { 'if-match': '"999999999999999"' });
    expect([answer.status, answer.json.code]).toEqual([412, 'stale']);
  });

  test('cursors from elsewhere and ids of nothing name their field, and nothing is stored', async () => {
    const { json: users } = await app().ask('ana', 'get', '/users?limit=1');
    expect(users.next).toEqual(expect.any(String));
    await refused(app().ask('ana', 'get', `/resources?cursor=${users.next}`), 'cursor');
    await refused(app().ask('ana', 'get', '/users?cursor=nonsense'), 'cursor');
    await refused(app().ask('ana', 'get', `/users?cursor=${users.next}x%00`), 'cursor');

    const made = await post({ name: 'Kept' });
    const id = made.json.id;
    const members = (body: unknown, subject = app().ids.sam) =>
      app().ask('ana', 'put', `/projects/${id}/members/${subject}`, body);
    await refused(members({ level: 'viewer', resources: ['res_1'] }), 'resources.0');
    await refused(members({ level: 'viewer', expiresAt: 'tomorrow' }), 'expiresAt');
    const foreign = await members({ level: 'viewer', resources: ['dashboard:Nowhere'] });
    expect(foreign).toMatchObject({
      status: 400,
      json: { code: 'invalid', errors: [expect.objectContaining({ field: expect.stringContaining('resources') })] },
    });
    const gone = await members({ level: 'viewer' }, 'usr_00000000000000000000');
    expect([400, 404]).toContain(gone.status);
    const access = (body: unknown) => app().ask('ana', 'patch', `/resources/${id}/access`, body);
    await refused(access({ grant: [{ subject: 'nobody', level: 'viewer' }] }), 'grant.0.subject');
    await refused(access({ grant: [{ subject: app().ids.sam, level: 'owner' }] }), 'grant.0.level');
    const { json: after } = await app().ask('ana', 'get', `/projects/${id}/members`);
    expect(after.items).toHaveLength(1);
  });

  test('a body that is no JSON, too deep or too large is refused before anything looks at it', async () => {
    expect((await post('{"name": ')).json.code).toBe('malformed');
    expect((await post('[')).status).toBe(400);
    expect((await post(`{"name":"x","description":${'['.repeat(5000)}${']'.repeat(5000)}}`)).status).toBe(400);
    expect((await post({ name: 'x', description: 'x'.repeat(10_000_000) })).status).toBe(413);
    const chunked = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(200_000)),
    });
    const streamed = await app().raw('/api/projects', {
      method: 'POST',
      body: chunked,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${app().tokens.ana}` },
      duplex: 'half',
    } as RequestInit);
    expect(streamed.status).toBe(413);
  });

  test('comes before who is asking, and nobody comes before what is there', async () => {
    expect((await app().ask(null, 'post', '/projects', { nonsense: 1 })).status).toBe(400);
    expect((await app().ask(null, 'post', '/projects', { name: 'x' })).status).toBe(401);
    expect((await app().ask(null, 'get', '/resources/res_00000000000000000000')).status).toBe(401);
  });
});

onApp('Answers', (app) => {
  test('what is missing, malformed or no route at all is told by the same bytes', async () => {
    const paths = [
      '/resources/res_00000000000000000000',
      '/resources/nonsense',
      '/resources/%00',
      '/resources/a%2Fb',
      '/nowhere',
      '/projects/prj_1',
    ];
    const answers = await Promise.all(paths.map((path) => app().ask('sam', 'get', path)));
    expect(answers.map((answer) => answer.status)).toEqual(paths.map(() => 404));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    const names = answers.map((answer) => [...answer.headers.keys()].filter((name) => name !== 'x-request-id').join());
    expect(new Set(names).size).toBe(1);
    expect((await app().ask(null, 'get', '/nowhere')).status).toBe(401);
  });

  test('carry a request id and headers that keep browsers safe', async () => {
    const { headers } = await app().ask('ana', 'get', '/me');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('health, readiness, and the contract for machines and people', async () => {
    expect((await app().raw('/healthz')).text).toBe('ok\n');
    expect((await app().raw('/readyz')).status).toBe(200);
    const api = await app().raw('/api/openapi.json');
    expect(api.json.openapi).toBe('3.1.0');
    expect(api.json.paths['/api/me'].get.operationId).toBe('getMe');
    const docs = await app().raw('/api/docs');
    expect(docs.text).toContain('Sightline API');
    expect(docs.text).not.toMatch(/<script|https?:\/\//);
  });
});
