// Agreement: the rule as a function, as SQL check, batch, list, count, explanation and who give one answer, on both stores.
// SIGHTLINE_DECISIONS sets how many decisions are tried on each store; SIGHTLINE_SEED repeats a run.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Ask, prepareDecisions } from '#access';
import { closureDrift, grantDrift } from '#access/giving/index';
import { type Listing, listingOf } from '../../src/access/list.ts';
import { clauses, type Statements, statementsOf } from '../../src/access/reach.ts';
import type { Store } from '../../src/store/open.ts';
import { disagreements, disagreesWith } from '../agreement/agree.ts';
import { Coverage } from '../agreement/coverage.ts';
import { listsOtherwise } from '../agreement/lists.ts';
import { load } from '../agreement/load.ts';
import { readBack } from '../agreement/read-back.ts';
import { play, sequences, Tally } from '../agreement/sequence.ts';
import { type Drawn, largerWorlds, now, worlds } from '../agreement/world.ts';
import { bothStores, onStore } from '../stores.ts';

const wanted = Number(process.env.SIGHTLINE_DECISIONS ?? 20_000);
const wantedAfterWrites = Number(process.env.SIGHTLINE_DECISIONS ?? 2_000);
/** In a short run each check is made on PostgreSQL; the embedded store, which is slower, plays the same statements. */
const everyNth = ({ dialect }: Store) => (dialect === 'pglite' && wanted <= 20_000 ? 4 : 1);
/** Writes take the time of a short run, comparing that of a long one. */
const written = wantedAfterWrites < 100_000 ? worlds : largerWorlds;
const seed = process.env.SIGHTLINE_SEED ? Number(process.env.SIGHTLINE_SEED) : Date.now() % 2 ** 31;

/** Draws a few worlds at a time, each time from the next seed: what fails can be repeated from its own. */
const until = async <Ts>(enough: () => boolean, property: fc.IAsyncProperty<Ts>) => {
  for (let from = seed; !enough(); from++) await fc.assert(property, { seed: from, numRuns: 10 });
};

bothStores('Agreement', (store) => {
  test(
    `${wanted} decisions come out the same in every way of asking`,
    async () => {
      prepareDecisions(store());
      const coverage = new Coverage();
      await until(
        () => coverage.decisions >= wanted,
        fc.asyncProperty(worlds, async (world) => {
          const ask = { db: store().db, now };
          await store().transaction((db) => load({ db, now }, world));
          expect(await disagreements(ask, world, coverage, everyNth(store()))).toEqual([]);
        }),
      );
      console.log(`Agreement [${store().dialect}], seed ${seed}: ${coverage.print()}`);
      expect(coverage.decisions).toBeGreaterThanOrEqual(wanted);
      // A short run has few worlds, in which something is rarer by chance than in what is drawn.
      const least = wanted >= 100_000 ? 1 : wanted >= 20_000 ? 0.4 : 0;
      expect(coverage.shares().filter(([, share]) => share < least)).toEqual([]);
    },
    Math.max(240_000, wanted * 12),
  );

  test(
    `${wantedAfterWrites} after sequences of writes as well, and what is derived equals a rebuild`,
    async () => {
      prepareDecisions(store());
      const coverage = new Coverage();
      const tally = new Tally();
      await until(
        () => coverage.decisions >= wantedAfterWrites,
        fc.asyncProperty(written, sequences, async (world, sequence) => {
          const played = await play(store(), world, sequence, tally);
          const ask = { db: store().db, now: played.now };
          const wrong = [
            ...(await closureDrift(ask)).map(({ user_id, subject_id }) => `what ${user_id} holds of ${subject_id} has drifted`),
            ...(await grantDrift(ask)).map(({ resource_id }) => `a grant on ${resource_id} has drifted`),
            ...(await disagreements(ask, await readBack(ask), coverage, 4)),
          ];
          expect(wrong, played.told.join('\n')).toEqual([]);
        }),
      );
      console.log(`Agreement after writes [${store().dialect}], seed ${seed}: ${coverage.print()}\n${tally.print()}`);
      expect(coverage.decisions).toBeGreaterThanOrEqual(wantedAfterWrites);
      expect(tally.writes()).toBeGreaterThan(wantedAfterWrites / 300);
      // A short run says nothing about each of thirty verbs.
      if (wantedAfterWrites < 100_000) return;
      expect([...tally.hollow(), ...coverage.shares().filter(([, share]) => share < 0.5)]).toEqual([]);
    },
    Math.max(240_000, wantedAfterWrites * 12),
  );
});

/** The rule with one clause taken out: what it then says instead. */
const mutants: Record<keyof typeof clauses, string> = {
  grantIsHeld: 'true',
  grantIsLive: 'true',
  membershipIsHeld: 'true',
  membershipIsLive: 'true',
  membershipIsUnrestricted: 'true',
  generalAccessReachesMembers: 'true',
  restrictedMembersSeeTheProject: 'false',
  onlyProjectsAreSeenFromInside: 'true',
  insideIsLive: 'true',
  insideCounts: 'true',
  itIsLive: 'true',
  viewerIsNothingOnEditorsKinds: 'true',
  adminCountsAsEditorOnEditorsKinds: 'false',
  administratorReachesAll: '($2 and false)',
  userIsActive: 'true',
  pathIsLive: 'true',
};

onStore('postgres', 'Every clause of the rule is needed', (store) => {
  type Clause = keyof typeof clauses;
  /** Which of them no world misses: each is tried on every world until one looks different without it. */
  const missedByNone = async (of: Clause[], differs: (ask: Ask, world: Drawn, clause: Clause) => Promise<boolean>) => {
    const left = new Set(of);
    const ask = { db: store().db, now };
    for (const world of fc.sample(worlds, { seed: 7, numRuns: 400 })) {
      await store().transaction((db) => load({ db, now }, world));
      for (const clause of left) if (await differs(ask, world, clause)) left.delete(clause);
      if (left.size === 0) break;
    }
    return [...left];
  };
  const without = (clause: Clause) => ({ ...clauses, [clause]: mutants[clause] });
  const all = Object.keys(mutants) as Clause[];

  test('without any of them the gate turns red', { timeout: 240_000 }, async () => {
    const mutant = Object.fromEntries(all.map((clause) => [clause, statementsOf(without(clause))])) as Record<Clause, Statements>;
    expect(await missedByNone(all, (ask, world, clause) => disagreesWith(ask, world, mutant[clause]))).toEqual([]);
  });

  // Who asks, and through what, is settled before a list; and what doesn't count from inside is what a restricted
  // membership lists, which shows its project anyway.
  const elsewhere: Clause[] = ['userIsActive', 'pathIsLive', 'insideCounts'];

  test('without any of the others lists turn red too', { timeout: 240_000 }, async () => {
    const inLists = all.filter((clause) => !elsewhere.includes(clause));
    const mutant = Object.fromEntries(inLists.map((clause) => [clause, listingOf(without(clause))])) as Record<Clause, Listing>;
    expect(await missedByNone(inLists, (ask, world, clause) => listsOtherwise(ask, world, mutant[clause]))).toEqual([]);
  });

  test('and the rule as it is looks no different', async () => {
    const ask = { db: store().db, now };
    for (const world of fc.sample(worlds, { seed: 7, numRuns: 5 })) {
      await store().transaction((db) => load({ db, now }, world));
      expect(await disagreesWith(ask, world, statementsOf(clauses))).toBe(false);
      expect(await listsOtherwise(ask, world, listingOf(clauses))).toBe(false);
    }
  });
});
