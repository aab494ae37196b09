// Lists and counts of one world, by every way to candidates, in both orders, whole and narrowed: each must hold exactly
// what is decided, once, in its order, on pages of any size.
import { type Ask, countReached, type ListAsked, listReached, principalOf, type Row } from '#access';
import { atLeast, kinds, type Level } from '#contract';
import type { Way } from '../../src/access/candidates.ts';
import { levelIn, subjectsIn } from '../../src/access/decision.ts';
import type { Listing } from '../../src/access/list.ts';
import type { Drawn } from './world.ts';

type Principal = NonNullable<Awaited<ReturnType<typeof principalOf>>>;
type Narrowed = Omit<ListAsked, 'limit' | 'after' | 'sort'>;
const sorts = ['updated', 'name'] as const;

export const listedWrongly = async (ask: Ask, world: Drawn, principal: Principal, rows: readonly Row[]): Promise<string[]> => {
  const wrong: string[] = [];
  // So that each narrowing comes in both orders.
  const other = world.resources.size;
  let turn = world.grants.length + 3 * [...world.users.keys()].indexOf(principal.userId);
  const decided = decidedLevels(world, principal.userId, rows);
  // For oneself administering doesn't count.
  const forMe = principal.administers ? decidedLevels({ ...world, roles: new Map() }, principal.userId, rows) : decided;

  const compare = async (asked: Narrowed, sort: (typeof sorts)[number], limit: number, by?: Way) => {
    const levels = asked.for ? forMe : decided;
    const wanted = rows
      .flatMap((row) => (belongs(world, principal, row, levels.get(row.id), asked) ? [`${row.id} ${levels.get(row.id)}`] : []))
      .sort()
      .join();
    const found = await pages(ask, principal, { ...asked, sort, limit }, by);
    const listed = found
      .map(({ id, level }) => `${id} ${level}`)
      .sort()
      .join();
    const what = `${principal.userId} lists ${JSON.stringify(asked)} by ${sort}, ${by ?? 'as chosen'}, ${limit} a page`;
    if (listed !== wanted) wrong.push(`${what}: decided ${wanted}, listed ${listed}`);
    if (!inOrder(found, sort)) wrong.push(`${what}: not in order`);
  };

  for (const by of waysOf(principal)) {
    for (const sort of sorts) await compare({}, sort, 19, by);
    const asked = narrowing(world, principal, turn);
    // On so few rows no search comes to need its index.
    await compare(asked, pick(sorts, other + turn++), 3, asked.q && (other >> 1) % 2 ? 'matching' : by);
    const count = await countReached(ask, principal, {}, { by });
    if (count !== decided.size) wrong.push(`${principal.userId} counts ${count} by ${by}, decided ${decided.size}`);
  }
  await compare(narrowing(world, principal, turn), pick(sorts, other + turn++), 5);
  const [kind, project] = [pick(kinds, turn), pick([...new Set(rows.map((row) => row.project_id))], turn)];
  const count = await countReached(ask, principal, { kinds: [kind], project });
  const some = rows.filter((row) => row.kind === kind && row.project_id === project && decided.has(row.id)).length;
  if (count !== some) wrong.push(`${principal.userId} counts ${count} of ${kind} in ${project}, decided ${some}`);
  return wrong;
};

/** Merge leaves out what only administrators reach: for them it is never chosen. */
const waysOf = (principal: Principal) => (principal.administers ? (['walk'] as const) : (['merge', 'walk'] as const));

/** Does a list that should be right differ from what is decided? For mutants. */
export const listsOtherwise = async (ask: Ask, world: Drawn, from: Listing): Promise<boolean> => {
  for (const user of world.users.keys()) {
    const principal = await principalOf(ask, user);
    if (principal && (await listsOther(ask, world, principal, from))) return true;
  }
  return false;
};

const listsOther = async (ask: Ask, world: Drawn, principal: Principal, from: Listing): Promise<boolean> => {
  const wanted = decidedLevels(
    world,
    principal.userId,
    [...world.resources.keys()].map((id) => ({ id })),
  );
  for (const by of waysOf(principal)) {
    const found = await listReached(ask, principal, { limit: 1000 }, { from, by });
    if (found.length !== wanted.size || found.some(({ id, level }) => wanted.get(id) !== level)) return true;
  }
  return false;
};

const decidedLevels = (world: Drawn, user: string, rows: readonly { id: string }[]): Map<string, Level> =>
  new Map(
    rows.flatMap(({ id }) => {
      const level = levelIn(world, user, id);
      return level ? [[id, level] as const] : [];
    }),
  );

const belongs = (world: Drawn, principal: Principal, row: Row, level: Level | undefined, asked: Narrowed): boolean =>
  level !== undefined &&
  (!asked.kinds || asked.kinds.includes(row.kind)) &&
  (!asked.project || asked.project === row.project_id) &&
  (!asked.q || row.title.includes(asked.q) || row.name.includes(asked.q)) &&
  (!asked.name || asked.name.toLowerCase() === row.name.toLowerCase()) &&
  (!asked.level || atLeast(level, asked.level)) &&
  (asked.for !== 'mine' || row.created_by === principal.userId) &&
  (asked.for !== 'with-me' || (row.created_by !== principal.userId && isGiven(world, principal, row)));

const isGiven = (world: Drawn, principal: Principal, row: Row): boolean => {
  const mine = new Set(subjectsIn(world, principal.userId).map(({ subject }) => subject));
  const lives = (until: Date | null) => until === null || world.now < until;
  return (
    world.grants.some(({ subject, resource, until }) => resource === row.id && mine.has(subject) && lives(until)) ||
    world.memberships.some(({ subject, listed, until }) => listed?.includes(row.id) && mine.has(subject) && lives(until))
  );
};

/** One way of narrowing by turns, so that a run goes through all of them on many worlds. */
const narrowing = (world: Drawn, principal: Principal, turn: number): Narrowed => {
  const [id, { kind, project }] = pick([...world.resources], turn * 7);
  const all: Narrowed[] = [
    { kinds: ['project'] },
    { kinds: [kind, 'dashboard'].filter((one, at, list) => list.indexOf(one) === at) as Narrowed['kinds'] },
    { project },
    { project, kinds: [kind] },
    { level: 'editor' },
    { level: 'admin' },
    { kinds: [kind], level: 'editor' },
    { for: 'me' },
    { q: 'of 1' },
    { q: 'of 1', kinds: ['chart', 'dashboard'] },
    ...(principal.administers
      ? []
      : ([{ name: id }, { for: 'mine' }, { for: 'with-me' }, { for: 'with-me', project }] satisfies Narrowed[])),
  ];
  return pick(all, turn);
};

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!;

const inOrder = (found: readonly Listed[], sort: 'updated' | 'name'): boolean =>
  found.every((row, at) => {
    const before = found[at - 1];
    if (!before) return true;
    if (sort === 'name') return before.sort_name < row.sort_name || (before.sort_name === row.sort_name && before.id < row.id);
    const [earlier, later] = [row.updated_at.getTime(), before.updated_at.getTime()];
    return earlier < later || (earlier === later && row.id < before.id);
  });

type Listed = Awaited<ReturnType<typeof listReached>>[number];

const pages = async (ask: Ask, principal: Principal, asked: ListAsked, by?: Way): Promise<Listed[]> => {
  const found: Listed[] = [];
  for (;;) {
    const last = found.at(-1);
    const key = last && (asked.sort === 'name' ? last.sort_name : last.updated_at.toISOString());
    const page = await listReached(
      ask,
      principal,
      { ...asked, ...(last && key && { after: { key, id: last.id } }) },
      by && { by },
    );
    found.push(...page);
    if (page.length < asked.limit) return found;
  }
};
