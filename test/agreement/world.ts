// Random small worlds that shrink: indices into lists, taken modulo their length, so that fast-check can drop anything.
import fc from 'fast-check';
import { type Capability, type GeneralAccess, type Kind, kinds, type Level, type UserKind, type UserStatus } from '#contract';
import type { World } from '../../src/access/decision.ts';
import { kindOf } from '../../src/kinds/index.ts';
import { everyoneId } from '../../src/store/built-in.ts';

export const now = new Date('2026-03-01T00:00:00Z');
/** Ends that matter: long past, this very moment (which is past), a moment later, far away. */
const ends = [
  null,
  null,
  null,
  null,
  null,
  new Date('2026-01-01T00:00:00Z'),
  now,
  new Date(now.getTime() + 1),
  new Date('2027-01-01T00:00:00Z'),
];

const index = fc.nat(999);
const end = fc.constantFrom(...ends);

/** `times` as large as a small one. */
const shapeOf = (times: number) =>
  fc.record({
    users: fc.array(
      fc.record({
        kind: fc.constantFrom<UserKind>('person', 'person', 'person', 'person', 'guest', 'service'),
        status: fc.constantFrom<UserStatus>(
          'active',
          'active',
          'active',
          'active',
          'active',
          'active',
          'active',
          'invited',
          'deactivated',
        ),
      }),
      { minLength: 4 * times, maxLength: 12 * times, size: 'max' },
    ),
    groups: fc.integer({ min: 2, max: 5 }),
    /** Is the next group inside this one? Long chains are rare by chance alone. */
    chained: fc.array(fc.constantFrom(true, true, true, false), { minLength: 4, maxLength: 4 }),
    roles: fc.array(
      fc.constantFrom<Capability[]>(
        ['audit.read'],
        [],
        ['groups.manage', 'users.manage', 'guests.invite'],
        ['roles.manage', 'projects.create'],
        ['organization.administer'],
      ),
      { minLength: 1, maxLength: 3 },
    ),
    members: fc.array(fc.tuple(index, index, fc.boolean(), end), { maxLength: 18 * times, size: 'max' }),
    holders: fc.array(fc.tuple(index, index, fc.boolean(), end), { maxLength: 4 * times, size: 'max' }),
    projects: fc.array(fc.constantFrom(true, true, true, true, true, true, true, false), { minLength: 1, maxLength: 3 }),
    resources: fc.array(
      fc.record({
        kind: fc.constantFrom<Kind>(...kinds.filter((kind) => kind !== 'project'), 'dashboard', 'dashboard', 'chart'),
        project: index,
        open: fc.boolean(),
        live: fc.constantFrom(true, true, true, true, true, true, true, true, false),
      }),
      { minLength: 8 * times, maxLength: 40 * times, size: 'max' },
    ),
    grants: fc.array(fc.tuple(index, index, fc.boolean(), end), { maxLength: 40 * times, size: 'max' }),
    memberships: fc.array(
      fc.record({
        subject: index,
        project: index,
        level: fc.constantFrom<Level>('viewer', 'viewer', 'viewer', 'editor', 'admin'),
        listed: fc.option(fc.array(index, { maxLength: 20, size: 'max' }), { freq: 3, nil: null }),
        until: end,
      }),
      { minLength: 2 * times, maxLength: 10 * times, size: 'max' },
    ),
    uses: fc.array(fc.tuple(index, index, fc.option(index, { freq: 2 })), { maxLength: 12 * times, size: 'max' }),
  });

export type Drawn = World & { readonly people: ReadonlyMap<string, { kind: UserKind; status: UserStatus }> };

const idOf = (prefix: string, at: number) => `${prefix}_${String(at).padStart(20, '0')}`;
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!;
const unique = <T>(list: readonly T[], key: (one: T) => string): T[] => [...new Map(list.map((one) => [key(one), one])).values()];

const drawnAs = (times: number): fc.Arbitrary<Drawn> =>
  shapeOf(times).map((drawn) => {
    const users = drawn.users.map((user, at) => ({ id: idOf('usr', at), ...user }));
    const groups = Array.from({ length: drawn.groups }, (_, at) => idOf('grp', at));
    const roles = drawn.roles.map((capabilities, at) => ({ id: idOf('rol', at), capabilities }));
    const projects = drawn.projects.map((live, at) => ({ id: idOf('prj', at), live }));
    // Groups hold users, and groups of a higher index, so that nesting never closes a circle. Roles are held by either.
    const members = drawn.members.flatMap(([group, member, nested, until]) => {
      const above = group % groups.length;
      const inner = groups.slice(above + 1);
      if (nested && inner.length === 0) return [];
      return [{ below: nested ? pick(inner, member) : pick(users, member).id, above: groups[above]!, until }];
    });
    const chain = groups.slice(1).flatMap((below, at) => (drawn.chained[at] ? [{ below, above: groups[at]!, until: null }] : []));
    const holders = drawn.holders.map(([role, holder, group, until]) => ({
      below: group ? pick(groups, holder) : pick(users, holder).id,
      above: pick(roles, role).id,
      until,
    }));
    const everyone = users
      .filter(({ kind }) => kind === 'person')
      .map(({ id }) => ({ below: id, above: everyoneId, until: null }));
    const resources = drawn.resources.map(({ kind, project, open, live }, at) => {
      const inside = pick(projects, project);
      const generalAccess: GeneralAccess = open && !kindOf(kind).alwaysPrivate ? 'project' : 'private';
      return { id: idOf('res', at), kind, project: inside.id, generalAccess, live: live && inside.live, deleted: !live };
    });
    const subjects = [
      ...users.map(({ id }) => id),
      ...groups,
      groups[0]!,
      groups[0]!,
      groups[0]!,
      everyoneId,
      ...roles.map(({ id }) => id),
    ];
    const grants = unique(
      drawn.grants.map(([subject, resource, edits, until]) => {
        const on = pick(resources, resource);
        const level: Level = edits || !kindOf(on.kind).grants.includes('viewer') ? 'editor' : 'viewer';
        return { subject: pick(subjects, subject), resource: on.id, level, until };
      }),
      ({ subject, resource, level }) => `${subject} ${resource} ${level}`,
    ).map((grant, at) => ({ id: String(at + 1), ...grant }));
    const memberships = unique(
      drawn.memberships.map(({ subject, project, level, listed, until }) => {
        const inside = pick(projects, project);
        // What stays listed through a demotion may be something that a viewer has nothing of.
        const listable = resources.filter((one) => one.project === inside.id && kindOf(one.kind).listable('editor'));
        const ids = listed && (listable.length > 0 ? [...new Set(listed.map((at) => pick(listable, at).id))] : []);
        return { subject: pick(subjects, subject), project: inside.id, level, listed: ids, until };
      }),
      ({ subject, project }) => `${subject} ${project}`,
    ).map((membership, at) => ({ id: String(at + 1), ...membership }));
    const containers = resources.filter(({ kind }) => kind === 'dashboard' || kind === 'explore');
    const uses = unique(
      drawn.uses.flatMap(([container, part, adder]) => {
        if (containers.length === 0) return [];
        const holder = pick(containers, container);
        const parts = resources.filter(
          (one) => one.project === holder.project && one.kind === (holder.kind === 'dashboard' ? 'chart' : 'dataset'),
        );
        return parts.length > 0
          ? [{ container: holder.id, part: pick(parts, part).id, addedBy: adder === null ? null : pick(users, adder).id }]
          : [];
      }),
      ({ container, part }) => `${container} ${part}`,
    );
    return {
      now,
      users: new Map(users.map(({ id, status }) => [id, { status }])),
      people: new Map(users.map(({ id, kind, status }) => [id, { kind, status }])),
      steps: unique([...chain, ...members, ...holders, ...everyone], ({ below, above }) => `${below} ${above}`),
      roles: new Map(roles.map(({ id, capabilities }) => [id, { capabilities }])),
      resources: new Map([
        ...projects.map(
          ({ id, live }) => [id, { kind: 'project' as const, project: id, generalAccess: 'private' as const, live }] as const,
        ),
        ...resources.map(({ id, kind, project, generalAccess, live }) => [id, { kind, project, generalAccess, live }] as const),
      ]),
      grants,
      memberships,
      uses,
    };
  });

export const worlds = drawnAs(1);
/** Such that a sequence of writes leaves much to compare. */
export const largerWorlds = drawnAs(2);
