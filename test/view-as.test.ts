// Looking as somebody else: exactly what both may see, reading only, with both names in the log.
import { beforeAll, expect, test } from 'vitest';
import { listReached, principalOf, seenBy } from '../src/access/index.ts';
import { routes } from '../src/contract/index.ts';
import { memberRoleId } from '../src/store/built-in.ts';
import { onApp } from './app.ts';

onApp('Viewing as somebody else', (app) => {
  const made: Record<string, string> = {};
  const ask = (who: string, method: string, path: string, body?: unknown, as?: string) =>
    app().ask(who, method, path, body, as ? { 'sightline-view-as': as } : {});
  const did = async (who: string, method: string, path: string, body?: unknown) => {
    const answer = await ask(who, method, path, body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.json;
  };
  const looking = async (who: string, subject: string | undefined): Promise<string> =>
    (await did(who, 'post', '/view-as', { subject })).id;
  type Item = { title: string; level: string; actions: string[]; favourite: boolean };
  const listed = async (who: string, as?: string): Promise<Item[]> =>
    (await ask(who, 'get', '/resources?kind=dashboard', undefined, as)).json.items;
  const titles = (items: Item[]) => items.map(({ title, level }) => `${title} ${level}`).sort();

  beforeAll(async () => {
    made.project = (await did('eve', 'post', '/projects', { name: 'Sales' })).id;
    for (const name of ['pipeline', 'forecast', 'salaries']) {
      made[name] = (await did('eve', 'post', `/projects/${made.project}/resources`, { kind: 'dashboard', name, title: name })).id;
    }
    made.group = (await did('ana', 'post', '/groups', { name: 'Sellers' })).id;
    const grant = (subject: string | undefined, level = 'viewer') => ({ grant: [{ subject, level }] });
    await did('eve', 'patch', `/resources/${made.pipeline}/access`, grant(app().ids.vic, 'editor'));
    await did('eve', 'patch', `/resources/${made.forecast}/access`, grant(app().ids.vic));
    await did('eve', 'patch', `/resources/${made.forecast}/access`, grant(made.group));
    // Hal manages users, and sees of all this no more than the pipeline.
    await app().add('hal');
    made.helpdesk = (await did('ana', 'post', '/roles', { name: 'Help desk', capabilities: ['users.manage'] })).id;
    await did('ana', 'put', `/roles/${made.helpdesk}/holders/${app().ids.hal}`, {});
    await did('eve', 'patch', `/resources/${made.pipeline}/access`, grant(app().ids.hal));
    await did('vic', 'put', `/favourites/${made.pipeline}`);
  });

  test('an administrator sees exactly the lists and levels that Vic does, and can act on none of it', async () => {
    const as = await looking('ana', app().ids.vic);
    expect(titles(await listed('ana', as))).toEqual(titles(await listed('vic')));
    expect(titles(await listed('vic'))).toEqual(['forecast viewer', 'pipeline editor']);
    for (const { actions } of await listed('ana', as))
      expect(actions.filter((action) => !['view', 'query', 'export', 'read_access'].includes(action))).toEqual([]);
    const hidden = await ask('ana', 'get', `/resources/${made.salaries}`, undefined, as);
    expect([hidden.status, hidden.text]).toEqual([404, (await ask('vic', 'get', `/resources/${made.salaries}`)).text]);
    const me = (await ask('ana', 'get', '/me', undefined, as)).json;
    expect(me).toMatchObject({ user: { name: 'Vic' }, viewAs: { subject: { label: 'Vic' }, by: { label: 'Ana' } } });
    expect(me.capabilities).not.toContain('organization.administer');
    expect((await ask('ana', 'get', '/audit', undefined, as)).status).toBe(403);
  });

  test('who manages users sees what both see, at the lower level', async () => {
    const as = await looking('hal', app().ids.vic);
    expect(titles(await listed('hal', as))).toEqual(['pipeline viewer']);
    expect((await ask('hal', 'get', `/resources/${made.forecast}`, undefined, as)).status).toBe(404);
    expect((await ask('hal', 'get', `/resources/${made.pipeline}`, undefined, as)).json).toMatchObject({ level: 'viewer' });
  });

  test('a list of both is what is in the list of each, by every order and page', async () => {
    const now = { db: app().deps.store.db, now: app().deps.clock.now() };
    const [hal, vic, eve] = await Promise.all(['hal', 'vic', 'eve'].map((who) => principalOf(now, app().ids[who] ?? '')));
    for (const [actor, viewed] of [
      [hal, vic],
      [eve, vic],
      [vic, eve],
    ] as const) {
      const ids = async (who: typeof hal) => (await listReached(now, who!, { limit: 100 })).map(({ id }) => id);
      const both = seenBy(actor!, viewed!);
      const theirs = new Set(await ids(actor));
      const expected = (await ids(viewed)).filter((id) => theirs.has(id));
      expect(await ids(both)).toEqual(expected);
      const paged: string[] = [];
      for (let after: { key: string; id: string } | undefined; ; ) {
        const [row] = await listReached(now, both, { limit: 1, sort: 'name', ...(after && { after }) });
        if (!row) break;
        paged.push(row.id);
        after = { key: row.sort_name, id: row.id };
      }
      expect(paged.sort()).toEqual([...expected].sort());
    }
  });

  test('as a group one sees what somebody sees who is in nothing else', async () => {
    const as = await looking('ana', made.group);
    expect(titles(await listed('ana', as))).toEqual(['forecast viewer']);
    expect((await ask('ana', 'get', '/me', undefined, as)).json).toMatchObject({ user: { name: 'Sellers' } });
    expect((await ask('ana', 'get', '/notifications', undefined, as)).json.items).toEqual([]);
  });

  test('what is Vic’s own stays his: marks, views, drafts, notices, sessions, tokens, what he asked for', async () => {
    const own = { title: 'Mine', choices: {} };
    await did('vic', 'post', `/resources/${made.pipeline}/views`, own);
    await did('vic', 'put', `/resources/${made.pipeline}/draft`, { definition: {}, basedOn: 1 });
    await did('vic', 'post', `/resources/${made.salaries}/requests`, {});
    await did('vic', 'post', '/tokens', { name: 'Vic’s', expiresInDays: 1 });
    const as = await looking('ana', app().ids.vic);
    const private_ = [
      '/notifications',
      '/sessions',
      '/tokens',
      '/requests?mine=true',
      '/resources?for=favourites',
      `/resources/${made.pipeline}/views`,
    ];
    for (const path of private_) {
      expect((await ask('vic', 'get', path)).json.items.length, path).toBeGreaterThan(0);
      expect((await ask('ana', 'get', path, undefined, as)).json.items, path).toEqual([]);
    }
    expect((await ask('vic', 'get', `/resources/${made.pipeline}/draft`)).json.draft).not.toBeNull();
    expect((await ask('ana', 'get', `/resources/${made.pipeline}/draft`, undefined, as)).json.draft).toBeNull();
    expect((await listed('ana', as)).some(({ favourite }) => favourite)).toBe(false);
  });

  test('why Vic reaches something is his own: who looks as him reads it only where both may read the access', async () => {
    const why = (resource: string | undefined) => `/resources/${resource}/explain?subject=${app().ids.vic}`;
    const as = await looking('hal', app().ids.vic);
    await did('eve', 'patch', `/resources/${made.forecast}/access`, {
      grant: [{ subject: app().ids.hal, level: 'viewer' }],
    });
    expect((await ask('vic', 'get', why(made.forecast))).json.reasons.length).toBeGreaterThan(0);
    for (const path of [why(made.forecast), `/resources/${made.forecast}/explain`]) {
      const refused = await ask('hal', 'get', path, undefined, as);
      expect([refused.status, refused.text.includes('Sellers')], path).toEqual([403, false]);
    }
    await did('eve', 'patch', `/resources/${made.forecast}/access`, { revoke: [app().ids.hal] });
    // Of what Vic edits and Ana administers both may read the access.
    const both = await ask('ana', 'get', why(made.pipeline), undefined, await looking('ana', app().ids.vic));
    expect([both.status, both.json.level]).toEqual([200, 'editor']);
  });

  test('a guest who manages users finds nobody more by looking as Vic, and may look as nobody whom they can’t find', async () => {
    await app().add('gia', 'guest');
    for (const role of [made.helpdesk, memberRoleId]) await did('ana', 'put', `/roles/${role}/holders/${app().ids.gia}`, {});
    const groups = { Both: ['gia', 'vic'], Vics: ['vic', 'sam'] };
    for (const [name, members] of Object.entries(groups)) {
      const { id } = await did('ana', 'post', '/groups', { name });
      made[name] = id;
      for (const member of members) await did('ana', 'put', `/groups/${id}/members/${app().ids[member]}`);
    }
    expect((await ask('gia', 'post', '/view-as', { subject: app().ids.eve })).status).toBe(404);
    const as = await looking('gia', app().ids.vic);
    const named = async (path: string) =>
      (await ask('gia', 'get', path, undefined, as)).json.items.map(
        (one: { name?: string; label?: string }) => one.name ?? one.label,
      );
    expect((await named('/users')).sort()).toEqual(['Gia', 'Vic']);
    expect((await named('/subjects?kind=user')).sort()).toEqual(['Gia', 'Vic']);
    expect(await named('/groups')).toEqual(['Both']);
    expect((await named('/roles')).sort()).toEqual(['Guest', 'Help desk', 'Member']);
    for (const path of [`/users/${app().ids.sam}`, `/groups/${made.Vics}`])
      expect((await ask('gia', 'get', path, undefined, as)).status, path).toBe(404);
    expect((await ask('gia', 'get', `/users/${app().ids.vic}`, undefined, as)).text).not.toContain('Vics');
  });

  test('every route that could change anything refuses, in the same words, before it looks at anything', async () => {
    const as = await looking('ana', app().ids.vic);
    const writing = routes.filter(({ method, reads, open, takes }) => method !== 'get' && !reads && !open && !takes);
    expect(writing.length).toBeGreaterThan(50);
    const entries = async () => (await did('ana', 'get', '/audit?limit=200')).items.length;
    const before = await entries();
    for (const { method, path, name, body } of writing) {
      const filled = path.replaceAll(/\{(\w+)\}/g, made.pipeline ?? '');
      const answer = await ask('ana', method, `${filled}?`, body && {}, as);
      // A body that is wrong in itself is told first.
      if (answer.status !== 400)
        expect([answer.status, answer.json.detail], name).toEqual([
          403,
          'While you view as somebody else nothing can be changed.',
        ]);
    }
    const share = await ask('ana', 'patch', `/resources/${made.pipeline}/access?preview=true`, { grant: [] }, as);
    expect(share.status).toBe(403);
    expect(await entries()).toBe(before);
  });

  test('it is in the log with both names, as is a file that is taken along', async () => {
    const as = await looking('ana', app().ids.vic);
    expect((await did('ana', 'get', '/audit?action=view_as.start&limit=1')).items[0]).toMatchObject({
      named: { actor: { label: 'Ana' }, subject: { label: 'Vic' } },
    });
    await did('ana', 'delete', `/view-as/${as}`);
    expect((await did('ana', 'get', '/audit?action=view_as.end&limit=1')).items[0].named.subject.label).toBe('Vic');
    expect((await ask('ana', 'get', '/me', undefined, as)).status).toBe(403);
  });

  test('it ends by itself after an hour, and at once with the right to it', async () => {
    const from = new Date('2026-03-02T09:00:00Z');
    app().deps.clock.set(from);
    const as = await looking('hal', app().ids.vic);
    expect((await ask('hal', 'get', '/me', undefined, as)).status).toBe(200);
    app().deps.clock.set(new Date(from.getTime() + 61 * 60_000));
    expect((await ask('hal', 'get', '/me', undefined, as)).json.detail).toMatch(/has ended/);
    const again = await looking('hal', app().ids.vic);
    await did('ana', 'delete', `/roles/${made.helpdesk}/holders/${app().ids.hal}`);
    expect((await ask('hal', 'get', '/resources', undefined, again)).status).toBe(403);
    await did('ana', 'put', `/roles/${made.helpdesk}/holders/${app().ids.hal}`, {});
  });

  test('nobody else can use it, and it is given for nobody that one may not look as', async () => {
    const as = await looking('ana', app().ids.vic);
    for (const who of ['hal', 'eve', 'sam']) expect((await ask(who, 'get', '/me', undefined, as)).status, who).toBe(403);
    expect((await ask('sam', 'get', '/me', undefined, 'nonsense')).status).toBe(403);
    // Ana can do what Hal can't.
    const more = await ask('hal', 'post', '/view-as', { subject: app().ids.ana });
    expect([more.status, more.json.detail]).toEqual([403, expect.stringContaining('capabilities that you lack')]);
    expect((await ask('ana', 'post', '/view-as', { subject: app().ids.ana })).status).toBe(400);
    expect((await ask('ana', 'post', '/view-as', { subject: app().ids.ida })).status).toBe(409);
    expect((await ask('ana', 'post', '/view-as', { subject: made.helpdesk })).status).toBe(400);
    expect((await ask('ana', 'post', '/view-as', { subject: 'usr_00000000000000000000' })).status).toBe(404);
    for (const who of ['eve', 'sam', 'gus'])
      expect((await ask(who, 'post', '/view-as', { subject: app().ids.vic })).status, who).toBe(403);
    // While one looks, one doesn't begin to look as yet another.
    expect((await ask('ana', 'post', '/view-as', { subject: app().ids.eve }, as)).status).toBe(403);
  });
});
