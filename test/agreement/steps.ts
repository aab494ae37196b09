// Random steps, each of the shape that its verb has in a world file: a verb that comes to worlds is drawn here unasked.
// Mostly about what is there, and by somebody who might; often enough not, because refusals must change nothing either.
import { capabilities, type Kind, kinds } from '#contract';
import { kindOf } from '#kinds/index';
import { Step } from '../../src/worlds/file.ts';
import type { Random } from '../random.ts';
import type { Cast, Thing } from './cast.ts';

export type Drawn = Exclude<Step, { do: 'wait' }>;
type Shape = Record<string, { safeParse(value: unknown): { success: boolean } }>;

const shapes = new Map<string, Shape>(Step.options.map(({ shape }) => [shape.do.value, shape]));
/** Every verb but the clock's. */
export const verbs = [...shapes.keys()].filter((verb) => verb !== 'wait');

export const drawStep = (random: Random, cast: Cast, verb: string, now: Date): Drawn => {
  const { do: _, as: __, expect: ___, ...fields } = shapes.get(verb)!; // of the verbs above
  const meant = subjectOf(random, cast, verb);
  const drawn: Record<string, unknown> = {};
  for (const [field, schema] of Object.entries(fields)) {
    const optional = schema.safeParse(undefined).success;
    if (optional && !random.chance(seldom[field] ?? 0.4)) continue;
    const value = meant[field] ?? fieldOf(random, cast, { verb, field, now, about: { ...meant, ...drawn } });
    if (value === undefined && !optional) throw new Error(`The agreement gate can't draw “${field}” of ${verb} yet`);
    if (value !== undefined && schema.safeParse(value).success) drawn[field] = value;
  }
  // Half of them by somebody who could, where somebody can.
  const as = meant.as ?? actorFor(random, cast, drawn);
  return Step.parse({ do: verb, as, ...drawn }) as Drawn;
};

const seldom: Record<string, number> = { owner: 0.1, force: 0.15, if: 0.05, clause: 0, groupKey: 0.1, type: 0.1, name: 0.3 };

/** What the verb takes away or answers is picked where there is something to take away or answer, three times of four. */
const subjectOf = (random: Random, cast: Cast, verb: string): Record<string, unknown> => {
  if (random.chance(0.25)) return {};
  const one = <T>(list: readonly T[]): T | undefined => (list.length > 0 ? random.pick(list) : undefined);
  const user = (status: string) => {
    const found = one(cast.users.filter((user) => user.status === status));
    return found ? { user: found.login } : {};
  };
  switch (verb) {
    case 'unshare':
      return { ...one(cast.grants) };
    case 'remove_member':
      return withoutRestricted(one(cast.memberships));
    case 'add_resources':
    case 'remove_resources':
      return withoutRestricted(one(cast.memberships.filter(({ restricted }) => restricted)));
    case 'remove_from_group':
      return { ...one(cast.places) };
    case 'take_role':
      return { ...one(cast.holders) };
    case 'approve':
    case 'decline':
      return { ...one(cast.requests) };
    case 'restore': {
      const gone = one(cast.resources.filter(({ live }) => !live));
      return gone ? { resource: gone.ref } : {};
    }
    case 'accept': {
      const invited = one(cast.users.filter(({ status }) => status === 'invited'));
      return invited ? { as: invited.login } : {};
    }
    case 'reactivate':
      return user('deactivated');
    case 'deactivate':
      return user('active');
    default:
      return {};
  }
};
const withoutRestricted = (membership: Cast['memberships'][number] | undefined) =>
  membership ? { subject: membership.subject, project: membership.project } : {};

const actorFor = (random: Random, cast: Cast, drawn: Record<string, unknown>): string => {
  const roll = random.next();
  const could = cast.editors.filter(
    ({ project, resource }) =>
      (drawn.resource !== undefined && (resource === drawn.resource || (!resource && project === projectIn(drawn.resource)))) ||
      (drawn.project !== undefined && !resource && project === drawn.project),
  );
  if (roll < 0.5 && could.length > 0) return random.pick(could).login;
  const administrators = cast.users.filter(({ administers, status }) => administers && status === 'active');
  if (roll < 0.85 && administrators.length > 0) return random.pick(administrators).login;
  // Now and then oneself, for giving up what one has.
  const [kind, login] = String(drawn.subject ?? '').split(':');
  if (roll < 0.88 && kind === 'user' && login) return login;
  return random.pick(cast.users).login;
};

type About = { verb: string; field: string; now: Date; about: Record<string, unknown> };

const fieldOf = (random: Random, cast: Cast, { verb, field, now, about }: About): unknown => {
  const several = <T>(draw: () => T): T[] => Array.from({ length: random.below(4) }, draw);
  switch (field) {
    case 'force':
    case 'restricted':
    case 'alsoGrants':
      return random.chance(0.5);
    case 'if':
      return 'stale';
    case 'level':
      return random.pick(['viewer', 'viewer', 'editor', 'editor', 'admin']);
    case 'access':
      return random.pick(['project', 'private']);
    case 'until':
      return new Date(now.getTime() + random.pick([-1, 1, 3600e3, 20 * 24 * 3600e3, 400 * 24 * 3600e3])).toISOString();
    case 'kind':
      return random.pick(verb === 'change_user' ? ['person', 'guest'] : kinds.filter((kind) => kind !== 'project'));
    case 'attributes':
      return { region: random.pick(['north', 'south']) };
    case 'name':
      return `n${random.below(12)}`;
    case 'type':
      return random.pick(['regular', 'base']);
    case 'groupKey':
      return 'key';
    case 'capabilities':
      return several(() => random.pick(capabilities));
    case 'email':
      return emailOf(String(about.as_user ?? newcomer(random)));
    case 'as_user':
      return String(about.email ?? emailOf(newcomer(random))).split('@')[0];
    case 'user':
      return random.pick(cast.users).login;
    case 'group':
      return verb === 'create_group' ? `team ${random.below(6)}` : random.pick(cast.groups);
    case 'role':
      return verb === 'create_role' ? `duty ${random.below(6)}` : random.pick(cast.roles);
    case 'project':
      return verb === 'create_project' ? `p${random.below(6)}` : random.pick(cast.projects);
    case 'resource':
      return cast.resources.length > 0 && random.chance(0.9)
        ? random.pick(cast.resources).ref
        : projectRef(random.pick(cast.projects));
    case 'resources':
      return several(() => nameIn(random, inside(cast, about)));
    case 'uses':
      return several(() =>
        nameIn(
          random,
          inside(cast, about).filter(({ kind }) => usable(about).includes(kind)),
        ),
      );
    case 'subjects':
      return several(() => {
        const subject = subjectName(random, cast);
        const dated = verb.startsWith('set_') && random.chance(0.3);
        return dated ? { subject, until: new Date(now.getTime() + 30 * 24 * 3600e3).toISOString() } : subject;
      });
    case 'subject':
    case 'owner':
      return subjectName(random, cast);
    case 'last':
      return random.pick(undoable);
    case 'from':
    case 'to':
      return `user:${random.pick(cast.users).login}`;
    default:
      return undefined;
  }
};

/** What was noted and has an opposite, mostly. */
const undoable = [
  'access.give',
  'access.take',
  'access.general',
  'group.add',
  'group.remove',
  'member.set',
  'member.remove',
  'member.resources',
  'role.give',
  'role.take',
  'resource.delete',
  'user.deactivate',
  'group.delete',
];

const newcomer = (random: Random) => `new${random.below(4)}`;
/** Some of the member domain, some of elsewhere; always the same for the same person. */
const emailOf = (login: string) => `${login}@${Number(login.at(-1)) % 2 ? 'example.com' : 'elsewhere.example'}`;

const subjectName = (random: Random, cast: Cast): string => {
  const roll = random.next();
  if (roll < 0.55) return `user:${random.pick(cast.users).login}`;
  return roll < 0.9 ? `group:${random.pick(cast.groups)}` : `role:${random.pick(cast.roles)}`;
};

const projectRef = (project: string) => `${project}/project:${project}`;
const projectIn = (ref: unknown) => String(ref).split('/')[0];
const kindIn = (ref: unknown) => String(ref).split('/')[1]?.split(':')[0];

/** Mostly of the same project: what is foreign is refused. */
const inside = (cast: Cast, about: Record<string, unknown>): Thing[] => {
  const project = about.project ?? projectIn(about.resource);
  return cast.resources.filter((thing) => thing.project === project);
};
const usable = (about: Record<string, unknown>): readonly Kind[] => {
  const kind = about.kind ?? kindIn(about.resource);
  return kinds.includes(kind as Kind) ? kindOf(kind as Kind).uses : [];
};
const nameIn = (random: Random, things: readonly Thing[]): string => {
  if (things.length === 0 || random.chance(0.05)) return 'dashboard:nothing';
  const { kind, name } = random.pick(things);
  return `${kind}:${name}`;
};
