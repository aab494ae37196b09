// What the pure decision says about a large world: each question goes to it with just the facts that it could look at.
import { levelIn, type World } from '../src/access/decision.ts';
import { kinds, type Level } from '../src/contract/index.ts';
import { type BenchWorld, idOf, now, subjectId } from './world.ts';

export type Oracle = {
  levelOf(user: number, resource: number): Level | null;
  /** Of a project: slower, since whatever is inside counts. */
  levelOfProject(user: number, project: number): Level | null;
  /** Every subject a user has, the user first. */
  subjectsOf(user: number): number[];
  /** Numbers of the grants on a resource. */
  grantsOn(resource: number): Uint32Array;
  /** Live resources, newest first, as lists have them. */
  newestFirst: Uint32Array;
};

export const oracleOf = (world: BenchWorld): Oracle => {
  const { grants, resources, steps, memberships } = world;
  const above = indexOf(steps.below, world.users + world.groups);
  const grantsOn = indexOf(grants.resource, resources.kind.length);
  const listed = indexOf(grants.membership, memberships.length + 1);
  const inProject = indexOf(resources.project, world.projects);
  const membersOf = indexOf(
    memberships.map(({ project }) => project),
    world.projects,
  );

  const known = new Map<number, { subjects: number[]; steps: World['steps'] }>();
  const ofUser = (user: number) => {
    const found = known.get(user) ?? walkUp(user);
    known.set(user, found);
    return found;
  };
  const walkUp = (user: number) => {
    const subjects = new Set([user]);
    const taken: World['steps'][number][] = [];
    for (const subject of subjects) {
      for (const step of subject < world.users + world.groups ? above(subject) : []) {
        const to = steps.above[step]!; // a step's own number
        subjects.add(to);
        taken.push({ below: subjectId(world, subject), above: subjectId(world, to), until: null });
      }
    }
    return { subjects: [...subjects], steps: taken };
  };

  const slice = (user: number, project: number, of: ArrayLike<number>): World => ({
    now,
    users: new Map([[subjectId(world, user), { status: 'active' }]]),
    steps: ofUser(user).steps,
    roles: new Map(),
    resources: new Map([
      [idOf('prj', project), { kind: 'project', project: idOf('prj', project), generalAccess: 'private', live: true }],
      ...Array.from(of, (at) => {
        const generalAccess = resources.open[at] === 1 ? ('project' as const) : ('private' as const);
        const kind = kinds[resources.kind[at]!]!; // written from the same list
        return [idOf('res', at), { kind, project: idOf('prj', project), generalAccess, live: resources.live[at] === 1 }] as const;
      }),
    ]),
    grants: Array.from(of).flatMap((at) =>
      Array.from(grantsOn(at)).flatMap((grant) =>
        grants.membership[grant] === 0
          ? [
              {
                id: String(grant),
                subject: subjectId(world, grants.subject[grant]!),
                resource: idOf('res', at),
                level: grants.editor[grant] === 1 ? ('editor' as const) : ('viewer' as const),
                until: grants.until[grant] ? new Date(grants.until[grant]) : null,
              },
            ]
          : [],
      ),
    ),
    memberships: Array.from(membersOf(project), (at) => {
      const { subject, level, restricted } = memberships[at]!; // an index into the same list
      return {
        id: String(at),
        subject: subjectId(world, subject),
        project: idOf('prj', project),
        level,
        listed: restricted ? Array.from(listed(at + 1), (grant) => idOf('res', grants.resource[grant]!)) : null,
        until: null,
      };
    }),
    uses: [],
  });

  const order = resources.updated;
  return {
    levelOf: (user, resource) =>
      levelIn(slice(user, resources.project[resource]!, [resource]), subjectId(world, user), idOf('res', resource)),
    levelOfProject: (user, project) =>
      levelIn(slice(user, project, inProject(project)), subjectId(world, user), idOf('prj', project)),
    subjectsOf: (user) => ofUser(user).subjects,
    grantsOn,
    newestFirst: Uint32Array.from(resources.live.keys())
      .filter((at) => resources.live[at] === 1)
      .sort((a, b) => order[b]! - order[a]! || b - a),
  };
};

/** Positions by key, without an object for each. */
export const indexOf = (keys: ArrayLike<number>, size: number): ((key: number) => Uint32Array) => {
  const start = new Uint32Array(size + 1);
  for (let at = 0; at < keys.length; at++) start[keys[at]! + 1]!++;
  for (let at = 0; at < size; at++) start[at + 1]! += start[at]!;
  const places = new Uint32Array(keys.length);
  const next = start.slice();
  for (let at = 0; at < keys.length; at++) places[next[keys[at]!]!++] = at;
  return (key) => places.subarray(start[key]!, start[key + 1]!);
};
