// The demo as its people meet it: through the use cases, in a store and over the real files.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { principalOf } from '#access';
import { openAnalytics } from '#analytics/index';
import { systemClock } from '#clock';
import { runTile } from '#features/data/index';
import type { Deps } from '#features/deps';
import { listResources } from '#features/resources/index';
import { silentLog } from '#log';
import { migrate } from '#store/migrate';
import { openStore } from '#store/open';
import { content } from './content.ts';
import { layDemoFiles, loadDemo } from './index.ts';

let deps: Deps;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-demo-'));
  await layDemoFiles(join(folder, 'files'));
  const store = await openStore({ kind: 'memory' });
  await migrate(store);
  const settings = { cacheDir: join(folder, 'cache'), allowedFolders: [join(folder, 'files')] };
  deps = {
    store,
    clock: systemClock,
    log: silentLog,
    analytics: await openAnalytics({ ...settings, log: silentLog, clock: systemClock }),
  };
  await loadDemo(deps);
});
afterAll(async () => {
  await deps.analytics.close();
  await deps.store.close();
  await rm(folder, { recursive: true, force: true });
});

const as = async (login: string) => {
  const ask = { db: deps.store.db, now: deps.clock.now() };
  const { id } = await ask.db.selectFrom('app_user').select('id').where('login', '=', login).executeTakeFirstOrThrow();
  const principal = await principalOf(ask, id);
  if (!principal) throw new Error(`${login} is nobody`);
  return principal;
};
const sees = async (login: string, kind: string) => {
  const { items } = await listResources(deps, await as(login), { query: { kind, for: 'all', sort: 'name', limit: 200 } });
  return items;
};
const names = async (login: string, kind: string) => (await sees(login, kind)).map(({ name }) => name).sort();

describe('who sees which dashboards', () => {
  it('Ana sees all, Sam, Rex and Olga none', async () => {
    expect(await names('ana', 'dashboard')).toHaveLength(content.resources.filter(({ kind }) => kind === 'dashboard').length);
    for (const login of ['sam', 'rex', 'old']) expect(await names(login, 'dashboard')).toEqual([]);
  });
  it('Vic, a pilot of EMEA, those of Operations and the pilots’', async () => {
    expect(await names('vic', 'dashboard')).toEqual([
      'bird-strikes',
      'flights-at-a-glance',
      'pilots-briefing',
      'punctuality',
      'when-to-fly',
    ]);
  });
  it('Keiko of Operations, those of Operations and no audit; Ursula of Safety audit, the audit and none of Operations', async () => {
    expect(await names('keiko', 'dashboard')).toEqual(['bird-strikes', 'flights-at-a-glance', 'punctuality', 'when-to-fly']);
    expect(await names('ursula', 'dashboard')).toEqual(['strike-damage-audit', 'wildlife-seasons']);
    expect(await names('keiko', 'dataset')).toContain('bird-strikes');
    expect(await names('ursula', 'dataset')).toEqual(['bird-strikes']);
  });
  it('Hugo, a pilot who is a Safety Investigator, the open cases as well', async () => {
    expect(await names('hugo', 'dashboard')).toContain('open-investigations');
    expect(await names('vic', 'dashboard')).not.toContain('open-investigations');
  });
  it('Gus, a guest, the one he was given', async () => {
    expect(await names('gus', 'dashboard')).toEqual(['punctuality']);
  });
  it('Eve edits those of Operations, Inés those of Network planning', async () => {
    expect((await sees('eve', 'dashboard')).every(({ level }) => level === 'editor')).toBe(true);
    expect(await names('ines', 'dashboard')).toEqual(['route-network', 'weather-at-the-bases']);
  });
});

it('every tile of every dashboard draws, for whoever may see it', async () => {
  const ana = await as('ana');
  for (const { id, name } of await sees('ana', 'dashboard')) {
    const tiles = await deps.store.rows<{ id: string }>(
      "select tile->>'id' as id from resource r, jsonb_array_elements(r.definition->'tiles') tile where r.id = $1 and tile ? 'chart'",
      [id],
    );
    const results = await Promise.all(
      tiles.map((tile) => runTile(deps, ana, { params: { dashboard: id, tile: tile.id }, body: {} })),
    );
    for (const { rows } of results) expect(rows.length, name).toBeGreaterThan(0);
  }
});

it('is loaded once: a second time changes nothing', async () => {
  await loadDemo(deps);
  expect(await deps.store.rows('select 1 from app_user', [])).toHaveLength(content.people.length);
});
