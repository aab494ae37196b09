import { beforeAll, expect, test } from 'vitest';
import { onApp } from '../../../test/app.ts';

onApp('A preview', (app) => {
  let project: string;
  let dashboard: string;
  let group: string;
  const ask = (method: string, path: string, body?: unknown) => app().ask('ana', method, path, body);
  const names = (
    changes: { subject: { label: string }; resource: { title: string }; from: string | null; to: string | null }[],
  ) =>
    changes
      .map(({ subject, resource, from, to }) => `${subject.label}: ${resource.title} ${from ?? 'none'} → ${to ?? 'none'}`)
      .sort();

  beforeAll(async () => {
    project = (await ask('post', '/projects', { name: 'Previewed' })).json.id;
    dashboard = (await ask('post', `/projects/${project}/resources`, { kind: 'dashboard', name: 'Plans' })).json.id;
    group = (await ask('post', '/groups', { name: 'Planners' })).json.id;
    await ask('patch', `/resources/${dashboard}/access`, { grant: [{ subject: group, level: 'viewer' }] });
    await ask('put', `/groups/${group}/members/${app().ids.vic}`);
  });

  test('of a share counts everybody behind a group, and who would see it then', async () => {
    const { json } = await ask('patch', `/resources/${dashboard}/access?preview=true`, {
      grant: [{ subject: app().ids.gus, level: 'editor' }],
      revoke: [group],
    });
    expect(names(json.gains)).toEqual(['Gus: Plans none → editor']);
    expect(names(json.losses)).toEqual(['Vic: Plans viewer → none']);
    expect(json.counts).toEqual({ gains: 1, losses: 1, guests: 1, people: 2, invited: 0 });
  });

  test('of a place in a group names what it opens', async () => {
    const { json } = await ask('put', `/groups/${group}/members/${app().ids.sam}?preview=true`, {});
    expect(names(json.gains)).toContain('Sam: Plans none → viewer');
    expect((await ask('get', `/resources/${dashboard}/explain?subject=${app().ids.sam}`)).json.level).toBe(null);
  });

  test('of deleting a group, of deactivating, of deleting and of membership says who loses what, and does none of it', async () => {
    const lost = 'Vic: Plans viewer → none';
    for (const [method, path] of [
      ['delete', `/groups/${group}?preview=true`],
      ['post', `/users/${app().ids.vic}/deactivate?preview=true`],
      ['delete', `/resources/${dashboard}?preview=true`],
      ['delete', `/groups/${group}/members/${app().ids.vic}?preview=true`],
    ] as const) {
      const { status, json } = await ask(method, path);
      expect(status, path).toBe(200);
      expect(names(json.losses), path).toContain(lost);
    }
    const { json } = await ask('put', `/projects/${project}/members/${app().ids.sam}?preview=true`, { level: 'admin' });
    expect(names(json.gains)).toContain('Sam: Plans none → admin');
    expect((await ask('get', `/projects/${project}/members`)).json.items).toHaveLength(1);
    expect(
      (await ask('get', `/resources/${dashboard}/who`)).json.items.map(
        (one: { subject: { label: string } }) => one.subject.label,
      ),
    ).toEqual(['Ana', 'Vic']);
  });

  test('takes the right to make the change, and names nothing that the asker cannot see', async () => {
    expect((await app().ask('vic', 'patch', `/resources/${dashboard}/access?preview=true`, { revoke: [group] })).status).toBe(
      403,
    );
    expect((await app().ask('sam', 'patch', `/resources/${dashboard}/access?preview=true`, { revoke: [group] })).status).toBe(
      404,
    );
    const role = (await ask('post', '/roles', { name: 'Group keepers', capabilities: ['groups.manage'] })).json.id;
    await ask('put', `/roles/${role}/holders/${app().ids.eve}`);
    const { json, text } = await app().ask('eve', 'put', `/groups/${group}/members/${app().ids.sam}?preview=true`, {});
    expect(json.counts.gains).toBeGreaterThan(0);
    expect(text).not.toContain('Plans');
  });
});
