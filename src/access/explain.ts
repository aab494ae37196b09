// Why: every reason with its path. Made of the same clauses as the decision (`statements.reasons`), and of the steps that
// lead from the person to each subject.
import { compareLevels, type Level, type ReasonKind } from '#contract';
import { editorOnly } from '#kinds/index';
import { type Ask, rows } from './ask.ts';
import { earliest } from './decision.ts';
import { statements } from './reach.ts';
import type { Row } from './reached.ts';
import { principalOf } from './subjects.ts';

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
  kind: ReasonKind;
  level: Level;
  expires_at: Date | null;
  subject_id: string;
  grant_id: number | null;
  membership_id: number | null;
  on_id: string | null;
};

/** Every reason a user has on a resource, strongest first. None for who isn't active. */
export const reasonsFor = async (
  ask: Ask,
  userId: string,
  resource: Row,
  texts: { principal: string; reasons: string } = statements,
): Promise<FoundReason[]> => {
  const principal = await principalOf(ask, userId, undefined, texts.principal);
  if (!principal) return [];
  const [found, ways] = [
    await rows<ReasonRow>(ask, texts.reasons, [principal.subjects, principal.administers, ask.now, resource.id]),
    await waysUp(ask, userId),
  ];
  const reasons = found.flatMap((row) =>
    (ways.get(row.subject_id) ?? []).map((way) => ({
      kind: row.kind,
      level: row.level,
      path: way.path,
      until: earliest(way.until, row.expires_at),
      grantId: row.grant_id,
      membershipId: row.membership_id,
      onId: row.on_id,
    })),
  );
  return [
    ...(resource.live ? administering(principal.administers, ways, await administratorRoles(ask), resource) : []),
    ...reasons,
  ].sort((a, b) => compareLevels(b.level, a.level));
};

const administering = (administers: boolean, ways: Ways, roles: readonly string[], resource: Row): FoundReason[] =>
  administers
    ? roles.flatMap((role) =>
        (ways.get(role) ?? []).map(({ path, until }) => ({
          kind: 'administrator' as const,
          level: editorOnly.includes(resource.kind) ? ('editor' as const) : ('admin' as const),
          path,
          until,
          grantId: null,
          membershipId: null,
          onId: null,
        })),
      )
    : [];

type Ways = Map<string, { path: string[]; until: Date | null }[]>;

/** Every live way from a user to each subject. Cycles are refused when groups are nested, so this ends. */
const waysUp = async (ask: Ask, userId: string): Promise<Ways> => {
  const steps = await rows<{ below: string; above: string; until: Date | null }>(
    ask,
    `with recursive up as (
       select $1::text as id
       union
       select s.above from up join subject_step s on s.below = up.id
     )
     select s.below, s.above, s.until
       from up
       join subject_step s on s.below = up.id
      where s.until is null or $2 < s.until`,
    [userId, ask.now],
  );
  const above = Map.groupBy(steps, ({ below }) => below);
  const ways = [{ subject: userId, path: [] as string[], until: null as Date | null }];
  for (const way of ways) {
    // A person in a thousand groups of groups may have a million ways; the nearest ones tell enough.
    if (ways.length > 2000) break;
    for (const step of above.get(way.subject) ?? []) {
      ways.push({ subject: step.above, path: [...way.path, step.above], until: earliest(way.until, step.until) });
    }
  }
  return Map.groupBy(ways, ({ subject }) => subject);
};

const administratorRoles = async (ask: Ask): Promise<string[]> =>
  (await rows<{ id: string }>(ask, `select id from role where 'organization.administer' = any(capabilities)`, [])).map(
    ({ id }) => id,
  );

/** The other way round: active users with a level on it, highest only, and the kinds of reason behind it. */
export const whoReaches = async (
  ask: Ask,
  resourceId: string,
  statement = statements.who,
): Promise<{ userId: string; level: Level; kinds: ReasonKind[] }[]> =>
  (await rows<{ user_id: string; level: Level; kinds: ReasonKind[] }>(ask, statement, [null, null, ask.now, resourceId])).map(
    ({ user_id, level, kinds }) => ({ userId: user_id, level, kinds }),
  );
