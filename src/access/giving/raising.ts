/**
 * Nobody raises themselves: after a change by someone who doesn't administer the organization, no capability, no level on
 * anything and no end of a level may be more than before, for them, for service accounts they own, and for the owners of
 * a service account that acts. What a person holds is compared before and after, whatever the change was, so that a new
 * way of giving access needs no rule of its own here.
 */
import { compareLevels, type GeneralAccess, type Level, problem } from '#contract';
import { type Ask, rows } from '../ask.ts';
import { rulesHeldBy } from '../rows/rules.ts';
import type { Principal } from '../words.ts';

/** `scope` is a resource, a project or a capability; `until` null means for good. */
type Held = {
  user_id: string;
  what: 'grant' | 'membership' | 'capability';
  scope: string;
  level: Level | null;
  until: Date | null;
};

const latest = (a: string, b: string) =>
  `case when bool_or(${a} is null and ${b} is null) then null else max(least(${a}, ${b})) end`;

const everythingHeld = `
select c.user_id, 'grant' as what, g.resource_id as scope, g.level::text as level, ${latest('c.until', 'g.expires_at')} as until
  from subject_closure c
  join access_grant g on g.subject_id = c.subject_id
 where c.user_id = any($1::text[]) and (c.until is null or $2 < c.until) and (g.expires_at is null or $2 < g.expires_at)
 group by c.user_id, g.resource_id, g.level
union all
select c.user_id, 'membership', m.project_id, m.level::text, ${latest('c.until', 'm.expires_at')}
  from subject_closure c
  join membership m on m.subject_id = c.subject_id
 where c.user_id = any($1::text[]) and (c.until is null or $2 < c.until) and (m.expires_at is null or $2 < m.expires_at)
   and not m.restricted
 group by c.user_id, m.project_id, m.level
union all
select c.user_id, 'capability', k.capability, null, ${latest('c.until', 'null::timestamptz')}
  from subject_closure c
  join role o on o.id = c.subject_id
 cross join lateral unnest(o.capabilities) as k (capability)
 where c.user_id = any($1::text[]) and (c.until is null or $2 < c.until)
 group by c.user_id, k.capability`;

const watched = async (ask: Ask, actor: Principal, owned: readonly string[]): Promise<string[]> => {
  const owners = await rows<{ id: string }>(
    ask,
    'select c.user_id as id from app_user me join subject_closure c on c.subject_id = me.owner_id where me.id = $1',
    [actor.userId],
  );
  return [...new Set([actor.userId, ...owned, ...owners.map(({ id }) => id)])];
};

const ownedBy = async (ask: Ask, { userId }: Principal): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      ask,
      `select s.id from app_user s join subject_closure c on c.subject_id = s.owner_id
        where c.user_id = $1 and (c.until is null or $2 < c.until)`,
      [userId, ask.now],
    )
  ).map(({ id }) => id);

/** Takes note of what the actor holds, and how open `resources` are, whose general access may change; the answer, called after the change, refuses when it became more. */
export const watchRaising = async (ask: Ask, actor: Principal, resources: readonly string[]): Promise<() => Promise<void>> => {
  if (actor.administers) return async () => {};
  const owned = await ownedBy(ask, actor);
  const users = await watched(ask, actor, owned);
  const before = await rows<Held>(ask, everythingHeld, [users, ask.now]);
  const wasOpen = await generalAccessOf(ask, resources);
  const ruled = await rulesHeldBy(ask, users);
  return async () => {
    const after = [
      ...(await rows<Held>(ask, everythingHeld, [users, ask.now])),
      ...(await throughNewAccounts(ask, actor, owned)),
    ];
    const more = after.filter((held) => !covered(before, held, held.scope));
    const unexplained = await notThroughProject(ask, before, more, wasOpen);
    if (unexplained.length === 0) return requireStillRuled(ask, users, ruled);
    throw problem(
      'forbidden',
      'This would give you more than you have now; nobody raises themselves. Ask somebody who has it to give it to you.',
    );
  };
};

// Coming to own a service account is coming to hold what it holds.
const throughNewAccounts = async (ask: Ask, actor: Principal, owned: readonly string[]): Promise<Held[]> => {
  const fresh = (await ownedBy(ask, actor)).filter((id) => !owned.includes(id));
  if (fresh.length === 0) return [];
  const held = await rows<Held>(ask, everythingHeld, [fresh, ask.now]);
  return held.map((one) => ({ ...one, user_id: actor.userId }));
};

// Row rules narrow, so one that held must hold after. A rule that was itself changed or deleted is for who manages rules.
const requireStillRuled = async (ask: Ask, users: readonly string[], ruled: ReadonlySet<string>): Promise<void> => {
  if (ruled.size === 0) return;
  const after = await rulesHeldBy(ask, users);
  const unchanged = new Set(
    (await rows<{ key: string }>(ask, "select id || ' ' || version as key from resource where kind = 'rule' and live", [])).map(
      ({ key }) => key,
    ),
  );
  const freed = [...ruled].some((held) => !after.has(held) && unchanged.has(held.slice(held.indexOf(' ') + 1)));
  if (freed)
    throw problem(
      'forbidden',
      'This would free you from a row rule that holds for you; ask somebody who manages the rules of the project.',
    );
};

const covered = (before: readonly Held[], held: Held, scope: string, what = held.what) =>
  before.some(
    (was) =>
      was.user_id === held.user_id &&
      was.what === what &&
      was.scope === scope &&
      (held.level === null || was.level === null || compareLevels(was.level, held.level) >= 0) &&
      (was.until === null || (held.until !== null && held.until <= was.until)),
  );

type Placed = { id: string; project_id: string; general_access: GeneralAccess };
const generalAccessOf = async (ask: Ask, ids: readonly string[]): Promise<Map<string, Placed>> =>
  new Map(
    (await rows<Placed>(ask, 'select id, project_id, general_access from resource where id = any($1::text[])', [ids])).map(
      (row) => [row.id, row],
    ),
  );

// A grant adds nothing to a level that a membership of the project already gave, by the general access there was before.
const notThroughProject = async (
  ask: Ask,
  before: readonly Held[],
  more: readonly Held[],
  wasOpen: Map<string, Placed>,
): Promise<Held[]> => {
  const grants = more.filter(({ what }) => what === 'grant');
  if (grants.length === 0) return [...more];
  const now = await generalAccessOf(
    ask,
    grants.map(({ scope }) => scope),
  );
  return more.filter((held) => {
    const resource = held.what === 'grant' ? (wasOpen.get(held.scope) ?? now.get(held.scope)) : undefined;
    if (!resource) return true;
    const wanted = resource.general_access === 'project' ? held : { ...held, level: 'admin' as const };
    return !covered(before, wanted, resource.project_id, 'membership');
  });
};
