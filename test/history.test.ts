// What the store tells of a moment that has passed is what was true at it: every world is played, who reaches what is
// written down after each step, and asked for again at the end.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Ask, rows, whoReachedAt, whoReaches } from '../src/access/index.ts';
import { playWorld } from '../src/worlds/index.ts';
import { bothStores } from './stores.ts';

const folder = join(import.meta.dirname, 'worlds');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

type Seen = { at: Date; who: Map<string, string[]> };
const written = (found: { userId: string; level: string; kinds: string[] }[]) =>
  found.map(({ userId, level, kinds }) => `${userId} ${level} ${[...kinds].sort()}`).sort();

bothStores('What is remembered', (store, dialect) => {
  let reached = 0;
  // The statements are the same: every other world is played, on one of the stores or the other; with both, all on each.
  const all = process.env.SIGHTLINE_STORES === 'both';
  const played = files.filter((_, at) => all || at % 4 === (dialect === 'postgres' ? 3 : 1));
  test.each(played)('of each moment of %s is what was true then', async (file) => {
    const seen: Seen[] = [];
    const everything = (ask: Ask) => rows<{ id: string }>(ask, 'select id from resource', []);
    const after = async (ask: Ask) => {
      const who = new Map<string, string[]>();
      for (const { id } of await everything(ask)) who.set(id, written(await whoReaches(ask, id)));
      seen.push({ at: ask.now, who });
    };
    await playWorld(store(), file, readFileSync(join(folder, file), 'utf8'), { after });
    const ask = { db: store().db, now: seen.at(-1)!.at };
    const ids = (await everything(ask)).map(({ id }) => id);
    for (const [moment, { at, who }] of seen.entries()) {
      for (const id of ids) {
        const then = written(await whoReachedAt(ask, id, at));
        expect(then, `${id} after ${moment} steps`).toEqual(who.get(id) ?? []);
      }
    }
    reached += seen.reduce((sum, { who }) => sum + [...who.values()].flat().length, 0);
  });

  test('is asked of moments in which somebody reached something', () => {
    expect(reached).toBeGreaterThan(150);
  });
});
