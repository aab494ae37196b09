// Nobody gives more than they hold, nor for longer; nor a capability they lack (access model, section 4).
import { atLeast, type Capability, type Level, problem } from '#contract';
import { type Ask, rows } from '../ask.ts';
import { reasonsFor } from '../explain.ts';
import type { Reached } from '../reached.ts';
import type { Principal } from '../words.ts';

/** Until when the actor holds at least this level on the resource: null for good, undefined not at all. */
export const holdsUntil = async (
  ask: Ask,
  actor: Principal,
  resource: Reached,
  level: Level,
): Promise<Date | null | undefined> => {
  if (actor.administers) return null;
  // "inside" is seeing a project's name: nothing that one could pass on. A narrowed token administers nothing.
  const ends = (await reasonsFor(ask, actor.userId, resource))
    .filter(({ kind }) => kind !== 'inside' && kind !== 'administrator')
    .filter((reason) => atLeast(reason.level, level))
    .map(({ until }) => until);
  if (ends.length === 0) return undefined;
  return ends.includes(null) ? null : new Date(Math.max(...ends.map(Number)));
};

/**
 * The end that a gift of this level gets. `asked` undefined: as long as the giver holds it; null: for good.
 * A later end than the giver's own is forbidden, and so is a level they don't hold.
 */
export const endOfGift = async (
  ask: Ask,
  actor: Principal,
  resource: Reached,
  level: Level,
  asked: Date | null | undefined,
): Promise<Date | null> => {
  const own = await holdsUntil(ask, actor, resource, level);
  if (own === undefined) throw problem('forbidden', `You can't give more than you have on “${resource.title}”.`);
  if (asked === undefined) return own;
  if (own !== null && (asked === null || asked > own)) {
    throw problem(
      'forbidden',
      `What you have on “${resource.title}” ends on ${own.toISOString().slice(0, 10)}; you can't give it for longer.`,
    );
  }
  return asked;
};

/** Capabilities that whoever comes to be in this subject would hold. */
export const capabilitiesOf = (ask: Ask, subjectId: string): Promise<Set<Capability>> =>
  capabilitiesAlong(ask, subjectId, 'select above as id, below as of from subject_step');

/** The same and those of service accounts that they would own: owning one counts as holding what it holds. */
export const capabilitiesCarried = (ask: Ask, subjectId: string): Promise<Set<Capability>> =>
  capabilitiesAlong(
    ask,
    subjectId,
    'select above as id, below as of from subject_step union all select id, owner_id from app_user where owner_id is not null',
  );

const capabilitiesAlong = async (ask: Ask, subjectId: string, steps: string): Promise<Set<Capability>> => {
  const found = await rows<{ capability: Capability }>(
    ask,
    `with recursive up as (
       select $1::text as id
       union
       select s.id from up join (${steps}) s on s.of = up.id
     )
     select distinct unnest(o.capabilities) as capability from up join role o on o.id = up.id`,
    [subjectId],
  );
  return new Set(found.map(({ capability }) => capability));
};

export const requireHolding = (actor: Principal, wanted: Iterable<Capability>): void => {
  const lacking = [...wanted].filter((capability) => !actor.capabilities.has(capability));
  if (lacking.length > 0)
    throw problem(
      'forbidden',
      `You can't give or take ${lacking.join(', ')}: you don't hold ${lacking.length === 1 ? 'it' : 'them'}.`,
    );
};
