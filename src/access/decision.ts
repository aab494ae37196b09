/**
 * The rule, as a pure function over a small world (access model, section 2).
 *
 * A principal's level on a resource is the highest level among its reasons. No reason, no access; nothing denies.
 * This is the specification that runs: `reach.ts` says the same as SQL, and the agreement gate holds the two, and the
 * explanation, to each other. Read this file first, and change the model before you change it.
 */
import {
  type Capability,
  compareLevels,
  type GeneralAccess,
  highest,
  type Kind,
  type Level,
  type ReasonKind,
  type UserStatus,
} from '#contract';
import { editorOnly } from '#kinds/index';

export type World = {
  readonly now: Date;
  readonly users: ReadonlyMap<string, { status: UserStatus }>;
  /** Who is directly in what: group members, role holders, and each person in everyone. */
  readonly steps: readonly { below: string; above: string; until: Date | null }[];
  readonly roles: ReadonlyMap<string, { capabilities: readonly Capability[] }>;
  /** `live` is false in the trash, and inside a project that is there. */
  readonly resources: ReadonlyMap<string, { kind: Kind; project: string; generalAccess: GeneralAccess; live: boolean }>;
  readonly grants: readonly { id: string; subject: string; resource: string; level: Level; until: Date | null }[];
  readonly memberships: readonly {
    id: string;
    subject: string;
    project: string;
    level: Level;
    /** What it lists when restricted; null when it isn't. */
    listed: readonly string[] | null;
    until: Date | null;
  }[];
  readonly uses: readonly { container: string; part: string; addedBy: string | null }[];
};

/** One way in which a principal has a level: what gave it, and the path to whom it was given, nearest the person first. */
export type WorldReason = { kind: ReasonKind; level: Level; path: string[]; until: Date | null; from: string; on: string };

/** The highest level among the reasons, or null. */
export const levelIn = (world: World, user: string, resource: string): Level | null =>
  highest(reasonsIn(world, user, resource).map(({ level }) => level));

/** Every reason, strongest first. */
export const reasonsIn = (world: World, user: string, resourceId: string): WorldReason[] => {
  const resource = world.resources.get(resourceId);
  if (!resource?.live) return [];
  const held = subjectsIn(world, user);
  const found = [...administrator(resource.kind), ...(resource.kind === 'project' ? onProject() : inside(resourceId, resource))];
  return found.sort((a, b) => compareLevels(b.level, a.level));

  // Rule 4.
  function* administrator(on: Kind): Generator<WorldReason> {
    for (const way of held) {
      if (world.roles.get(way.subject)?.capabilities.includes('organization.administer')) {
        yield {
          kind: 'administrator',
          level: editorOnly.includes(on) ? 'editor' : 'admin',
          path: way.path,
          until: way.until,
          from: way.subject,
          on: resourceId,
        };
      }
    }
  }

  // Rules 1 to 3: direct, member, listed.
  function* inside(id: string, { kind, project, generalAccess }: typeof resource & object): Generator<WorldReason> {
    for (const grant of world.grants) {
      if (grant.resource === id) yield* given('direct', grant, grant.level, kind, id);
    }
    for (const membership of world.memberships) {
      if (membership.project !== project) continue;
      if (membership.listed) {
        if (membership.listed.includes(id))
          yield* given('listed', membership, membership.level === 'admin' ? 'editor' : membership.level, kind, id);
      } else if (generalAccess === 'project' || membership.level === 'admin') {
        yield* given('member', membership, membership.level, kind, id);
      }
    }
  }

  // On the project itself: its members; and whoever reaches anything inside may know its name.
  function* onProject(): Generator<WorldReason> {
    for (const membership of world.memberships) {
      if (membership.project === resourceId) {
        yield* given('member', membership, membership.listed ? 'viewer' : membership.level, 'project', resourceId);
      }
    }
    for (const [id, other] of world.resources) {
      if (other.project !== resourceId || other.kind === 'project' || !other.live) continue;
      for (const reason of inside(id, other))
        if (reason.kind !== 'member') yield { ...reason, kind: 'inside', level: 'viewer', on: id };
    }
  }

  // A grant or membership counts while it lives, along every path on which the principal has its subject.
  function* given(
    kind: ReasonKind,
    what: { id: string; subject: string; until: Date | null },
    level: Level,
    on: Kind,
    id: string,
  ): Generator<WorldReason> {
    const counted = editorOnly.includes(on) ? (level === 'viewer' ? null : 'editor') : level;
    if (!counted || !lives(what.until, world.now)) return;
    for (const way of held) {
      if (way.subject === what.subject)
        yield { kind, level: counted, path: way.path, until: earliest(way.until, what.until), from: what.id, on: id };
    }
  }
};

/**
 * May the principal see the answer of `part` by viewing `container`? It gives no level on the part. It runs while the
 * part is there and who added it can still see it.
 */
export const runsIn = (world: World, user: string, container: string, part: string): boolean => {
  const use = world.uses.find((use) => use.container === container && use.part === part);
  return (
    use !== undefined &&
    levelIn(world, user, container) !== null &&
    world.resources.get(part)?.live === true &&
    (use.addedBy === null || levelIn(world, use.addedBy, part) !== null)
  );
};

/** Every live way to every subject: the user, groups through nesting, roles. None for who isn't active. */
export const subjectsIn = (world: World, user: string): { subject: string; path: string[]; until: Date | null }[] => {
  if (world.users.get(user)?.status !== 'active') return [];
  const ways: { subject: string; path: string[]; until: Date | null }[] = [{ subject: user, path: [], until: null }];
  for (const way of ways) {
    for (const step of world.steps) {
      if (step.below === way.subject && lives(step.until, world.now)) {
        ways.push({ subject: step.above, path: [...way.path, step.above], until: earliest(way.until, step.until) });
      }
    }
  }
  return ways;
};

export const capabilitiesIn = (world: World, user: string): Set<Capability> =>
  new Set(subjectsIn(world, user).flatMap(({ subject }) => [...(world.roles.get(subject)?.capabilities ?? [])]));

const lives = (until: Date | null, now: Date) => until === null || now < until;
export const earliest = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b));
