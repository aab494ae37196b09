// Random and hostile requests by four people over a world full of things they may not see: nothing breaks, nothing is
// told, and what is hidden answers as what doesn't exist. SIGHTLINE_FUZZ sets how many, SIGHTLINE_FUZZ_SEED repeats a run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closureDrift, grantDrift } from '../src/access/giving/index.ts';
import { principalOf, reachedAmong } from '../src/access/index.ts';
import { routes } from '../src/contract/index.ts';
import { type Answered, type TestApp, testApp } from './app.ts';
import { type Drawn, drawRequest } from './fuzz/requests.ts';
import { type Hunter, hunters, newSecrets } from './fuzz/secrets.ts';
import type { Known } from './fuzz/values.ts';
import { layDown, type World } from './fuzz/world.ts';
import { type Random, randomOf } from './random.ts';

const requests = Number(process.env.SIGHTLINE_FUZZ ?? 700);
const seed = Number(process.env.SIGHTLINE_FUZZ_SEED ?? 7);
/** Data five times and changes of access twice as often; signing out would end the hunt. */
const data = routes.filter(({ path }) => /query|values/.test(path));
const hunted = [...routes, ...[1, 2, 3, 4].flatMap(() => data), ...routes.filter(({ previewable }) => previewable)].filter(
  ({ name }) => name !== 'signOut',
);
const id = /\b(?:usr|grp|rol|prj|res|tok|req|ntf|viw)_[0-9a-hjkmnp-tv-z]{20}\b/g;
/** As long as an id of that prefix, and nobody's. */
const madeUp = (real: string) => `${real.slice(0, 4)}${'0'.repeat(20)}`;

describe('Hostile requests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-fuzz-'));
  const secrets = newSecrets();
  const failures: string[] = [];
  let app: TestApp;
  let close: () => Promise<void>;
  let world: World;

  beforeAll(async () => {
    const log = {
      info() {},
      warn() {},
      error: (event: string, fields = {}) => void failures.push(`${event} ${JSON.stringify(fields)}`),
    };
    ({ app, close } = await testApp('pglite', log, { allowedFolders: [folder] }));
    world = await layDown(app, folder, secrets);
  });
  afterAll(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  test(`${requests} of them tell nothing and break nothing`, { timeout: 60_000 + requests * 60 }, async () => {
    const random = randomOf(seed);
    const found: Record<Hunter, Pool> = { sam: newPool(), vic: newPool(), gus: newPool(), oli: newPool() };
    const wrong = new Map<string, string>();
    const statuses = new Map<string, number>();
    const send = (hunter: Hunter, { method, path, headers, body }: Drawn) => app.ask(hunter, method, path, body, headers);

    for (let at = 0; at < requests && wrong.size < 20; at++) {
      if (at % 250 === 249) await world.mend();
      const hunter = random.pick(hunters);
      // Passwords are slow to check, on purpose.
      let route = random.pick(hunted);
      if (route.open && random.chance(0.9)) route = random.pick(hunted.filter(({ open }) => !open));
      const drawn = drawRequest(random, knownTo(random, world, found[hunter], hunter), route);
      const before = failures.length;
      const answered = await send(hunter, drawn);
      const kind = `${route.name} ${answered.status}`;
      statuses.set(kind, (statuses.get(kind) ?? 0) + 1);

      const say = (what: string, about: string) =>
        wrong.set(
          what,
          `${what}\n  request ${at}, ${hunter}: ${drawn.method} ${drawn.path} ${(drawn.body ?? '').slice(0, 800)}\n  ${about}`,
        );
      if (answered.status >= 500 && ![503, 504].includes(answered.status)) {
        say(`${route.name} fails: ${failures.slice(before).join().slice(0, 300)}`, failures.slice(before).join().slice(0, 1500));
      }
      for (const what of secrets.toldTo(hunter, answered))
        say(`${route.name} tells ${hunter} ${what}`, answered.text.slice(0, 800));
      const told = await differs(hunter, drawn, answered, send);
      if (told) say(`${route.name} tells ${hunter} what is there`, told);
      gather(random, found[hunter], answered, world.hidden[hunter]);
    }
    if (process.env.SIGHTLINE_FUZZ)
      console.info(
        [...statuses]
          .toSorted()
          .map((pair) => pair.join(': '))
          .join('\n'),
      );
    expect([...wrong.values()].join('\n\n')).toBe('');
    // Data was read, not only refused.
    if (requests >= 1000) {
      for (const route of ['runTile', 'runQuery', 'listValues']) expect([...statuses.keys()]).toContain(`${route} 200`);
    }
    // It got past the forms: every route was also answered with what it promises, save those for administrators.
    expect([...statuses.keys()].filter((kind) => / 2/.test(kind)).length).toBeGreaterThan(Math.min(30, requests / 60));
  });

  test('afterwards what is derived equals a rebuild, and what was hidden still is', async () => {
    const ask = { db: app.deps.store.db, now: app.deps.clock.now() };
    expect(await closureDrift(ask)).toEqual([]);
    expect(await grantDrift(ask)).toEqual([]);
    for (const hunter of hunters) {
      const principal = await principalOf(ask, app.ids[hunter] as string);
      expect(principal).not.toBeNull();
      if (principal) expect([...(await reachedAmong(ask, principal, world.hidden[hunter])).keys()], hunter).toEqual([]);
    }
  });

  /** What is refused of a hidden thing, or read around it, is the same for one that doesn't exist. */
  const differs = async (
    hunter: Hunter,
    drawn: Drawn,
    answered: Answered,
    send: (hunter: Hunter, drawn: Drawn) => Promise<Answered>,
  ): Promise<string | undefined> => {
    const named = world.hidden[hunter].filter((hidden) => drawn.path.includes(hidden) || drawn.body?.includes(hidden));
    // What one asked for oneself stands in one's own list, there or not; nobody asked for the twin.
    if (drawn.route === 'listRequests' && drawn.path.includes('mine=true')) return undefined;
    if (named.length === 0 || (drawn.method !== 'get' && answered.status < 400)) return undefined;
    const without = (text: string) => named.reduce((said, hidden) => said.replaceAll(hidden, madeUp(hidden)), text);
    const twin = await send(hunter, { ...drawn, path: without(drawn.path), ...(drawn.body && { body: without(drawn.body) }) });
    const [one, other] = [without(`${answered.status} ${answered.text}`), `${twin.status} ${twin.text}`];
    return one === other ? undefined : `${one.slice(0, 600)}\n  and of nothing: ${other.slice(0, 600)}`;
  };
});

type Pool = { resources: string[]; subjects: string[]; others: string[]; cursors: string[] };
const newPool = (): Pool => ({ resources: [], subjects: [], others: [], cursors: [] });

const knownTo = (random: Random, world: World, pool: Pool, hunter: Hunter): Known => {
  // Half of the time what they can see, so that much is also let through.
  const seen = world.reached[hunter];
  const meant = seen.length > 0 && random.chance(0.5) ? (ids: string[]) => ids.filter((one) => seen.includes(one)) : same;
  // What guests may not find nobody gives to a thing that a guest may see, or they would find it rightly.
  const subjects = hunter === 'gus' ? world.subjects : world.subjects.filter((subject) => !world.hidden.gus.includes(subject));
  return {
    resources: [...meant(world.resources), ...pool.resources],
    subjects: [...subjects, ...pool.subjects.filter((subject) => hunter === 'gus' || !world.hidden.gus.includes(subject))],
    others: [...world.others, ...pool.others],
    refs: world.refs,
    byKind: Object.fromEntries(Object.entries(world.byKind).map(([kind, ids]) => [kind, meant(ids)])),
    cursors: pool.cursors,
  };
};

const same = (ids: string[]) => ids;

/** Ids and cursors that somebody was told are used again, the older ones forgotten. */
const gather = (random: Random, pool: Pool, { json, text }: Answered, hidden: readonly string[]) => {
  const keep = (list: string[], value: string) => {
    if (list.length < 30) list.push(value);
    else list[random.below(list.length)] = value;
  };
  if (typeof json?.next === 'string') keep(pool.cursors, json.next);
  for (const [found] of text.slice(0, 4000).matchAll(id)) {
    if (hidden.includes(found)) continue;
    if (/^(prj|res)/.test(found)) keep(pool.resources, found);
    else keep(/^(usr|grp|rol)/.test(found) ? pool.subjects : pool.others, found);
  }
};
