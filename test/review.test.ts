// The lists of who looks after access: what is on each, what isn't, page by page, and to whom it is told.
import { beforeAll, expect, test } from 'vitest';
import { onApp, type Person } from './app.ts';

const day = 24 * 60 * 60_000;

onApp('Reviewing access', (app) => {
  const made: Record<string, string> = {};
  const start = new Date('2026-03-01T09:00:00Z');
  const did = async (who: string, method: string, path: string, body?: unknown) => {
    const answer = await app().ask(who, method, path, body);
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
    return answer.json;
  };
  const give = (thing: string, subject: string | undefined, level = 'viewer', expiresAt?: Date) =>
    did('eve', 'patch', `/resources/${made[thing]}/access`, {
      grant: [{ subject, level, ...(expiresAt && { expiresAt: expiresAt.toISOString() }) }],
    });
  const later = (days: number) => new Date(start.getTime() + days * day);
  /** Every page of a list, two at a time. */
  const all = async (who: string, path: string) => {
    // biome-ignore lint/suspicious/noExplicitAny: lists of every shape
    const items: any[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: unknown[]; next: string | null } = await did(
        who,
        'get',
        `${path}${path.includes('?') ? '&' : '?'}limit=2${cursor && `&cursor=${cursor}`}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(2);
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  };
  const held = (items: { subject: { label: string }; resource: { name: string } | null; level: string | null }[]) =>
    items.map(({ subject, resource, level }) => `${subject.label} ${resource?.name} ${level}`);
  const csv = async (who: string, path: string) => {
    const { status, text, headers } = await app().ask(who, 'get', path);
    expect([status, headers.get('content-type')], text).toEqual([200, 'text/csv; charset=utf-8']);
    return text.trimEnd().split('\r\n');
  };

  beforeAll(async () => {
    app().deps.clock.set(start);
    made.project = (await did('eve', 'post', '/projects', { name: 'Sales' })).id;
    for (const name of ['budget', 'forecast', 'pipeline'])
      made[name] = (await did('eve', 'post', `/projects/${made.project}/resources`, { kind: 'dashboard', name, title: name })).id;
    made.sellers = (await did('ana', 'post', '/groups', { name: 'Sellers' })).id;
    await did('ana', 'put', `/groups/${made.sellers}/members/${app().ids.vic}`, {});
    await app().add('una');
    await give('pipeline', made.sellers);
    await give('pipeline', app().ids.una, 'editor');
    await give('pipeline', app().ids.gus, 'viewer', later(10));
    await give('forecast', app().ids.gus);
    await give('budget', app().ids.vic);
  });

  test('who has access to a thing and is in no expected group: not Vic, who is a seller', async () => {
    const outside = await all('ana', `/review/outsiders?resource=${made.pipeline}&groups=${made.sellers}`);
    expect(held(outside)).toEqual(['Ana pipeline admin', 'Eve pipeline admin', 'Gus pipeline viewer', 'Una pipeline editor']);
    expect(outside.map(({ kinds }) => kinds.toSorted())).toEqual([
      ['administrator'],
      ['direct', 'member'],
      ['direct'],
      ['direct'],
    ]);
    const everyone = (await did('ana', 'get', '/groups?name=Everyone')).items[0].id;
    expect(held(await all('ana', `/review/outsiders?resource=${made.pipeline}&groups=${everyone},${made.sellers}`))).toEqual([
      'Gus pipeline viewer',
    ]);
  });

  test('of a project it is everything in it, by name, and the same as asking about each thing', async () => {
    const whole = held(await all('ana', `/review/outsiders?project=${made.project}&groups=${made.sellers}`));
    const each = [];
    for (const name of ['budget', 'forecast', 'pipeline'])
      each.push(...held(await all('ana', `/review/outsiders?resource=${made[name]}&groups=${made.sellers}`)));
    expect(whole).toEqual(each);
    expect(whole).toContain('Gus forecast viewer');
    const lines = await csv('ana', `/review/outsiders/export.csv?project=${made.project}&groups=${made.sellers}`);
    expect(lines).toHaveLength(whole.length + 1);
    expect(lines[0]).toBe('who,address,who id,project,thing,title,thing id,level,through');
    expect(lines).toContain(
      `Gus,gus@demo.example,${app().ids.gus},Sales,dashboard:forecast,forecast,${made.forecast},viewer,direct`,
    );
  });

  test('outsiders are told to an editor of the thing; to a viewer it is forbidden, to a stranger it isn’t there', async () => {
    const path = (resource: string | undefined, groups = made.sellers) =>
      `/review/outsiders?resource=${resource}&groups=${groups}`;
    expect(held((await did('una', 'get', path(made.pipeline))).items)).toContain('Una pipeline editor');
    expect((await app().ask('vic', 'get', path(made.pipeline))).status).toBe(403);
    const missing = await app().ask('sam', 'get', path('res_00000000000000000000'));
    expect(missing.status).toBe(404);
    for (const [who, asked] of [
      ['sam', path(made.pipeline)],
      ['sam', path('nonsense')],
      ['sam', `/review/outsiders?project=${made.project}&groups=${made.sellers}`],
      ['una', path(made.pipeline, 'grp_00000000000000000001')],
      ['una', path(made.pipeline, app().ids.vic)],
      ['ana', path('res_00000000000000000000')],
    ] as const)
      expect((await app().ask(who, 'get', asked)).text, `${who} ${asked}`).toBe(missing.text);
    // Of a project one sees, only what one may know.
    expect(held(await all('una', `/review/outsiders?project=${made.project}&groups=${made.sellers}`))).toEqual([
      'Ana pipeline admin',
      'Eve pipeline admin',
      'Gus pipeline viewer',
      'Una pipeline editor',
    ]);
    for (const [asked, field] of [
      ['/review/outsiders?groups=x', 'resource'],
      [`/review/outsiders?resource=a&project=b&groups=x`, 'project'],
      [path(made.pipeline, ','), 'groups'],
    ] as const) {
      const { status, json } = await app().ask('ana', 'get', asked);
      expect([status, json.errors[0].field], asked).toEqual([400, field]);
    }
  });

  test('guests and what they reach: Gus, to Ana all of it, to Una what she may read the access of', async () => {
    expect(held(await all('ana', '/review/guests'))).toEqual(['Gus forecast viewer', 'Gus pipeline viewer', 'Gus Sales viewer']);
    expect(held(await all('una', '/review/guests'))).toEqual(['Gus pipeline viewer']);
    expect(await all('sam', '/review/guests')).toEqual([]);
    expect(await csv('una', '/review/guests/export.csv')).toHaveLength(2);
  });

  test('what ends within fourteen days: access, a membership, a place in a group and a role, the next first', async () => {
    await did('eve', 'put', `/projects/${made.project}/members/${app().ids.sam}`, {
      level: 'viewer',
      restricted: true,
      resources: ['dashboard:budget'],
      expiresAt: later(3).toISOString(),
    });
    await did('ana', 'put', `/groups/${made.sellers}/members/${app().ids.una}`, { expiresAt: later(5).toISOString() });
    made.auditors = (await did('ana', 'post', '/roles', { name: 'Auditors', capabilities: ['audit.read'] })).id;
    await did('ana', 'put', `/roles/${made.auditors}/holders/${app().ids.una}`, { expiresAt: later(6).toISOString() });
    await give('budget', app().ids.gus, 'viewer', later(20));
    const told = (
      items: { what: string; subject: { label: string }; in: { label: string } | null; resource: { name: string } | null }[],
    ) => items.map((one) => `${one.what} ${one.subject.label} ${one.in?.label ?? one.resource?.name}`);
    const ending = await all('ana', '/review/ending');
    expect(told(ending)).toEqual(['membership Sam Sales', 'place Una Sellers', 'role Una Auditors', 'access Gus pipeline']);
    expect(ending[3]).toMatchObject({
      level: 'viewer',
      expiresAt: later(10).toISOString(),
      given: { by: { label: 'Eve' }, at: start.toISOString() },
    });
    expect(told(await all('ana', '/review/ending?within=30'))).toContain('access Gus budget');
    expect(told(await all('ana', '/review/ending?within=4'))).toEqual(['membership Sam Sales']);
    expect(told(await all('eve', '/review/ending'))).toEqual(['membership Sam Sales', 'access Gus pipeline']);
    expect(await all('vic', '/review/ending')).toEqual([]);
    expect((await app().ask('ana', 'get', '/review/ending?within=0')).json.errors[0].field).toBe('within');
    const lines = await csv('ana', '/review/ending/export.csv');
    expect(lines).toHaveLength(5);
    await did('ana', 'delete', `/roles/${made.auditors}/holders/${app().ids.una}`);
    await did('ana', 'delete', `/groups/${made.sellers}/members/${app().ids.una}`);
    await did('eve', 'delete', `/projects/${made.project}/members/${app().ids.sam}`);
  });

  const lying = async (who: string, days = 90) =>
    (await all(who, `/review/unused?days=${days}`)).map(
      ({ subject, resource, lastOpened }) => `${subject.label} ${resource.name} ${lastOpened ?? 'never'}`,
    );

  test('what was given and isn’t opened for ninety days is listed, from the ninetieth day on', async () => {
    const open = (who: Person | 'una', thing: string) => did(who, 'get', `/resources/${made[thing]}`);
    app().deps.clock.set(later(1));
    await open('vic', 'pipeline');
    await open('gus', 'forecast');
    app().deps.clock.set(later(50));
    await open('gus', 'forecast');
    app().deps.clock.set(later(89));
    expect(await lying('ana')).toEqual([]);
    app().deps.clock.set(later(95));
    const unused = await lying('ana');
    // Vic opened it as one of the sellers; nobody is listed for what Gus had until the tenth day.
    expect(unused).toContain('Sellers pipeline 2026-03-02');
    expect(unused).toContain('Una pipeline never');
    expect(unused).toContain('Vic budget never');
    expect(unused.filter((line) => line.startsWith('Gus'))).toEqual([]);
    await open('vic', 'pipeline');
    expect(await lying('ana')).not.toContain('Sellers pipeline 2026-03-02');
    // A membership is used by opening anything in its project.
    expect(unused).toContain('Eve Sales 2026-03-01');
    await open('eve', 'budget');
    expect((await lying('ana')).filter((line) => line.startsWith('Eve Sales'))).toEqual([]);
  });

  test('unused access is told to who may read the access list', async () => {
    expect(await lying('una')).toEqual(['Eve pipeline 2026-03-01', 'Una pipeline never']);
    expect(await lying('sam')).toEqual([]);
    expect(await csv('una', '/review/unused/export.csv?days=90')).toHaveLength(3);
  });

  test('a query is a use; looking as somebody else, and what a machine does, is none', async () => {
    const seen = (who: string) =>
      app().deps.store.rows('select resource_id from opened where user_id = $1 order by at, resource_id', [app().ids[who]]);
    const as = (await did('ana', 'post', '/view-as', { subject: app().ids.una })).id;
    const looked = await app().ask('ana', 'get', `/resources/${made.pipeline}`, undefined, { 'sightline-view-as': as });
    expect(looked.status).toBe(200);
    expect(await seen('una')).toEqual([]);
    await did('una', 'post', `/resources/${made.pipeline}/query`, {});
    expect(await seen('una')).toEqual([{ resource_id: made.pipeline }]);
    await app().deps.store.rows("update app_user set kind = 'service', owner_id = $2 where id = $1", [
      app().ids.una,
      app().ids.eve,
    ]);
    await app().deps.store.rows('delete from opened where user_id = $1', [app().ids.una]);
    await did('una', 'get', `/resources/${made.pipeline}`);
    expect(await seen('una')).toEqual([]);
    expect(await lying('ana')).not.toContain('Una pipeline never');
    await app().deps.store.rows("update app_user set kind = 'person', owner_id = null where id = $1", [app().ids.una]);
  });

  test('an opening is written once an hour, not each time', async () => {
    const at = async () =>
      (
        await app().deps.store.rows<{ at: Date }>('select at from opened where user_id = $1 and resource_id = $2', [
          app().ids.vic,
          made.budget,
        ])
      )[0]?.at;
    const first = later(96);
    for (const [minutes, expected] of [
      [0, 0],
      [59, 0],
      [61, 61],
    ] as const) {
      app().deps.clock.set(new Date(first.getTime() + minutes * 60_000));
      await did('vic', 'get', `/resources/${made.budget}`);
      expect(((await at())!.getTime() - first.getTime()) / 60_000).toBe(expected);
    }
  });

  test('a store that knows of openings only since yesterday says so, and lists nothing of before', async () => {
    await app().deps.store.rows('update organization set opened_since = $1', [later(95)]);
    const answer = await did('ana', 'get', '/review/unused');
    expect([answer.items, answer.since]).toEqual([[], later(95).toISOString()]);
    await app().deps.store.rows('update organization set opened_since = null', []);
  });

  test('what has no editor left is a file as well', async () => {
    made.alone = (
      await did('eve', 'post', `/projects/${made.project}/resources`, { kind: 'chart', name: 'alone', title: 'Alone' })
    ).id;
    await app().deps.store.rows('delete from access_grant where resource_id = $1', [made.alone]);
    await app().deps.store.rows("update membership set level = 'editor' where project_id = $1", [made.project]);
    expect(await csv('ana', '/review/orphans/export.csv')).toContain(`chart,alone,Alone,${made.alone}`);
    expect(await csv('sam', '/review/orphans/export.csv')).toHaveLength(1);
    await app().deps.store.rows("update membership set level = 'admin' where project_id = $1", [made.project]);
  });

  test('who may read the log, and nothing else, may ask who sees a thing, why, and since when', async () => {
    await app().add('aud');
    await did('ana', 'put', `/roles/${made.auditors}/holders/${app().ids.aud}`, {});
    expect((await app().ask('aud', 'get', `/resources/${made.pipeline}`)).status).toBe(404);
    const who = await did('aud', 'get', `/resources/${made.pipeline}/who`);
    expect(who).toMatchObject({ items: (await did('ana', 'get', `/resources/${made.pipeline}/who`)).items });
    const why = await did('aud', 'get', `/resources/${made.pipeline}/explain?subject=${app().ids.vic}`);
    expect([why.level, why.reasons[0].path[0].label]).toEqual(['viewer', 'Sellers']);
    expect((await did('aud', 'get', `/resources/${made.pipeline}/history`)).items.length).toBeGreaterThan(1);
    const missing = await app().ask('sam', 'get', '/resources/res_00000000000000000000/who');
    for (const id of ['res_00000000000000000000', 'nonsense'])
      expect((await app().ask('aud', 'get', `/resources/${id}/who`)).text).toBe(missing.text);
    expect((await app().ask('aud', 'get', `/resources/${made.pipeline}/access`)).text).toBe(missing.text);
  });

  const compared = async (who: string, query = '') =>
    (await all(who, `/review/compare?one=${app().ids.vic}&other=${app().ids.gus}${query}`)).map(
      ({ resource, one, other }) => `${resource.name} ${one} ${other}`,
    );

  test('two people side by side: what both reach, and what only one of them does', async () => {
    await give('pipeline', app().ids.gus, 'editor');
    expect(await compared('ana')).toEqual([
      'budget viewer null',
      'forecast null viewer',
      'pipeline viewer editor',
      'Sales viewer viewer',
    ]);
    expect(await compared('ana', '&show=both')).toEqual(['pipeline viewer editor', 'Sales viewer viewer']);
    expect(await compared('ana', '&show=one')).toEqual(['budget viewer null']);
    expect(await compared('ana', '&show=other&kind=dashboard')).toEqual(['forecast null viewer']);
    expect(await compared('una')).toEqual(['pipeline viewer editor']);
    const group = await did('ana', 'get', `/review/compare?one=${made.sellers}&other=${app().ids.vic}`);
    expect(group.items.map(({ resource, one, other }: never) => [(resource as { name: string }).name, one, other])).toEqual([
      ['budget', null, 'viewer'],
      ['pipeline', 'viewer', 'viewer'],
      ['Sales', 'viewer', 'viewer'],
    ]);
  });

  test('compared with oneself nothing looks like nothing only because one may not know it', async () => {
    // Vic reaches the budget and may not read who else does.
    expect(await compared('vic')).toEqual([]);
    const same = await app().ask('ana', 'get', `/review/compare?one=${app().ids.vic}&other=${app().ids.vic}`);
    expect([same.status, same.json.errors[0].field]).toEqual([400, 'other']);
    expect((await app().ask('gus', 'get', `/review/compare?one=${app().ids.vic}&other=${app().ids.gus}`)).status).toBe(404);
  });

  test('looking as Vic, who manages users finds of what Vic reaches only what they reach themselves', async () => {
    await app().add('hal');
    const desk = (await did('ana', 'post', '/roles', { name: 'Help desk', capabilities: ['users.manage'] })).id;
    await did('ana', 'put', `/roles/${desk}/holders/${app().ids.hal}`, {});
    const as = (await did('hal', 'post', '/view-as', { subject: app().ids.vic })).id;
    const reach = await app().ask('hal', 'get', `/subjects/${app().ids.vic}/reach`, undefined, { 'sightline-view-as': as });
    expect([reach.status, reach.json.items]).toEqual([200, []]);
  });
});
