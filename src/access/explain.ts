// Why: every reason with its path. Made of the same clauses as the decision (`statements.reasons`), and of the steps that
// lead from the person to each subject.
import { compareLevels, type Level, type ReasonKind } from '#contract';
import { editorOnly } from '#kinds/index';
import { type Ask, rows } from './ask.ts';
import { earliest } from './decision.ts';
import { statements } from './reach.ts';
import type { Row } from './reached.ts';

export type FoundReason = {
  kind: ReasonKind;
  level: Level;
  /** Subject ids from the person outwards, the person left out. */
  path: string[];
  /** When this way ends: the earliest end along it. */
  until: Date | null;
  grantId: number | null;
  membershipId: number | null;
  /** Of `inside`: the thing inside. */
  onId: string | null;
};

type ReasonRow = {
  id: string;
  kind: ReasonKind;
  level: Level;
  expires_at: Date | null;
  subject_id: string;
  grant_id: number | null;
  membership_id: number | null;
  on_id: string | null;
};

/** Every reason a user, or whoever is in a group or holds a role, has on a resource, strongest first. None for who isn't active. */
export const reasonsFor = async (ask: Ask, userId: string, resource: Row): Promise<FoundReason[]> =>
  (await reasonsAmong(ask, userId, [resource])).get(resource.id) ?? [];

/**
 * The same on many resources. It walks the facts themselves, not the closure that decisions read, so that the two can be
 * held to each other.
 */
export const reasonsAmong = async (
  ask: Ask,
  userId: string,
  resources: readonly Row[],
  statement = statements.reasons,
): Promise<Map<string, FoundReason[]>> => {
  const { ways, administering } = await waysUp(ask, userId);
  const administrator = administering.flatMap((role) => ways.get(role) ?? []);
  const ids = resources.map(({ id }) => id);
  const found = Map.groupBy(await rows<ReasonRow>(ask, statement, [[...ways.keys()], false, ask.now, ids]), ({ id }) => id);
  return new Map(
    resources.map((resource) => {
      const level: Level = editorOnly.includes(resource.kind) ? 'editor' : 'admin';
      const reasons = [
        ...(resource.live ? administrator : []).map(({ path, until }) => ({
          kind: 'administrator' as const,
          level,
          path,
          until,
          ...noGrant,
        })),
        ...(found.get(resource.id) ?? []).flatMap((row) =>
          (ways.get(row.subject_id) ?? []).map((way) => ({
            kind: row.kind,
            level: row.level,
            path: way.path,
            until: earliest(way.until, row.expires_at),
            grantId: row.grant_id,
            membershipId: row.membership_id,
            onId: row.on_id,
          })),
        ),
      ];
      return [resource.id, reasons.sort((a, b) => compareLevels(b.level, a.level))];
    }),
  );
};

const noGrant = { grantId: null, membershipId: null, onId: null };

type Way = { path: string[]; until: Date | null };

/** Every live way from an active user to each subject, and which of those are roles that administer the organization. */
const waysUp = async (ask: Ask, userId: string): Promise<{ ways: Map<string, Way[]>; administering: string[] }> => {
  const steps = await rows<{ below: string; above: string | null; until: Date | null; administers: boolean }>(ask, stepsUp, [
    userId,
    ask.now,
  ]);
  if (steps.length === 0) return { ways: new Map(), administering: [] };
  const above = Map.groupBy(steps, ({ below }) => below);
  const ways = [{ subject: userId, path: [] as string[], until: null as Date | null }];
  for (const way of ways) {
    // A person in a thousand groups of groups may have a million ways; the nearest ones tell enough.
    if (ways.length > 2000) break;
    for (const step of above.get(way.subject) ?? []) {
      if (step.above) ways.push({ subject: step.above, path: [...way.path, step.above], until: earliest(way.until, step.until) });
    }
  }
  return {
    ways: Map.groupBy(ways, ({ subject }) => subject),
    administering: [...new Set(steps.flatMap(({ above, administers }) => (above && administers ? [above] : [])))],
  };
};

// Cycles are refused when groups are nested, and `union` ends on them anyway. An active user in nothing gives one row.
export const stepsUp = `
with recursive up as (
  select x.id from subject x left join app_user u on u.id = x.id where x.id = $1 and (u.id is null or u.status = 'active')
  union
  select s.above
    from up
    join subject_step s on s.below = up.id
   where s.until is null or $2 < s.until
)
select up.id as below, s.above, s.until, coalesce('organization.administer' = any(o.capabilities), false) as administers
  from up
  left join subject_step s on s.below = up.id and (s.until is null or $2 < s.until)
  left join role o on o.id = s.above`;

/** The other way round: active users with a level on it, highest only, and the kinds of reason behind it. */
export const whoReaches = async (
  ask: Ask,
  resourceId: string,
  statement = statements.who,
): Promise<{ userId: string; level: Level; kinds: ReasonKind[] }[]> =>
  (await rows<{ user_id: string; level: Level; kinds: ReasonKind[] }>(ask, statement, [null, null, ask.now, resourceId])).map(
    ({ user_id, level, kinds }) => ({ userId: user_id, level, kinds }),
  );
