// What a change would do, told without doing it: who gains and who loses a level on what.
import { type Ask, type Principal, reachedAmong, whoReaches } from '#access';
import type { LevelChange } from '#access/giving/index';
import { compareLevels, type Preview } from '#contract';
import { foundById, subjectsById } from '../subjects/index.ts';

/**
 * Names what the asker may see and counts the rest. `people` and `guests` are, of a change of one resource, who would see
 * it afterwards; of any other change, whom it touches. Who is invited is counted apart: they reach nothing until they accept.
 */
export const previewOf = async (
  ask: Ask,
  principal: Principal,
  changes: readonly LevelChange[],
  resource?: string,
): Promise<Preview> => {
  const subjects = await foundById(
    ask,
    principal,
    changes.map(({ userId }) => userId),
  );
  const things = await reachedAmong(ask, principal, [...new Set(changes.map(({ resourceId }) => resourceId))]);
  const named = (list: readonly LevelChange[]) =>
    list.flatMap(({ userId, resourceId, from, to }) => {
      const [subject, thing] = [subjects.get(userId), things.get(resourceId)];
      if (!subject || !thing) return [];
      const { id, kind, name, title } = thing;
      return [{ subject, resource: { id, kind, name, title }, from, to }];
    });
  const gaining = changes.filter(({ from, to }) => to !== null && (from === null || compareLevels(to, from) > 0));
  const losing = changes.filter((change) => !gaining.includes(change));
  const invited = new Set(changes.flatMap((change) => (change.invited ? change.userId : [])));
  const people = new Set(
    resource ? (await whoReaches(ask, resource)).map(({ userId }) => userId) : changes.map(({ userId }) => userId),
  );
  if (resource) {
    for (const { userId, to } of changes) {
      if (to === null || invited.has(userId)) people.delete(userId);
      else people.add(userId);
    }
  }
  const guests = [...(await subjectsById(ask, people)).values()].filter(({ userKind }) => userKind === 'guest').length;
  return {
    gains: named(gaining),
    losses: named(losing),
    counts: {
      gains: gaining.length,
      losses: losing.length,
      guests,
      people: people.size,
      invited: new Set(changes.flatMap(({ userId, to }) => (invited.has(userId) && (!resource || to) ? [userId] : []))).size,
    },
  };
};
