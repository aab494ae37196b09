// Lists and counts of what one reaches: chooses a way to candidates, and looks at as many of them as a page needs.
import { atLeast, kinds as everyKind, type Kind, type Level } from '#contract';
import { type Ask, rows } from './ask.ts';
import { beginning, countText, fewestLetters, pageText, type Shape, type Sort, type Way } from './candidates.ts';
import { type Clauses, clauses, statementsOf } from './reach.ts';
import { alsoReached, type Reached, reachedAmong } from './reached.ts';
import type { Principal } from './words.ts';

export type ListAsked = {
  kinds?: readonly Kind[];
  project?: string;
  q?: string;
  name?: string;
  level?: Level;
  for?: 'me' | 'with-me' | 'mine' | 'all';
  sort?: Sort;
  /** The row that the last page ended on: its `updated_at` or lower-case name, and its id. */
  after?: { key: string; id: string };
  limit: number;
};
export type CountAsked = { kinds?: readonly Kind[]; project?: string; atMost?: number };

/** The statements of one rule, made when first asked for. Tests make them again with one clause taken out. */
export const listingOf = (rule: Clauses) => {
  const made = new Map<string, string>();
  const once = (name: string, make: () => string): string => {
    const text = made.get(name) ?? make();
    made.set(name, text);
    return text;
  };
  return {
    page: (shape: Shape) => once(`${shape.way} ${shape.sort} ${shape.byKind} ${shape.inProject}`, () => pageText(rule, shape)),
    count: (way: CountWay, inProject: boolean) => once(`${way} ${inProject}`, () => countText(rule, way, inProject)),
  };
};
export type Listing = ReturnType<typeof listingOf>;
type CountWay = 'merge' | 'walk';

const listing = listingOf(clauses);

/** A page of what is reached. For oneself ("me", "with-me", "mine") administering doesn't count: it is no reason to wade through everything. */
export const listReached = async (
  ask: Ask,
  principal: Principal,
  asked: ListAsked,
  { from = listing, by, reached }: { from?: Listing; by?: Way; reached?: string } = {},
): Promise<(Reached & { sort_name: string })[]> => {
  const { project, sort = 'updated', limit } = asked;
  const kinds = asked.kinds && [...new Set(asked.kinds)];
  const whom = asked.for ?? 'all';
  const administers = principal.administers && whom === 'all';
  let way = by ?? (administers && !asked.name ? 'walk' : await wayTo(ask, principal, asked));
  let end = asked.after ?? beginning[sort];
  // A few of what merge finds aren't reached after all (in the trash, say), many of what walk passes over, and most of what
  // isn't what is searched for. Only candidates that are looked at cost a decision.
  let looked = asked.q ? 8 * limit : way === 'walk' ? 4 * limit : Math.ceil(1.25 * limit) + 5;
  const indexed = asked.q !== undefined && [...asked.q].length >= fewestLetters && !by && way !== 'mine' && way !== 'named';
  let candidates = 0;
  const page: (Reached & { sort_name: string })[] = [];
  for (let round = 1; ; round++) {
    const narrowed = way === 'mine' || way === 'named';
    const shape = { way, sort, byKind: !narrowed && kinds !== undefined, inProject: !narrowed && project !== undefined };
    const found = await rows<Candidate>(ask, from.page(shape), [
      principal.subjects,
      administers,
      ask.now,
      kinds ?? null,
      project ?? null,
      asked.q || null,
      asked.name ?? null,
      asked.level ?? null,
      end.key,
      end.id,
      // Of what one reaches the other may not: all that was looked at has to be asked about.
      principal.beside ? looked : limit - page.length,
      whom,
      principal.userId,
      looked,
    ]);
    const here = found.flatMap(({ at: _, at_key: __, at_id: ___, found: level, ...row }) => (level ? [{ ...row, level }] : []));
    for (const row of await alsoReached(ask, principal.beside, here, reached))
      if (page.length < limit && (!asked.level || atLeast(row.level, asked.level))) page.push(row);
    const last = found.at(-1);
    if (last) end = { key: last.at_key, id: last.at_id };
    if (page.length === limit || found.at(-1)?.at !== looked) return page;
    candidates += looked;
    const perRow = candidates / Math.max(page.length, 1);
    looked = Math.min(8 * looked, Math.max(16, Math.ceil(1.5 * perRow * (limit - page.length))));
    if (indexed && (round === 2 || 8 * page.length < limit)) way = 'matching';
    if (way === 'walk' && round === 2 && !asked.q && !by && !administers) way = 'merge';
  }
};

/** A candidate that belongs on the page, or the last one that was looked at (whose row may be no more than nulls). */
type Candidate = Reached & { sort_name: string; at: number; at_key: string; at_id: string; found: Level | null };

/**
 * Merge looks into each list, walk passes over what isn't reached. Measured (`npm run bench`), a list more and a row passed
 * over cost the same, some 0.02 ms on PostgreSQL. Who is in m of P projects reaches about m/P of everything, so a page of
 * fifty takes m lists by merge and 50·P/m rows by walk: they walk when m² > 50 P. A walk that hasn't filled its page after
 * 36 pages' worth of rows was the wrong guess, and goes on as a merge. In a project its members walk, and who has more than
 * 500 grants there. A search looks at more than it shows; what is rare among the first it looks at is then looked for in
 * the index of words.
 */
const wayTo = async (ask: Ask, principal: Principal, { project, name, for: whom }: ListAsked): Promise<Way> => {
  if (name !== undefined) return 'named';
  if (whom === 'mine') return 'mine';
  if (whom === 'with-me') return 'given';
  const [found] = project
    ? await rows<{ wide: boolean }>(ask, isWideInside, [principal.subjects, ask.now, project])
    : await rows<{ wide: boolean }>(ask, isWide, [principal.subjects, ask.now]);
  return found?.wide ? 'walk' : 'merge';
};

const membership = `
select 1
  from membership m
 where m.subject_id = any($1::text[])
   and not m.restricted
   and (m.expires_at is null or $2::timestamptz < m.expires_at)`;
const isWide = `
select projects * projects / 50
         > (select count(*) from (select 1 from resource r where r.kind = 'project' and r.live limit projects * projects / 50 + 1) p) as wide
  from (select count(*) as projects from (${membership} limit 1200) m) held`;
const isWideInside = `
select exists (${membership} and m.project_id = $3)
    or (select count(*) > 500
          from (select 1 from access_grant g where g.subject_id = any($1::text[]) and g.project_id = $3 limit 501) g) as wide`;

/** How many are reached, exact up to `atMost`. */
export const countReached = async (
  ask: Ask,
  principal: Principal,
  { kinds = everyKind, project, atMost = 1001 }: CountAsked,
  { from = listing, by }: { from?: Listing; by?: CountWay } = {},
): Promise<number> => {
  if (principal.beside) return (await listReached(ask, principal, { kinds, ...(project && { project }), limit: atMost })).length;
  const text = from.count(by ?? (principal.administers ? 'walk' : 'merge'), project !== undefined);
  // Some candidates come twice and some aren't reached, so more are looked at than counted; all, when those didn't tell.
  for (const most of [4 * atMost, null]) {
    const [found] = await rows<{ looked: number; count: number }>(ask, text, [
      principal.subjects,
      principal.administers,
      ask.now,
      kinds,
      project ?? null,
      atMost,
      most,
    ]);
    if (found && (most === null || found.count >= atMost || found.looked < most)) return found.count;
  }
  return 0;
};

// In the trash the same rule holds over other rows: what was deleted itself, in a project that is there.
const trash = {
  ...clauses,
  itIsLive:
    "r.deleted_at is not null and (r.kind = 'project' or exists (select 1 from resource p where p.id = r.project_id and p.live))",
};
const inTrash = { statements: statementsOf(trash), listing: listingOf(trash) };

/** Reading the trash through the rule. Only those who could edit it may know of what is there: the caller asks for that level. */
export const trashed = {
  among: (ask: Ask, principal: Principal, ids: readonly string[]) =>
    reachedAmong(ask, principal, ids, inTrash.statements.reached),
  list: (ask: Ask, principal: Principal, asked: ListAsked) =>
    listReached(ask, principal, asked, { from: inTrash.listing, by: 'walk', reached: inTrash.statements.reached }),
};

/** Every statement that a list or count may run: prepared, each is several times faster. */
export const listTexts = (): string[] => [
  isWide,
  isWideInside,
  ...either.flatMap((inProject) => [listing.count('merge', inProject), listing.count('walk', inProject)]),
  ...(['updated', 'name'] as const).flatMap((sort) => [
    ...(['merge', 'given', 'walk', 'matching'] as const).flatMap((way) =>
      either.flatMap((byKind) => either.map((inProject) => listing.page({ way, sort, byKind, inProject }))),
    ),
    ...(['mine', 'named'] as const).map((way) => listing.page({ way, sort, byKind: false, inProject: false })),
  ]),
];
const either = [true, false];
