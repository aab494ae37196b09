// A seeded world as numbers: what the stores are loaded with, and what the pure decision is asked about. The same seed
// and size give the same world anywhere.
import { type Kind, kinds, type Level } from '../src/contract/index.ts';
import { kindOf } from '../src/kinds/index.ts';

export type Size = 'S' | 'M' | 'L';
export const sizes: Record<
  Size,
  { users: number; groups: number; projects: number; resources: number; grants: number; memberships: number }
> = {
  S: { users: 1_000, groups: 50, projects: 50, resources: 5_000, grants: 24_000, memberships: 500 },
  M: { users: 10_000, groups: 1_000, projects: 1_000, resources: 100_000, grants: 1_100_000, memberships: 5_400 },
  L: { users: 100_000, groups: 10_000, projects: 2_000, resources: 1_000_000, grants: 4_900_000, memberships: 21_800 },
};

export const now = new Date('2026-03-01T00:00:00Z');
/** Subjects are one row of numbers: users, then groups, then roles. Everyone is the store's own group and holds nothing here. */
export const subjectId = (world: BenchWorld, subject: number): string => {
  if (subject < world.users) return idOf('usr', subject);
  return subject < world.users + world.groups
    ? idOf('grp', subject - world.users)
    : idOf('rol', subject - world.users - world.groups);
};
export const idOf = (prefix: 'usr' | 'grp' | 'rol' | 'prj' | 'res', at: number): string =>
  `${prefix}_${String(at).padStart(20, '0')}`;

export const roles = 10;
export const words = ['revenue', 'orders', 'customers', 'flights', 'support', 'inventory'];

export type BenchWorld = {
  size: Size;
  users: number;
  groups: number;
  projects: number;
  /** Of each resource: its kind (an index into `kinds`), project, whether it is open to the project, and live. */
  resources: { kind: Uint8Array; project: Uint32Array; open: Uint8Array; live: Uint8Array; updated: Float64Array };
  /** Who is directly in what, without an end. */
  steps: { below: Uint32Array; above: Uint32Array };
  /** `membership` is its number plus one on what a restricted membership lists; `until` is 0 for no end. */
  grants: { subject: Uint32Array; resource: Uint32Array; editor: Uint8Array; until: Float64Array; membership: Uint32Array };
  memberships: { subject: number; project: number; level: Level; restricted: boolean }[];
  viewers: Record<Viewer, number>;
  largestGroup: number;
};
export const viewers = ['none', '20 of all', 'typical', '90 % by memberships', '90 % by one group'] as const;
export type Viewer = (typeof viewers)[number];

/** Up to which random number a resource is of a kind. */
const upTo: [Kind, number][] = [
  ['dashboard', 0.4],
  ['chart', 0.7],
  ['dataset', 0.82],
  ['explore', 0.9],
  ['alert', 0.94],
  ['report', 0.97],
  ['source', 0.99],
  ['rule', 1],
];
const days = 24 * 3600 * 1000;

export const makeWorld = (size: Size, seed: number): BenchWorld => {
  const { users, groups, projects, resources, grants, memberships } = sizes[size];
  const random = randomFrom(seed);
  const below = (end: number) => Math.floor(random() * end);
  const group = (at: number) => users + at;

  const of = {
    kind: new Uint8Array(resources),
    project: new Uint32Array(resources),
    open: new Uint8Array(resources),
    live: new Uint8Array(resources),
    updated: new Float64Array(resources),
  };
  for (let at = 0; at < resources; at++) {
    const drawn = random();
    const [kind] = upTo.find(([, end]) => drawn < end)!; // the last end is 1
    of.kind[at] = kinds.indexOf(kind);
    of.project[at] = below(projects);
    of.open[at] = !kindOf(kind).alwaysPrivate && random() < 0.95 ? 1 : 0;
    of.live[at] = random() < 0.98 ? 1 : 0;
    of.updated[at] = now.getTime() - below(730 * days);
  }

  // The last five users are the viewers, and only what follows at the end reaches them.
  const ordinary = users - viewers.length;
  const viewer = Object.fromEntries(viewers.map((name, at) => [name, ordinary + at])) as Record<Viewer, number>;
  const [all, largest] = [group(groups - 1), group(groups - 2)];
  const steps: [number, number][] = [];
  for (let at = 0; at < ordinary; at++) {
    const mine = new Set(Array.from({ length: 1 + below(4) }, () => group(below(groups - 2))));
    for (const one of mine) steps.push([at, one]);
    if (random() < 0.1) steps.push([at, users + groups + below(roles)]);
    if (at < ordinary * 0.08) steps.push([at, largest]);
  }
  // Three deep: a group of the second or last third is in one of the third before.
  for (let at = Math.floor(groups / 3); at < groups - 2; at++) {
    const third = at < (groups * 2) / 3 ? 0 : 1;
    if (random() < 0.5) steps.push([group(at), group(Math.floor((third * groups) / 3) + below(Math.floor(groups / 3)))]);
  }
  steps.push([largest, group(0)], [viewer['90 % by one group'], all]);
  for (const at of [1, 2, 3]) steps.push([viewer.typical, group(at * Math.floor(groups / 4))]);
  steps.push([viewer.typical, users + groups]);

  const inProject: number[][] = Array.from({ length: projects }, () => []);
  for (let at = 0; at < resources; at++) inProject[of.project[at]!]!.push(at);

  const has = new Set<number>();
  const given: BenchWorld['memberships'] = [];
  const join = (subject: number, project: number, level: Level, restricted: boolean) => {
    const key = subject * projects + project;
    if (has.has(key)) return;
    has.add(key);
    given.push({ subject, project, level, restricted });
  };
  for (let at = 0; at < projects; at++) if (random() < 0.97) join(viewer['90 % by memberships'], at, 'editor', false);
  while (given.length < memberships) {
    const subject = random() < 0.6 ? below(ordinary) : random() < 0.95 ? group(below(groups - 2)) : users + groups + below(roles);
    const level = random() < 0.6 ? 'viewer' : random() < 0.8 ? 'editor' : 'admin';
    join(subject, below(projects), level, random() < 0.25);
  }

  const total = {
    subject: new Uint32Array(grants),
    resource: new Uint32Array(grants),
    editor: new Uint8Array(grants),
    until: new Float64Array(grants),
    membership: new Uint32Array(grants),
  };
  let written = 0;
  const direct = new Set<number>();
  const give = (subject: number, resource: number, editor: boolean, until = 0, membership = 0) => {
    if (written === grants) return;
    const editors = editor || !kindOf(kinds[of.kind[resource]!]!).grants.includes('viewer') ? 1 : 0;
    if (!membership) {
      const key = (subject * resources + resource) * 2 + editors;
      if (direct.has(key)) return;
      direct.add(key);
    }
    total.subject[written] = subject;
    total.resource[written] = resource;
    total.editor[written] = editors;
    total.until[written] = until;
    total.membership[written] = membership;
    written++;
  };
  for (let at = 0; at < resources; at++) if (random() < 0.93) give(all, at, false);
  direct.clear();
  for (let at = 0; at < 20; at++) give(viewer['20 of all'], below(resources), at % 4 === 0);
  given.forEach(({ subject, project, level, restricted }, at) => {
    if (!restricted) return;
    const listable = inProject[project]!.filter((one) => kindOf(kinds[of.kind[one]!]!).listable('editor'));
    for (const one of listable.slice(0, 5 + below(15))) give(subject, one, level !== 'viewer', 0, at + 1);
  });
  while (written < grants) {
    const subject = random() < 0.55 ? below(ordinary) : random() < 0.9 ? group(below(groups - 2)) : users + groups + below(roles);
    const until = random() < 0.9 ? 0 : now.getTime() + (random() < 0.5 ? -1 : 1) * (1 + below(90)) * days;
    give(subject, below(resources), random() < 0.25, until);
  }
  return {
    size,
    users,
    groups,
    projects,
    resources: of,
    steps: { below: Uint32Array.from(steps, ([from]) => from), above: Uint32Array.from(steps, ([, to]) => to) },
    grants: total,
    memberships: given,
    viewers: viewer,
    largestGroup: largest,
  };
};

/** mulberry32: small, fast, the same everywhere. */
export const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};
