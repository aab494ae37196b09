// Reading through the rule: what a principal reaches, and nothing else. This and `list.ts` are the ways to a resource's row.
import { compareLevels, type GeneralAccess, isResourceId, type Kind, type Level, notFound } from '#contract';
import { type Ask, rows } from './ask.ts';
import { statements } from './reach.ts';
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
  return new Map((await alsoReached(ask, principal.beside, found, statement)).map((row) => [row.id, row]));
};

/** Those of the rows that `beside` reaches as well, at the lower of both levels; all where nobody looks on. */
export const alsoReached = async <Found extends Reached>(
  ask: Ask,
  beside: Principal | undefined,
  found: readonly Found[],
  statement = statements.reached,
): Promise<readonly Found[]> => {
  if (!beside) return found;
  const ids = found.map(({ id }) => id);
  const theirs = await reachedAmong(ask, beside, ids, statement);
  return found.flatMap((row) => {
    const level = theirs.get(row.id)?.level;
    return level ? [{ ...row, level: compareLevels(level, row.level) < 0 ? level : row.level }] : [];
  });
};

/** The row and level, or `not_found`: the same for missing, hidden and no id at all. */
export const open = async (ask: Ask, principal: Principal, id: string, kind?: Kind): Promise<Reached> => {
  const row = isResourceId(id) ? (await reachedAmong(ask, principal, [id])).get(id) : undefined;
  if (!row || (kind && row.kind !== kind)) throw notFound();
  return row;
};

export const levelOn = async (ask: Ask, principal: Principal, id: string): Promise<Level | null> =>
  (await reachedAmong(ask, principal, [id])).get(id)?.level ?? null;
