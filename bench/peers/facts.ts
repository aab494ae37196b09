// The world as engines without a store want it: what the caller has worked out for them before each question. Groups,
// roles, ends and restricted lists are resolved already, which is most of the work, and none of it is in their times.
import { kinds, type Level, levels } from '../../src/contract/index.ts';
import { editorOnly } from '../../src/kinds/index.ts';
import type { Oracle } from '../oracle.ts';
import { type BenchWorld, idOf, now, subjectId } from '../world.ts';

/** `place` is a project at the level one needs there: all members, editors (of rules and the like), or admins (of what is private). */
export type Resource = { id: string; readers: string[]; place: string };
export type User = { id: string; subjects: string[]; places: string[]; granted: string[] };
export type Facts = { user(at: number): User; resource(at: number): Resource; count: number; newestFirst: Uint32Array };

export const factsOf = (world: BenchWorld, oracle: Oracle): Facts => {
  const { grants, resources, memberships } = world;
  const needs = (at: number): Level => {
    if (resources.open[at] === 0) return 'admin';
    return editorOnly.includes(kinds[resources.kind[at]!]!) ? 'editor' : 'viewer';
  };
  const counts = (grant: number) =>
    (grants.until[grant] === 0 || now.getTime() < grants.until[grant]!) &&
    (grants.editor[grant] === 1 || !editorOnly.includes(kinds[resources.kind[grants.resource[grant]!]!]!));
  return {
    count: resources.kind.length,
    newestFirst: oracle.newestFirst,
    user: (at) => {
      const subjects = oracle.subjectsOf(at);
      const mine = new Set(subjects);
      const granted: string[] = [];
      for (let grant = 0; grant < grants.subject.length; grant++)
        if (mine.has(grants.subject[grant]!) && counts(grant)) granted.push(idOf('res', grants.resource[grant]!));
      return {
        id: idOf('usr', at),
        subjects: subjects.map((one) => subjectId(world, one)),
        places: memberships
          .filter(({ subject, restricted }) => !restricted && mine.has(subject))
          .flatMap(({ project, level }) => levels.slice(0, levels.indexOf(level) + 1).map((one) => `${project}:${one}`)),
        granted: [...new Set(granted)],
      };
    },
    resource: (at) => ({
      id: idOf('res', at),
      readers: [
        ...new Set(
          Array.from(oracle.grantsOn(at))
            .filter(counts)
            .map((grant) => subjectId(world, grants.subject[grant]!)),
        ),
      ],
      place: `${resources.project[at]}:${needs(at)}`,
    }),
  };
};

/** A first page and how many there are, for who has to ask about each. */
export const listBy = (facts: Facts, sees: (at: number) => boolean) => {
  const page: number[] = [];
  let count = 0;
  for (const at of facts.newestFirst) {
    if (!sees(at)) continue;
    count++;
    if (page.length < 50) page.push(at);
  }
  return { page, count };
};
