/**
 * The one door through which access changes. It locks in one order (organization, then project), asks again who acts as of
 * now, lets the change happen, and then holds every promise against the outcome: nobody raised themselves, nothing lost
 * its last editor, the organization its last administrator, everyone came to manage nothing. All in one transaction; a refusal changes nothing.
 */
import { type Level, problem } from '#contract';
import type { Db } from '../ask.ts';
import { type Ask, rows } from '../ask.ts';
import { whoReaches } from '../explain.ts';
import { whoOnceAccepted } from '../reach.ts';
import { narrowed, principalOf } from '../subjects.ts';
import type { Principal } from '../words.ts';
import { requireWriting } from '../writing.ts';
import { watchRaising } from './raising.ts';
import { everyoneManages, hasAdministrator, keptAmong, requireStillKept } from './standing.ts';

export type Door = { transaction<T>(work: (trx: Db) => Promise<T>): Promise<T> };
export type Deps = { readonly store: Door & { readonly db: Db }; readonly clock: { now(): Date } };

export type Changing = {
  /** What it stays within: one project, or the whole organization (users, groups, roles). */
  within: { project: string } | 'organization';
  /** What may lose its last editor by it. */
  endangers?: (ask: Ask) => Promise<readonly string[]>;
  /** An administrator may break a promise, except the organization's own. */
  force?: boolean;
  /** Creating, restoring and general access are no raising. */
  mayRaise?: boolean;
  /** Only tell who would gain or lose on these; nothing is changed. */
  preview?: ((ask: Ask) => Promise<readonly string[]>) | undefined;
};

/** `invited`: they reach nothing, neither way, until they have accepted. */
export type LevelChange = { userId: string; resourceId: string; from: Level | null; to: Level | null; invited: boolean };
export type Outcome<T> = { done: T } | { preview: LevelChange[] };

/** A preview leaves by throwing, as everything that is rolled back does; who asked for it catches it. */
export class Previewed extends Error {
  readonly changes: readonly LevelChange[];
  constructor(changes: readonly LevelChange[]) {
    super('A preview changes nothing');
    this.changes = changes;
  }
}

/** As `change`; a preview is thrown. */
export const changeNow = async <T>(
  deps: Deps,
  principal: Principal,
  changing: Changing,
  work: (ask: Ask, actor: Principal) => Promise<T>,
): Promise<T> => {
  const outcome = await change(deps, principal, changing, work);
  if ('preview' in outcome) throw new Previewed(outcome.preview);
  return outcome.done;
};

export const change = async <T>(
  { store, clock }: Deps,
  principal: Principal,
  { within, endangers, force = false, mayRaise = false, preview }: Changing,
  work: (ask: Ask, actor: Principal) => Promise<T>,
): Promise<Outcome<T>> => {
  requireWriting(principal, preview !== undefined);
  try {
    const done = await store.transaction(async (db) => {
      await lock({ db, now: clock.now() }, within);
      // Whoever waited for the lock acts after whoever had it: what was, and what is, stand in the order in which they came.
      const ask: Ask = { db, now: clock.now() };
      const user = await principalOf(ask, principal.userId, principal.requestId);
      if (!user) throw problem('unauthenticated', 'Sign in to do this.');
      const actor = narrowed(user, principal.narrow);
      if (force && !actor.administers) throw problem('forbidden', 'Only an administrator can force a change.');

      const endangered = (await endangers?.(ask)) ?? [];
      const requireNotRaised = mayRaise ? async () => {} : await watchRaising(ask, actor, endangered);
      const kept = force ? new Set<string>() : await keptAmong(ask, endangered);
      const administered = within !== 'organization' || (await hasAdministrator(ask));
      const managing = within === 'organization' && (await everyoneManages(ask));
      const watched = await preview?.(ask);
      const before = watched && (await levelsOn(ask, watched));

      const result = await work(ask, actor);

      await requireNotRaised();
      await requireStillKept(ask, kept);
      if (within === 'organization' && administered && !(await hasAdministrator(ask))) {
        throw problem('conflict', 'This would leave the organization without an administrator; make someone else one first.');
      }
      if (within === 'organization' && !managing && (await everyoneManages(ask))) {
        throw problem('invalid', 'Then everyone would administer or manage something; give that to a group of people instead.');
      }
      if (before) throw new Undone(differences(before, await levelsOn(ask, watched)));
      return result;
    });
    return { done };
  } catch (thrown) {
    if (thrown instanceof Undone) return { preview: thrown.differences };
    throw thrown;
  }
};

/** Carries a preview out of the transaction that it rolls back. */
class Undone extends Error {
  readonly differences: LevelChange[];
  constructor(differences: LevelChange[]) {
    super('A preview changes nothing');
    this.differences = differences;
  }
}

// Two opposite removals can't both pass: whoever takes something away holds these before looking.
export const lock = async (ask: Ask, within: Changing['within']) => {
  if (within === 'organization') {
    await rows(ask, 'select id from organization for update', []);
    return;
  }
  await rows(ask, 'select id from organization for share', []);
  await rows(ask, 'select id from resource where id = $1 for update', [within.project]);
};

type Levels = Map<string, { userId: string; resourceId: string; level: Level; invited: boolean }>;
const levelsOn = async (ask: Ask, ids: readonly string[]): Promise<Levels> => {
  const levels: Levels = new Map();
  const pending = new Set(
    (await rows<{ id: string }>(ask, "select id from app_user where status = 'invited'", [])).map(({ id }) => id),
  );
  for (const resourceId of ids) {
    for (const { userId, level } of await whoReaches(ask, resourceId, whoOnceAccepted))
      levels.set(`${userId} ${resourceId}`, { userId, resourceId, level, invited: pending.has(userId) });
  }
  return levels;
};

const differences = (before: Levels, after: Levels): LevelChange[] =>
  [...new Map([...before, ...after])]
    .map(([key, { userId, resourceId, invited }]) => ({
      userId,
      resourceId,
      from: before.get(key)?.level ?? null,
      to: after.get(key)?.level ?? null,
      invited,
    }))
    .filter(({ from, to }) => from !== to);
