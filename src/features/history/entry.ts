// Entries of the log as the parts of a sentence, with the names that the reader may know.
import { type Ask, type Principal, reachedAmong, rows, whoReachedAt } from '#access';
import { compareLevels, GeneralAccess, type HistoryEntry, highest, isUndoable, Level, type Subject, type Thing } from '#contract';
import type { EventRow } from '../audit/index.ts';
import { toldOfAll } from '../explaining/index.ts';
import { hiddenFrom, subjectsById } from '../subjects/index.ts';

/** `counting` is the resource on which is counted who gained and who lost, from when on that is known. */
export type Counting = { resource: string; since: Date | null };

export const entriesFor = async (
  ask: Ask,
  principal: Principal,
  found: readonly EventRow[],
  counting?: Counting,
): Promise<HistoryEntry[]> => {
  const ids = [...new Set(found.flatMap(({ actor_id, subject_id, in_id }) => [actor_id, subject_id, in_id]))];
  const subjects = await subjectsById(ask, ids);
  const hidden = await hiddenFrom(ask, principal, [...subjects.keys()]);
  const things = await thingsFor(ask, principal, found);
  const subject = (id: string | null): Subject | null => (id && !hidden.has(id) && subjects.get(id)) || null;
  const entries: HistoryEntry[] = [];
  for (const row of found) {
    entries.push({
      id: String(row.id),
      at: row.at.toISOString(),
      action: row.action,
      actor: subject(row.actor_id),
      subject: subject(row.subject_id),
      in: subject(row.in_id),
      resource: (row.resource_id && things.get(row.resource_id)) || null,
      level: levelsOf(row),
      generalAccess: generalAccessOf(row),
      ...reasonOf(row),
      until: untilOf(row),
      people: counting ? await countedOn(ask, counting, row.at) : null,
      undoable: isUndoable(row.action),
    });
  }
  return entries;
};

const thingsFor = async (ask: Ask, principal: Principal, found: readonly EventRow[]): Promise<Map<string, Thing>> => {
  const ids = [...new Set(found.flatMap(({ resource_id }) => resource_id ?? []))];
  const rowsOf = toldOfAll(principal)
    ? await rows<Thing>(ask, 'select id, kind, name, title from resource where id = any($1::text[])', [ids])
    : [...(await reachedAmong(ask, principal, ids)).values()];
  return new Map(rowsOf.map(({ id, kind, name, title }) => [id, { id, kind, name, title }]));
};

/** Who reaches it right after, compared with right before. */
const countedOn = async (ask: Ask, { resource, since }: Counting, at: Date): Promise<HistoryEntry['people']> => {
  const before = new Date(at.getTime() - 1);
  if (since && before < since) return null;
  const levels = async (moment: Date) =>
    new Map((await whoReachedAt(ask, resource, moment)).map(({ userId, level }) => [userId, level]));
  const [was, is] = [await levels(before), await levels(at)];
  const more = (a: Map<string, Level>, b: Map<string, Level>) =>
    [...b].filter(([user, level]) => {
      const other = a.get(user);
      return other === undefined || compareLevels(level, other) > 0;
    }).length;
  return { gained: more(was, is), lost: more(is, was) };
};

// What was noted is JSON of several shapes: a level, an object with one, a list of either.
const levelIn = (noted: unknown): Level | null => {
  if (Array.isArray(noted)) return highest(noted.flatMap((one) => levelIn(one) ?? []));
  if (typeof noted === 'object' && noted !== null) {
    if ('level' in noted) return levelIn(noted.level);
    return 'membership' in noted ? levelIn(noted.membership) : null;
  }
  return Level.safeParse(noted).data ?? null;
};

const levelsOf = ({ action, before, after }: EventRow): HistoryEntry['level'] => {
  if (!/^(access\.(give|take)|member\.(set|remove))$/.test(action)) return null;
  return { from: levelIn(before), to: levelIn(after) };
};

const generalAccessOf = ({ action, before, after }: EventRow): HistoryEntry['generalAccess'] => {
  if (action !== 'access.general') return null;
  const [from, to] = [GeneralAccess.safeParse(before), GeneralAccess.safeParse(after)];
  return from.success && to.success ? { from: from.data, to: to.data } : null;
};

const reasonOf = ({ action, after }: EventRow): { reason?: string } => {
  if (action !== 'request.declined' || typeof after !== 'object' || after === null || !('reason' in after)) return {};
  return typeof after.reason === 'string' ? { reason: after.reason } : {};
};

const untilOf = ({ after }: EventRow): string | null => {
  if (typeof after !== 'object' || after === null || !('expiresAt' in after) || typeof after.expiresAt !== 'string') return null;
  const end = new Date(after.expiresAt);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
};
