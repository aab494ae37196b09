// What people are told, when, and what of it they may still read.
import { beforeAll, expect, test } from 'vitest';
import { type Digest, lookForEnds, postDigests, tidyNotifications } from '../src/features/notifications/index.ts';
import { digestLetter } from '../src/mail/letters.ts';
import { onApp } from './app.ts';

type Told = {
  id: string;
  kind: string;
  read: boolean;
  resource: { id: string; title: string } | null;
  by: { label: string } | null;
};

onApp('Notifications', (app) => {
  const made: Record<string, string> = {};
  const ask = (who: string, method: string, path: string, body?: unknown) => app().ask(who, method, path, body);
  const did = async (who: string, method: string, path: string, body?: unknown) => {
    const answer = await ask(who, method, path, body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.json;
  };
  /** One a second: which came first is told by when it came. */
  const share = (name: string, grant: object[], revoke: string[] = [], query = '') => {
    app().deps.clock.set(new Date(app().deps.clock.now().getTime() + 1000));
    return did('eve', 'patch', `/resources/${made[name]}/access${query}`, { grant, revoke });
  };
  const to = (login: string, level = 'viewer', expiresAt?: Date) => ({
    subject: app().ids[login] ?? made[login],
    level,
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
  });
  const toldTo = async (who: string): Promise<Told[]> => (await did(who, 'get', '/notifications')).items;
  const lines = async (who: string) =>
    (await toldTo(who)).map(({ kind, resource, by }) => `${kind} ${resource?.title ?? '–'} ${by?.label ?? '–'}`);
  const forget = () => app().deps.store.rows('delete from notification', []);
  const posted = async (): Promise<Digest[]> => {
    const digests: Digest[] = [];
    await postDigests(app().deps, async (digest) => void digests.push(digest));
    return digests;
  };
  const from = new Date('2026-03-02T09:00:00Z');
  const day = 24 * 60 * 60 * 1000;
  const at = (days: number) => new Date(from.getTime() + days * day);

  beforeAll(async () => {
    app().deps.clock.set(from);
    made.project = (await did('eve', 'post', '/projects', { name: 'Sales' })).id;
    for (const name of ['alpha', 'beta', 'gamma']) {
      const body = { kind: 'dashboard', name, title: `The ${name}` };
      made[name] = (await did('eve', 'post', `/projects/${made.project}/resources`, body)).id;
    }
    made.group = (await did('ana', 'post', '/groups', { name: 'Team' })).id;
    for (const who of ['vic', 'eve']) await did('ana', 'put', `/groups/${made.group}/members/${app().ids[who]}`, {});
    await app().add('edo');
    await forget();
  });

  test('what is shared with somebody is told to them, once, and to nobody else', async () => {
    await share('alpha', [to('vic')]);
    expect(await lines('vic')).toEqual(['shared The alpha Eve']);
    await share('alpha', [to('vic')]);
    expect(await lines('vic')).toEqual(['shared The alpha Eve']);
    await share('alpha', [to('vic', 'editor')]);
    expect(await lines('vic')).toEqual(['shared The alpha Eve', 'shared The alpha Eve']);
    await share('alpha', [to('vic')]);
    expect(await toldTo('vic')).toHaveLength(2);
    for (const who of ['eve', 'ana', 'sam']) expect(await lines(who), who).toEqual([]);
  });

  test('with a group, to who is in it; not to who shares it, and everyone is told nothing', async () => {
    await share('beta', [to('group')]);
    expect(await lines('vic')).toContain('shared The beta Eve');
    expect(await lines('eve')).toEqual([]);
    const everyone = (await did('ana', 'get', '/groups')).items.find(({ name }: { name: string }) => name === 'everyone').id;
    await share('gamma', [{ subject: everyone, level: 'viewer' }]);
    expect(await lines('sam')).toEqual([]);
    await share('gamma', [], [everyone]);
  });

  test('who shares can say something with it, or tell nobody; what is said goes with what is reached', async () => {
    const told = async (who: string) => (await did(who, 'get', '/notifications')).items[0];
    const subject = app().ids.gus;
    const give = (body: object) =>
      did('eve', 'patch', `/resources/${made.gamma}/access`, { grant: [{ subject, level: 'viewer' }], ...body });
    await give({ notify: false });
    expect(await toldTo('gus')).toEqual([]);
    await share('gamma', [], [subject as string]);
    await give({ message: 'For <b>Monday</b>, please' });
    expect(await told('gus')).toMatchObject({ kind: 'shared', message: 'For <b>Monday</b>, please' });
    const digest = (await posted()).find(({ to }) => to === 'gus@demo.example');
    const { text } = digestLetter({ ...digest!, url: 'https://sightline.example' });
    expect(text).toContain('“For <b>Monday</b>, please”');
    expect(text).toContain(`https://sightline.example/dashboards/${made.gamma}`);
    await share('gamma', [], [subject as string]);
    expect(await told('gus')).toMatchObject({ resource: null, message: '' });
    for (const body of [{ message: 'x'.repeat(1001) }, { notify: 'no' }, { message: 7 }])
      expect((await ask('eve', 'patch', `/resources/${made.gamma}/access`, { grant: [], ...body })).status).toBe(400);
  });

  test('a preview and a refusal tell nobody', async () => {
    await share('gamma', [to('sam')], [], '?preview=true');
    expect((await ask('vic', 'patch', `/resources/${made.gamma}/access`, { grant: [to('sam')] })).status).toBe(404);
    const half = { grant: [to('sam'), { subject: 'usr_00000000000000000000', level: 'viewer' }] };
    expect((await ask('eve', 'patch', `/resources/${made.gamma}/access`, half)).status).toBe(400);
    expect(await lines('sam')).toEqual([]);
  });

  test('of what is no longer reached no title is shown, nor when it has gone to the trash', async () => {
    await share('beta', [], [made.group as string]);
    const { text } = await ask('vic', 'get', '/notifications');
    expect(text).not.toContain('beta');
    expect(text).not.toContain(made.beta);
    expect((await lines('vic')).sort()).toEqual(['shared The alpha Eve', 'shared The alpha Eve', 'shared – Eve']);
    await did('eve', 'delete', `/resources/${made.alpha}`);
    expect(await lines('vic')).toEqual(['shared – Eve', 'shared – Eve', 'shared – Eve']);
    await did('eve', 'post', `/resources/${made.alpha}/restore`, {});
    expect(await lines('vic')).toContain('shared The alpha Eve');
  });

  test('they come newest first in pages, say how many are unread, and are read one by one or all at once', async () => {
    const first = await did('vic', 'get', '/notifications?limit=2');
    const rest = await did('vic', 'get', `/notifications?limit=2&cursor=${first.next}`);
    // The newest is about something no longer reached: it says nothing, and nobody is called to read it.
    expect([first.items.length, rest.items.length, rest.next, first.unread]).toEqual([2, 1, null, 2]);
    const one = first.items[1];
    // Nobody else's doing.
    expect(await did('sam', 'post', '/notifications/read', { ids: [one.id] })).toEqual({ unread: 0 });
    expect(await did('vic', 'post', '/notifications/read', { ids: [one.id, 'nonsense'] })).toEqual({ unread: 1 });
    expect((await did('vic', 'get', '/notifications?unread=true')).items).toHaveLength(2);
    expect(await did('vic', 'post', '/notifications/read', { all: true })).toEqual({ unread: 0 });
    expect((await toldTo('vic')).every(({ read }) => read)).toBe(true);
    for (const body of [{}, { all: false }, { ids: ['x'], all: true }, { ids: 'x' }])
      expect((await ask('vic', 'post', '/notifications/read', body)).status).toBe(400);
  });

  test('who asks is told to those who may answer: the editors, and administrators only where there is none', async () => {
    await forget();
    await share('gamma', [to('edo', 'editor'), to('vic')]);
    await forget();
    await did('sam', 'post', `/resources/${made.gamma}/requests`, { message: 'please' });
    await did('sam', 'post', `/resources/${made.gamma}/requests`, { message: 'again' });
    for (const who of ['eve', 'edo']) expect(await lines(who), who).toEqual(['asked The gamma Sam']);
    // What was said last is what is read.
    expect((await did('eve', 'get', '/notifications')).items[0].message).toBe('again');
    for (const who of ['ana', 'vic', 'sam']) expect(await lines(who), who).toEqual([]);
    // Who may no longer answer isn't shown who asked for what.
    await share('gamma', [to('edo')]);
    expect((await lines('edo')).at(-1)).toBe('asked – –');
    await share('gamma', [to('edo', 'editor')]);
  });

  test('an approval is told to who asked, as an answer and not as a share besides, and settles it for the others', async () => {
    const [request] = (await did('eve', 'get', '/requests')).items;
    await did('eve', 'post', `/requests/${request.id}/approve`, {});
    expect(await lines('sam')).toEqual(['answered The gamma Eve']);
    const [asked] = (await toldTo('edo')).filter(({ kind }) => kind === 'asked');
    expect(asked?.read).toBe(true);
  });

  test('a place in a group given instead is an answer too; declining tells nothing, as lapsing does not', async () => {
    await forget();
    await did('sam', 'post', `/resources/${made.beta}/requests`, {});
    const [request] = (await did('eve', 'get', '/requests')).items;
    await did('eve', 'post', `/requests/${request.id}/decline`);
    expect(await lines('sam')).toEqual([]);
    await share('beta', [to('group')]);
    await forget();
    await did('sam', 'post', `/resources/${made.beta}/requests`, {});
    const [again] = (await did('ana', 'get', '/requests')).items;
    await did('ana', 'post', `/requests/${again.id}/approve`, { group: made.group });
    expect(await lines('sam')).toEqual(['answered The beta Ana']);
  });

  test('a token that can only read asks for nothing, whether or not there is anything', async () => {
    const { token } = await did('sam', 'post', '/tokens', { name: 'reader', narrow: { readOnly: true } });
    const answers = await Promise.all(
      [made.alpha, 'res_00000000000000000000'].map((id) =>
        app().ask(null, 'post', `/resources/${id}/requests`, {}, { authorization: `Bearer ${token}` }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
  });

  test('what ends is told a week before, one row for each grant and its end', async () => {
    await forget();
    await share('alpha', [to('sam', 'viewer', at(30))]);
    await did('eve', 'put', `/projects/${made.project}/members/${app().ids.gus}`, {
      level: 'viewer',
      expiresAt: at(30).toISOString(),
    });
    await forget();
    app().deps.clock.set(at(22.9));
    expect(await lookForEnds(app().deps)).toBe(0);
    app().deps.clock.set(at(23.1));
    expect(await lookForEnds(app().deps)).toBe(2);
    expect(await lookForEnds(app().deps)).toBe(0);
    const [ends, ...more] = (await did('sam', 'get', '/notifications')).items;
    expect(more).toEqual([]);
    expect(ends).toMatchObject({
      kind: 'ends',
      endsAt: at(30).toISOString(),
      resource: { title: 'The alpha' },
      by: { label: 'Eve' },
    });
    expect(await lines('gus')).toEqual(['ends Sales –']);
    // Another end is news again; one that has come tells nothing.
    await share('alpha', [to('sam', 'viewer', at(31))]);
    app().deps.clock.set(at(28));
    expect(await lookForEnds(app().deps)).toBe(1);
    app().deps.clock.set(at(32));
    expect(await lookForEnds(app().deps)).toBe(0);
    expect(await lines('sam')).toEqual(['ends – Eve', 'ends – Eve']);
  });

  test('what was given for two days is told when one is left, not at once', async () => {
    app().deps.clock.set(at(40));
    await share('gamma', [to('gus', 'viewer', at(42))]);
    await forget();
    app().deps.clock.set(at(40.9));
    expect(await lookForEnds(app().deps)).toBe(0);
    app().deps.clock.set(at(41.001));
    expect(await lookForEnds(app().deps)).toBe(1);
  });

  test('several things told by one change come in one letter, each thing with where to find it', async () => {
    await forget();
    await did('eve', 'put', `/projects/${made.project}/members/${app().ids.ana}`, {
      level: 'viewer',
      restricted: true,
      resources: ['dashboard:alpha', 'dashboard:beta', 'dashboard:gamma'],
    });
    await share('alpha', [to('edo')]);
    const digests = (await posted()).sort((a, b) => a.to.localeCompare(b.to));
    expect(digests.map((digest) => [digest.to, digest.things.length])).toEqual([
      ['ana@demo.example', 3],
      ['edo@demo.example', 1],
    ]);
    expect(digests[1]?.things).toEqual([
      {
        sentence: 'Eve shared the dashboard “The alpha” with you: you can view it.',
        message: '',
        about: { kind: 'dashboard', id: made.alpha },
        answer: false,
      },
    ]);
    expect(await posted()).toEqual([]);
  });

  test('no letter goes to who was deactivated, has read it, or no longer reaches it, nor days later', async () => {
    await forget();
    await share('beta', [to('edo'), to('sam', 'editor'), to('gus')]);
    await did('sam', 'post', '/notifications/read', { all: true });
    await share('beta', [], [app().ids.gus]);
    await did('ana', 'post', `/users/${app().ids.edo}/deactivate`);
    expect(await posted()).toEqual([]);
    await did('ana', 'post', `/users/${app().ids.edo}/reactivate`);
    await share('gamma', [to('vic', 'editor')]);
    app().deps.clock.set(at(45));
    expect(await posted()).toEqual([]);
  });

  test('what is half a year old is tidied away, and goes with its resource and its reader', async () => {
    await forget();
    await share('alpha', [to('gus')]);
    app().deps.clock.set(at(45 + 179));
    await tidyNotifications(app().deps);
    const count = async () =>
      (await app().deps.store.rows<{ n: number }>('select count(*)::int as n from notification', []))[0]?.n;
    expect(await count()).toBe(1);
    app().deps.clock.set(at(45 + 181));
    await tidyNotifications(app().deps);
    expect(await count()).toBe(0);
    app().deps.clock.set(new Date());
  });
});
