// The history of access, who had it on a day, and undoing a step of it: through the API, as the people who would.
import { beforeAll, expect, test } from 'vitest';
import { type Answered, onApp, type TestApp } from './app.ts';

const ok = async (answer: Promise<Answered>): Promise<Answered['json']> => {
  const { status, text, json } = await answer;
  expect(status, text).toBeLessThan(300);
  return json;
};

type Place = { project: string; dashboard: string; group: string; viewer: string };
const layDown = async (app: TestApp): Promise<Place> => {
  const project = (await ok(app.ask('eve', 'post', '/projects', { name: 'Operations' }))).id;
  const dashboard = (await ok(app.ask('eve', 'post', `/projects/${project}/resources`, { kind: 'dashboard', name: 'Delays' })))
    .id;
  const group = (await ok(app.ask('ana', 'post', '/groups', { name: 'Safety' }))).id;
  await ok(app.ask('eve', 'patch', `/resources/${dashboard}/access`, { grant: [{ subject: group, level: 'viewer' }] }));
  await ok(app.ask('ana', 'put', `/groups/${group}/members/${app.ids.vic}`));
  return { project, dashboard, group, viewer: app.ids.vic };
};

onApp('The history of access', (app) => {
  let place: Place;
  let before: string;
  beforeAll(async () => {
    place = await layDown(app());
    before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await ok(app().ask('ana', 'delete', `/groups/${place.group}/members/${app().ids.vic}`));
    await ok(
      app().ask('eve', 'patch', `/resources/${place.dashboard}/access`, {
        grant: [{ subject: app().ids.sam, level: 'editor', expiresAt: '2999-01-01T00:00:00Z' }],
      }),
    );
  });
  const history = async (who: string, path: string) => (await ok(app().ask(who, 'get', path))).items as Answered['json'][];

  test('of a resource says who gave what to whom, also through its groups, and how many gained and lost', async () => {
    const entries = await history('eve', `/resources/${place.dashboard}/history`);
    expect(entries.slice(0, 4)).toMatchObject([
      {
        action: 'access.give',
        actor: { label: 'Eve' },
        subject: { label: 'Sam' },
        resource: { title: 'Delays' },
        level: { from: null, to: 'editor' },
        until: '2999-01-01T00:00:00.000Z',
        people: { gained: 1, lost: 0 },
        undoable: true,
      },
      { action: 'group.remove', subject: { label: 'Vic' }, in: { label: 'Safety' }, people: { gained: 0, lost: 1 } },
      { action: 'group.add', subject: { label: 'Vic' }, in: { label: 'Safety' }, people: { gained: 1, lost: 0 } },
      { action: 'access.give', subject: { label: 'Safety' }, level: { to: 'viewer' }, people: { gained: 0, lost: 0 } },
    ]);
  });

  test('comes page by page, the same as at once', async () => {
    const path = `/resources/${place.dashboard}/history`;
    const all = await history('eve', path);
    const paged: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Answered['json'] = await ok(app().ask('eve', 'get', `${path}?limit=1${cursor && `&cursor=${cursor}`}`));
      expect(page.items.length).toBeLessThanOrEqual(1);
      paged.push(...page.items);
      cursor = page.next;
    }
    expect(paged).toEqual(all);
  });

  test('is for whoever may read the access list, and of a hidden thing nothing', async () => {
    await ok(app().ask('ana', 'put', `/groups/${place.group}/members/${app().ids.gus}`));
    expect((await app().ask('gus', 'get', `/resources/${place.dashboard}/history`)).status).toBe(403);
    expect((await app().ask('vic', 'get', `/resources/${place.dashboard}/history`)).status).toBe(404);
  });

  test('of oneself is one’s own; of others it is cut to what one may read the access of', async () => {
    const own = await history('sam', `/subjects/${app().ids.sam}/history`);
    expect(own[0]).toMatchObject({ action: 'access.give', resource: { title: 'Delays' } });
    expect((await history('eve', `/subjects/${app().ids.sam}/history`)).length).toBe(1);
    expect(await history('vic', `/subjects/${app().ids.sam}/history`)).toEqual([]);
    // Vic lost the dashboard with the group; its name is not told any more.
    const vics = await history('vic', `/subjects/${app().ids.vic}/history`);
    expect(vics.map(({ action }) => action)).toContain('group.remove');
    expect(JSON.stringify(vics)).not.toContain('Delays');
    const groups = await history('ana', `/subjects/${place.group}/history`);
    expect(groups.map(({ action }) => action)).toEqual(expect.arrayContaining(['group.create', 'group.add', 'group.remove']));
    expect((await app().ask('gus', 'get', `/subjects/${app().ids.sam}/history`)).status).toBe(404);
  });

  test('a declined request is not told apart from a lapsed one by who asked', async () => {
    await app().add('rex');
    await app().ask('rex', 'post', `/resources/${place.dashboard}/requests`, {});
    const [asked] = (await ok(app().ask('eve', 'get', `/requests?resource=${place.dashboard}`))).items;
    await ok(app().ask('eve', 'post', `/requests/${asked.id}/decline`));
    expect(JSON.stringify(await history('rex', `/subjects/${app().ids.rex}/history`))).not.toContain('declined');
    expect(JSON.stringify(await history('eve', `/resources/${place.dashboard}/history`))).toContain('declined');
  });

  test('who had access at a moment is answered for that moment, and for one to come', async () => {
    const whoAt = async (at: string) =>
      (await ok(app().ask('eve', 'get', `/resources/${place.dashboard}/who?at=${at}`))).items.map(
        ({ subject, level }: Answered['json']) => `${subject.label} ${level}`,
      );
    expect(await whoAt(before)).toEqual(['Ana admin', 'Eve admin', 'Vic viewer']);
    expect(await whoAt(new Date().toISOString())).toEqual(['Ana admin', 'Eve admin', 'Gus viewer', 'Sam editor']);
    expect(await whoAt('3000-01-01')).toEqual(['Ana admin', 'Eve admin', 'Gus viewer']);
    expect(await whoAt('2000-01-01')).toEqual([]);
    expect((await app().ask('eve', 'get', `/resources/${place.dashboard}/who?at=soon`)).json.errors[0].field).toBe('at');
  });

  test('what the store doesn’t remember it says, instead of guessing', async () => {
    await app().deps.store.rows("update organization set remembers_since = '2020-01-01'", []);
    const asked = await app().ask('eve', 'get', `/resources/${place.dashboard}/who?at=2019-12-31`);
    expect(asked).toMatchObject({ status: 400, json: { detail: expect.stringContaining('2020-01-01') } });
    expect((await ok(app().ask('eve', 'get', `/resources/${place.dashboard}/history`))).since).toBe('2020-01-01T00:00:00.000Z');
    await app().deps.store.rows('update organization set remembers_since = null', []);
  });
});

onApp('Undoing', (app) => {
  let place: Place;
  beforeAll(async () => {
    place = await layDown(app());
  });
  const last = async (filter: string): Promise<string> =>
    (await ok(app().ask('ana', 'get', `/audit?limit=1&${filter}`))).items[0].id;
  const level = async (who: string, on = place.dashboard) =>
    (await ok(app().ask('ana', 'get', `/resources/${on}/explain?subject=${app().ids[who]}`))).level;
  const undo = (who: string, entry: string, query = '') => app().ask(who, 'post', `/audit/${entry}/undo${query}`);

  test('what was given is taken, level and end as they were before, and a preview does nothing', async () => {
    const { sam } = app().ids;
    const share = (grant: object) => ok(app().ask('eve', 'patch', `/resources/${place.dashboard}/access`, { grant: [grant] }));
    await share({ subject: sam, level: 'viewer', expiresAt: '2998-01-01T00:00:00Z' });
    await share({ subject: sam, level: 'editor' });
    const entry = await last(`subject=${sam}&action=access.give`);
    const tried = await undo('eve', entry, '?preview=true');
    expect(tried.json).toMatchObject({ losses: [{ subject: { label: 'Sam' }, from: 'editor', to: 'viewer' }] });
    expect(await level('sam')).toBe('editor');
    expect((await undo('eve', entry)).json).toMatchObject({ undone: { id: entry, subject: { label: 'Sam' } } });
    expect(await level('sam')).toBe('viewer');
    const { viewers } = await ok(app().ask('eve', 'get', `/resources/${place.dashboard}/access`));
    expect(viewers.find(({ subject }: Answered['json']) => subject.id === sam).expiresAt).toBe('2998-01-01T00:00:00.000Z');
    // Undone, it stands no more, so it can't be undone again.
    expect((await undo('eve', entry)).status).toBe(409);
  });

  test('what was taken comes back, by who may give it now', async () => {
    await ok(app().ask('eve', 'patch', `/resources/${place.dashboard}/access`, { revoke: [place.group] }));
    expect(await level('vic')).toBe(null);
    const entry = await last(`subject=${place.group}&action=access.take`);
    expect((await undo('sam', entry)).status).toBe(404);
    expect((await undo('vic', entry)).status).toBe(404);
    await ok(undo('eve', entry));
    expect(await level('vic')).toBe('viewer');
  });

  test('what somebody changed since is told, and nothing happens', async () => {
    const { sam } = app().ids;
    const grant = (level: string) =>
      ok(app().ask('eve', 'patch', `/resources/${place.dashboard}/access`, { grant: [{ subject: sam, level }] }));
    await grant('editor');
    const entry = await last(`subject=${sam}&action=access.give`);
    await grant('viewer');
    const refused = await undo('eve', entry);
    expect(refused).toMatchObject({ status: 409, json: { detail: expect.stringContaining('changed again since') } });
    expect(await level('sam')).toBe('viewer');
  });

  test('of what is gone or in the trash is refused with the reason', async () => {
    const gone = (await ok(app().ask('ana', 'post', '/groups', { name: 'Gone' }))).id;
    await ok(app().ask('eve', 'patch', `/resources/${place.dashboard}/access`, { grant: [{ subject: gone, level: 'viewer' }] }));
    const entry = await last(`subject=${gone}&action=access.give`);
    await ok(app().ask('ana', 'delete', `/groups/${gone}`));
    expect((await undo('ana', entry)).json.detail).toContain('gone');
    const given = await last(`subject=${place.group}&action=access.give`);
    await ok(app().ask('eve', 'delete', `/resources/${place.dashboard}`));
    expect((await undo('eve', given)).json.detail).toContain('trash');
    // The deletion itself can be.
    await ok(undo('eve', await last(`resource=${place.dashboard}&action=resource.delete`)));
    expect(await level('vic')).toBe('viewer');
    const made = await last('action=group.create');
    expect((await undo('ana', made)).json.detail).toContain('can’t be undone');
  });

  test('of a member brings back level, restriction and list, and what was taken with them', async () => {
    const { sam } = app().ids;
    const path = `/projects/${place.project}/members/${sam}`;
    await ok(app().ask('eve', 'put', path, { level: 'viewer', resources: ['dashboard:Delays'] }));
    await ok(app().ask('eve', 'put', path, { level: 'editor', restricted: false }));
    await ok(undo('eve', await last(`subject=${sam}&action=member.set`)));
    expect(await ok(app().ask('eve', 'get', path))).toMatchObject({
      level: 'viewer',
      restricted: true,
      resources: [{ name: 'Delays' }],
    });
    await ok(app().ask('eve', 'delete', `${path}?alsoGrants=true`));
    expect(await level('sam')).toBe(null);
    await ok(undo('eve', await last(`subject=${sam}&action=member.remove`)));
    expect(await ok(app().ask('eve', 'get', path))).toMatchObject({ level: 'viewer', restricted: true });
    expect((await ok(app().ask('eve', 'get', `/resources/${place.dashboard}/access`))).viewers).toContainEqual(
      expect.objectContaining({ subject: expect.objectContaining({ id: sam }) }),
    );
  });

  test('of places in groups, roles, names, settings and departures', async () => {
    const { vic } = app().ids;
    const role = (await ok(app().ask('ana', 'post', '/roles', { name: 'Auditor', capabilities: ['audit.read'] }))).id;
    const steps: [string, string, () => Promise<unknown>][] = [
      ['delete', `/groups/${place.group}/members/${vic}`, () => app().ask('ana', 'get', `/groups/${place.group}`)],
      ['put', `/roles/${role}/holders/${vic}`, () => app().ask('ana', 'get', `/roles/${role}`)],
      ['put', `/groups/${place.group}/managers/${vic}`, () => app().ask('ana', 'get', `/groups/${place.group}`)],
      ['patch', `/roles/${role}`, () => app().ask('ana', 'get', `/roles/${role}`)],
      ['patch', `/groups/${place.group}`, () => app().ask('ana', 'get', `/groups/${place.group}`)],
      ['patch', `/users/${vic}`, () => app().ask('ana', 'get', `/users/${vic}`)],
      ['post', `/users/${vic}/deactivate`, () => app().ask('ana', 'get', `/users/${vic}`)],
      ['patch', '/organization', () => app().ask('ana', 'get', '/organization')],
    ];
    const bodies: Record<string, unknown> = {
      [`/roles/${role}`]: { name: 'Reader', capabilities: [] },
      [`/groups/${place.group}`]: { name: 'Security' },
      [`/users/${vic}`]: { name: 'Victor', attributes: { region: 'north' }, kind: 'guest' },
      '/organization': { invitationDays: 3, defaultAccess: 'project' },
    };
    const content = (answer: unknown) => {
      const { version: _, ...rest } = (answer as Answered).json;
      return rest;
    };
    for (const [method, path, look] of steps) {
      const before = content(await look());
      await ok(app().ask('ana', method, path, method === 'patch' ? bodies[path] : undefined));
      expect(content(await look()), path).not.toEqual(before);
      await ok(undo('ana', await last('')));
      expect(content(await look()), path).toEqual(before);
    }
  });

  test('is refused where whoever undoes could not make that change now', async () => {
    const { sam } = app().ids;
    const path = `/projects/${place.project}/members/${sam}`;
    await ok(app().ask('eve', 'put', path, { level: 'admin', restricted: false }));
    await ok(app().ask('eve', 'put', path, { level: 'editor' }));
    const entry = await last(`subject=${sam}&action=member.set`);
    // He is one of whom it was, so he finds it; undoing it would make him admin again.
    expect((await undo('sam', entry)).status).toBe(403);
    await ok(undo('eve', entry));
    expect(await level('sam', place.project)).toBe('admin');
  });
});

onApp('The log', (app) => {
  test('is asked by actor, subject, action and days, and comes as a file that does nothing in a spreadsheet', async () => {
    const place = await layDown(app());
    await ok(app().ask('ana', 'patch', `/groups/${place.group}`, { name: '=cmd' }));
    const items = async (query: string) => (await ok(app().ask('ana', 'get', `/audit?${query}`))).items;
    expect((await items(`actor=${app().ids.eve}`)).every(({ actor }: Answered['json']) => actor === app().ids.eve)).toBe(true);
    expect((await items('action=access.*')).map(({ action }: Answered['json']) => action)).toEqual(['access.give']);
    expect((await items('action=access.')).length).toBe(0);
    expect((await items(`subject=${place.group}&action=group.add`))[0]).toMatchObject({
      named: { actor: { label: 'Ana' }, subject: { label: 'Vic' }, in: { label: '=cmd' }, resource: null },
    });
    const today = new Date().toISOString().slice(0, 10);
    expect((await items(`from=${today}`)).length).toBeGreaterThan(3);
    expect(await items('to=2001-01-01')).toEqual([]);
    expect(await items('from=2999-01-01')).toEqual([]);
    expect((await app().ask('ana', 'get', '/audit?from=yesterday')).json.errors[0].field).toBe('from');
    const file = await app().ask('ana', 'get', '/audit/export.csv?action=group.*');
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.text.split('\r\n')[0]).toContain('entry,at,actor,actor id,action');
    expect(file.text).toContain(`"'=cmd"`);
    expect(file.text).not.toContain('access.give');
    expect((await app().ask('eve', 'get', '/audit/export.csv')).status).toBe(403);
  });
});
