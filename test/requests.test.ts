// What who asked can learn from their own list: that they asked.
import { expect, test } from 'vitest';
import { type Digest, postDigests } from '../src/features/notifications/index.ts';
import { digestLetter } from '../src/mail/letters.ts';
import { type Answered, onApp } from './app.ts';

onApp('One’s own requests', (app) => {
  const made = async (answer: Promise<Answered>): Promise<string> => {
    const { status, text, json } = await answer;
    expect(status, text).toBe(201);
    return json.id;
  };
  const nothing = 'res_00000000000000000000';
  const own = async (who = 'sam') =>
    (await app().ask(who, 'get', '/requests?mine=true&limit=100')).json.items as Answered['json'][];
  /** Without what differs between any two: id and time. */
  const told = ({ id: _, askedAt: __, expiresAt: ___, ...rest }: Answered['json']) => rest;

  test('look the same for what is hidden, in the trash, made up, declined, and of a kind that can’t be viewed', async () => {
    const project = await made(app().ask('eve', 'post', '/projects', { name: 'Operations' }));
    const make = (kind: string, name: string, definition: unknown = {}) =>
      made(app().ask('eve', 'post', `/projects/${project}/resources`, { kind, name, definition }));
    const hidden = await make('dashboard', 'Delays');
    const deleted = await make('dashboard', 'Deleted');
    await app().ask('eve', 'delete', `/resources/${deleted}`);
    const alert = await make('alert', 'Alert', { on: 'dashboard:Delays' });
    const declined = await make('dashboard', 'Declined');
    for (const id of [hidden, deleted, nothing, alert, declined, project])
      expect((await app().ask('sam', 'post', `/resources/${id}/requests`, { message: 'please' })).status).toBe(202);
    const waiting = (await app().ask('eve', 'get', '/requests')).json.items as Answered['json'][];
    expect(waiting.map(({ resource }) => resource.name).sort()).toEqual(['Declined', 'Delays', 'Operations']);
    const refused = waiting.find(({ resource }) => resource.name === 'Declined');
    await app().ask('eve', 'post', `/requests/${refused.id}/decline`);
    const list = await own();
    expect(list).toHaveLength(6);
    expect(new Set(list.map((item) => JSON.stringify(told(item)))).size).toBe(1);
    expect(list[0]).toMatchObject({ state: 'open', resource: null, message: 'please' });
    // Asked again, each is still one, and the same one.
    for (const id of [declined, nothing]) await app().ask('sam', 'post', `/resources/${id}/requests`, { message: 'please' });
    expect(new Set((await own()).map((item) => JSON.stringify(told(item)))).size).toBe(1);
    const ids = (items: Answered['json'][]) => items.map(({ id }) => id);
    expect(ids(await own())).toEqual(ids(list));
    // Lapsed, they still are, whatever else is asked for.
    const later = (days: number) =>
      app().deps.store.rows("update access_request set expires_at = expires_at + $1 * interval '1 day'", [days]);
    await later(-15);
    await app().ask('sam', 'post', `/resources/${nothing.replace('0', '1')}/requests`, {});
    const lapsed = (await own()).filter(({ state }) => state === 'lapsed');
    expect(ids(lapsed)).toEqual(ids(list));
    expect(new Set(lapsed.map((item) => JSON.stringify(told(item)))).size).toBe(1);
    await later(15);
  });

  test('are nobody’s to a token that only reads, asked about an answer that is only previewed', async () => {
    const [request] = (await app().ask('eve', 'get', '/requests')).json.items;
    const { token } = (await app().ask('vic', 'post', '/tokens', { name: 'reader', narrow: { readOnly: true } })).json;
    app().tokens.reader = token;
    const approve = (id: string) => app().ask('reader', 'post', `/requests/${id}/approve?preview=true`, {});
    const [hidden, missing] = [await approve(request.id), await approve('req_00000000000000000000')];
    expect(hidden.status).toBe(404);
    expect([missing.status, missing.text]).toEqual([hidden.status, hidden.text]);
  });

  test('say that it was declined only with the reason that Eve gave, and name nothing then', async () => {
    const project = await made(app().ask('eve', 'post', '/projects', { name: 'Reasons' }));
    const secret = await made(app().ask('eve', 'post', `/projects/${project}/resources`, { kind: 'dashboard', name: 'Secret' }));
    await app().ask('sam', 'post', `/resources/${secret}/requests`, {});
    const [request] = (await app().ask('eve', 'get', `/requests?resource=${secret}`)).json.items;
    const long = await app().ask('eve', 'post', `/requests/${request.id}/decline`, { reason: 'x'.repeat(1001) });
    expect([long.status, long.json.errors[0].field]).toEqual([400, 'reason']);
    const reason = 'The figures are in the weekly letter.';
    const answer = await app().ask('eve', 'post', `/requests/${request.id}/decline`, { reason });
    expect(answer.json).toMatchObject({ state: 'declined', reason });
    expect((await own()).find(({ id }) => id === request.id)).toMatchObject({ state: 'declined', reason, resource: null });
    const told = await app().ask('sam', 'get', '/notifications');
    expect(told.json).toMatchObject({
      unread: 1,
      items: [{ kind: 'declined', message: reason, by: { label: 'Eve' }, resource: null }],
    });
    expect(told.text).not.toContain(secret);
    const letters: Digest[] = [];
    await postDigests(app().deps, async (letter) => void letters.push(letter));
    const letter = letters.find(({ to }) => to === 'sam@demo.example');
    const { text } = digestLetter({ ...letter!, url: 'https://sightline.example' });
    expect(text).toContain(`Eve declined what you asked for.\n  “${reason}”\nhttps://sightline.example/requests`);
    const history = (await app().ask('eve', 'get', `/resources/${secret}/history`)).json.items;
    expect(history[0]).toMatchObject({ action: 'request.declined', reason });
    // Their own history is of what was given and taken.
    expect((await app().ask('sam', 'get', `/subjects/${app().ids.sam}/history`)).text).not.toContain(reason);
  });

  test('name what was approved for as long as it is reached', async () => {
    const [request] = (await app().ask('eve', 'get', '/requests')).json.items.filter(
      ({ resource }: Answered['json']) => resource.name === 'Delays',
    );
    await app().ask('eve', 'post', `/requests/${request.id}/approve`);
    const approved = async () => (await own()).find(({ state }) => state === 'approved');
    expect((await approved())?.resource).toMatchObject({ name: 'Delays' });
    await app().ask('eve', 'patch', `/resources/${request.resource.id}/access`, { revoke: [app().ids.sam] });
    expect((await approved())?.resource).toBe(null);
  });

  test('are no place to keep rubbish: so many, and no more, also where Eve declined one in silence', async () => {
    const project = await made(app().ask('eve', 'post', '/projects', { name: 'Rubbish' }));
    await app().ask('vic', 'post', `/resources/${project}/requests`, {});
    const [request] = (await app().ask('eve', 'get', `/requests?resource=${project}`)).json.items;
    await app().ask('eve', 'post', `/requests/${request.id}/decline`);
    for (let n = 0; n < 60; n++) await app().ask('vic', 'post', `/resources/res_${String(n).padStart(20, '0')}/requests`, {});
    expect((await own('vic')).length).toBe(50);
    await app().ask('vic', 'post', '/resources/nonsense/requests', {});
    expect((await own('vic')).length).toBe(50);
  });
});
