// Reading through the rule: what a principal reaches, and nothing else. There is no other way to a resource's row.
import { type GeneralAccess, isResourceId, type Kind, type Level, notFound } from '#contract';
import { type Ask, rows } from './ask.ts';
import { clauses, statements, statementsOf } from './reach.ts';
import type { Principal } from './words.ts';

export type Row = {
  readonly id: string;
  readonly kind: Kind;
  readonly project_id: string;
  readonly name: string;
  readonly title: string;
  readonly definition: Record<string, unknown>;
  readonly general_access: GeneralAccess;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly deleted_at: Date | null;
  readonly live: boolean;
  readonly version: number;
  readonly access_version: number;
};
/** A row that the principal reaches, with the level they have on it. */
export type Reached = Row & { readonly level: Level };

/** Those of `ids` that are reached. One statement, however many. */
export const reachedAmong = async (
  ask: Ask,
  principal: Principal,
  ids: readonly string[],
  statement = statements.reached,
): Promise<Map<string, Reached>> => {
  if (ids.length === 0) return new Map();
  const found = await rows<Reached>(ask, statement, [principal.subjects, principal.administers, ask.now, ids]);
  return new Map(found.map((row) => [row.id, row]));
};

/** The row and level, or `not_found`: the same for missing, hidden and no id at all. */
export const open = async (ask: Ask, principal: Principal, id: string, kind?: Kind): Promise<Reached> => {
  const row = isResourceId(id) ? (await reachedAmong(ask, principal, [id])).get(id) : undefined;
  if (!row || (kind && row.kind !== kind)) throw notFound();
  return row;
};

export const levelOn = async (ask: Ask, principal: Principal, id: string): Promise<Level | null> =>
  (await reachedAmong(ask, principal, [id])).get(id)?.level ?? null;

export type ListAsked = {
  kinds?: readonly Kind[];
  project?: string;
  q?: string;
  name?: string;
  level?: Level;
  for?: 'me' | 'with-me' | 'mine' | 'all';
  sort?: 'updated' | 'name';
  /** The row that the last page ended on: its `updated_at` or lower-case name, and its id. */
  after?: { key: string; id: string };
  limit: number;
};

const listText = { updated: statements.list('updated'), name: statements.list('name') };

/** A page of what is reached. For oneself ("me", "with-me", "mine") administering doesn't count: it is no reason to wade through everything. */
export const listReached = (
  ask: Ask,
  principal: Principal,
  asked: ListAsked,
  texts = listText,
): Promise<(Reached & { sort_name: string })[]> => {
  const whom = asked.for ?? 'all';
  return rows(ask, texts[asked.sort ?? 'updated'], [
    principal.subjects,
    principal.administers && whom === 'all',
    ask.now,
    asked.kinds ?? null,
    asked.project ?? null,
    asked.q ? `%${asked.q.replace(/[\\%_]/g, '\\$&')}%` : null,
    asked.name ?? null,
    asked.level ?? null,
    asked.after?.key ?? null,
    asked.after?.id ?? null,
    asked.limit,
    whom,
    principal.userId,
  ]);
};

/** How many are reached, exact up to `atMost`. */
export const countReached = async (
  ask: Ask,
  principal: Principal,
  { kinds, project, atMost = 1001 }: { kinds?: readonly Kind[]; project?: string; atMost?: number },
  statement = statements.count,
): Promise<number> => {
  const [row] = await rows<{ count: number }>(ask, statement, [
    principal.subjects,
    principal.administers,
    ask.now,
    kinds ?? null,
    project ?? null,
    atMost,
  ]);
  return row?.count ?? 0;
};

// In the trash the same rule holds over other rows: what was deleted itself, in a project that is there.
const inTrash = statementsOf({
  ...clauses,
  itIsLive:
    "r.deleted_at is not null and (r.kind = 'project' or exists (select 1 from resource p where p.id = r.project_id and p.live))",
});

/** Every statement that a request may run: prepared, each is several times faster. */
export const reading = [
  statements.principal,
  statements.reached,
  statements.count,
  statements.reasons,
  statements.who,
  ...Object.values(listText),
];

/** Reading the trash through the rule. Only those who could edit it may know of what is there: the caller asks for that level. */
export const trashed = {
  among: (ask: Ask, principal: Principal, ids: readonly string[]) => reachedAmong(ask, principal, ids, inTrash.reached),
  list: (ask: Ask, principal: Principal, asked: ListAsked) =>
    listReached(ask, principal, asked, { updated: inTrash.list('updated'), name: inTrash.list('name') }),
};
