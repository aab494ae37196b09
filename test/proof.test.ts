// A proof agrees with the decision at the end of every world, and says so when what decisions are made with is not what was given.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type Ask, provenOn, type Row, rows, whoReaches } from '../src/access/index.ts';
import { playWorld } from '../src/worlds/index.ts';
import { onApp } from './app.ts';
import { bothStores } from './stores.ts';

const folder = join(import.meta.dirname, 'worlds');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

bothStores('What is proven', (store, dialect) => {
  // The statements are the same: every other world is played, on one of the stores or the other; with both, all on each.
  const all = process.env.SIGHTLINE_STORES === 'both';
  const played = files.filter((_, at) => all || at % 4 === (dialect === 'postgres' ? 2 : 0));
  test.each(played)('of %s is what is decided', async (file) => {
    const moments: Date[] = [];
    const after = async ({ now }: Ask) => void moments.push(now);
    await playWorld(store(), file, readFileSync(join(folder, file), 'utf8'), { after });
    const now = moments.at(-1);
    if (!now) return;
    const last = { now, db: store().db };
    for (const row of await rows<Row>(last, 'select * from resource', [])) {
      const decided = (await whoReaches(last, row.id)).map(({ userId, level }) => `${userId} ${level}`).sort();
      const { levels } = await provenOn(last, row);
      expect([...levels].map(([user, level]) => `${user} ${level}`).sort(), row.name).toEqual(decided);
    }
  });
});

onApp('A proof', (app) => {
  let board: string;
  let group: string;
  const proof = async () => (await app().ask('ana', 'get', `/resources/${board}/proof`)).json;
  beforeAll(async () => {
    const ana = async (method: string, path: string, body?: unknown) => (await app().ask('ana', method, path, body)).json;
    const project = (await ana('post', '/projects', { name: 'Proof' })).id;
    board = (await ana('post', `/projects/${project}/resources`, { kind: 'dashboard', name: 'Board' })).id;
    group = (await ana('post', '/groups', { name: 'Readers' })).id;
    await ana('put', `/groups/${group}/members/${app().ids.vic}`, {});
    await ana('patch', `/resources/${board}/access`, { grant: [{ subject: group, level: 'viewer' }] });
  });

  test('names everybody who has access, with one level by all three', async () => {
    const { proven, items, people } = await proof();
    expect([proven, people]).toEqual([true, 5]);
    expect(items).toMatchObject([
      { subject: { label: 'Ana' }, decided: 'admin', derived: 'admin', explained: 'admin' },
      { subject: { label: 'Vic' }, decided: 'viewer', derived: 'viewer', explained: 'viewer' },
    ]);
  });

  test('fails where what decisions are made with lacks what was given, or has what wasn’t', async () => {
    const held = await app().deps.store.rows<{ user_id: string; subject_id: string }>(
      'delete from subject_closure where subject_id = $1 returning *',
      [group],
    );
    const lacking = await proof();
    expect([lacking.proven, lacking.items[1]]).toMatchObject([false, { decided: null, derived: 'viewer', explained: 'viewer' }]);
    await app().deps.store.rows('insert into subject_closure (user_id, subject_id) values ($1, $2), ($3, $2)', [
      held[0]?.user_id,
      group,
      app().ids.sam,
    ]);
    const more = await proof();
    expect(more.proven).toBe(false);
    expect(more.items.find(({ subject }: { subject: { label: string } }) => subject.label === 'Sam')).toMatchObject({
      decided: 'viewer',
      derived: null,
      explained: null,
    });
    await app().deps.store.rows('delete from subject_closure where user_id = $1 and subject_id = $2', [app().ids.sam, group]);
    expect((await proof()).proven).toBe(true);
  });

  test('is for who may read the access list', async () => {
    expect((await app().ask('vic', 'get', `/resources/${board}/proof`)).status).toBe(403);
    expect((await app().ask('sam', 'get', `/resources/${board}/proof`)).text).toBe(
      (await app().ask('sam', 'get', '/resources/res_00000000000000000000/proof')).text,
    );
  });
});
