// Handing over: what somebody has goes to somebody else, keeping dates, merging to the higher level. Groups and roles never.
import { type Ask, allow, type Principal, principalOf, reachedAmong, rows } from '#access';
import { changeNow, dropGrants, dropMembership, endOfGift, note, putGrant, putMembership } from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  compareLevels,
  type handOver as handOverRoute,
  type Kind,
  type Level,
  notFound,
  type ParamsOf,
  problem,
  type QueryOf,
} from '#contract';
import { kindOf } from '#kinds/index';
import type { StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { recipients } from '../sharing/index.ts';
import { subjectsById } from '../subjects/index.ts';

type Input = {
  params: ParamsOf<typeof handOverRoute>;
  query?: Partial<QueryOf<typeof handOverRoute>>;
  body: BodyOf<typeof handOverRoute>;
};

/** By an administrator; or within a project by one of its admins. */
export const handOver = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, body }: Input,
): Promise<AnswerOf<typeof handOverRoute>> => {
  const { user: from } = params;
  const { to, project } = body;
  const watched = watching.subjects(query, async () => [from, to]);
  return changeNow(deps, principal, { within: 'organization', ...watched }, async (ask, actor) => {
    if (project) await allow(ask, actor, project, 'manage_members', 'project');
    else if (!actor.administers) throw problem('forbidden', 'Only an administrator can hand over everything somebody has.');
    if (!(await subjectsById(ask, [from])).has(from)) throw notFound();
    await recipients(ask, actor, [{ field: 'to', subject: to }]);
    if (from === to) throw problem('invalid', 'They are the same; name somebody else to hand over to.');
    const moved = (await moveMemberships(ask, actor, from, to, project)) + (await moveGrants(ask, actor, from, to, project));
    if (!project) await rows(ask, 'update app_user set owner_id = $2 where owner_id = $1', [from, to]);
    await moveParts(ask, from, to, project);
    await note(ask, actor, { action: 'user.reassign', subject: from, resource: project ?? null, after: { to, moved } });
    return { moved, pending: await pendingOf(ask, actor, from, project) };
  });
};

type Membership = {
  id: number;
  project_id: string;
  level: Level;
  restricted: boolean;
  expires_at: Date | null;
  title: string;
  listed: string[];
};

const membershipsOf = (ask: Ask, subject: string, project: string | undefined): Promise<Membership[]> =>
  rows(
    ask,
    `select m.*, r.title, array(select g.resource_id from access_grant g where g.membership_id = m.id) as listed
       from membership m join resource r on r.id = m.project_id
      where m.subject_id = $1 and ($2::text is null or m.project_id = $2)`,
    [subject, project ?? null],
  );

const moveMemberships = async (
  ask: Ask,
  actor: Principal,
  from: string,
  to: string,
  project: string | undefined,
): Promise<number> => {
  const theirs = new Map((await membershipsOf(ask, to, project)).map((one) => [one.project_id, one]));
  const mine = await membershipsOf(ask, from, project);
  const clashing = mine.filter((one) => {
    const other = theirs.get(one.project_id);
    return (
      other && !one.restricted && !other.restricted && one.level !== other.level && !sameEnd(one.expires_at, other.expires_at)
    );
  });
  if (clashing.length > 0) {
    throw problem(
      'conflict',
      `They are members of ${clashing.map(({ title }) => `“${title}”`).join(', ')} with different levels and different ends; settle those first.`,
    );
  }
  for (const one of mine) {
    const other = theirs.get(one.project_id);
    const put = (level: Level, restricted: boolean, listed: readonly string[], until: Date | null) =>
      putMembership(ask, { subject: to, project: one.project_id, level, restricted, listed, until, by: actor.userId });
    await dropMembership(ask, from, one.project_id);
    if (!other) await put(one.level, one.restricted, one.listed, one.expires_at);
    else if (one.restricted) await grantListed(ask, actor, to, one);
    else if (other.restricted) {
      await grantListed(ask, actor, to, other);
      await put(one.level, false, [], one.expires_at);
    } else
      await put(
        compareLevels(one.level, other.level) > 0 ? one.level : other.level,
        false,
        [],
        latest(one.expires_at, other.expires_at),
      );
  }
  return mine.length;
};

/** A restricted membership that meets another becomes direct grants on what it lists. */
const grantListed = async (ask: Ask, actor: Principal, to: string, { level, listed, expires_at }: Membership) => {
  const kinds = await rows<{ id: string; kind: Kind }>(ask, 'select id, kind from resource where id = any($1::text[])', [listed]);
  const given = level === 'admin' ? 'editor' : level;
  for (const { id, kind } of kinds)
    if (kindOf(kind).grants.includes(given)) await mergeGrant(ask, actor, to, id, given, expires_at);
};

const moveGrants = async (ask: Ask, actor: Principal, from: string, to: string, project: string | undefined): Promise<number> => {
  const grants = await rows<{ resource_id: string; level: 'viewer' | 'editor'; expires_at: Date | null }>(
    ask,
    `select g.resource_id, g.level, g.expires_at from access_grant g join resource r on r.id = g.resource_id
      where g.subject_id = $1 and g.membership_id is null and ($2::text is null or r.project_id = $2)`,
    [from, project ?? null],
  );
  for (const { resource_id, level, expires_at } of grants) {
    await dropGrants(ask, from, resource_id, [level]);
    await mergeGrant(ask, actor, to, resource_id, level, expires_at);
  }
  return grants.length;
};

const mergeGrant = async (
  ask: Ask,
  actor: Principal,
  to: string,
  resource: string,
  level: 'viewer' | 'editor',
  until: Date | null,
) => {
  if (!actor.administers) {
    const row = (await reachedAmong(ask, actor, [resource])).get(resource);
    if (row) await endOfGift(ask, actor, row, level, until);
  }
  const [has] = await rows<{ expires_at: Date | null }>(
    ask,
    'select expires_at from access_grant where subject_id = $1 and resource_id = $2 and level = $3::access_level and membership_id is null',
    [to, resource, level],
  );
  await putGrant(ask, to, resource, level, { until: has ? latest(has.expires_at, until) : until, by: actor.userId });
};

/** Who added a part moves too, where the new one can see it. */
const moveParts = async (ask: Ask, from: string, to: string, project: string | undefined) => {
  const seer = await principalOf(ask, to);
  if (!seer) return;
  const parts = await rows<{ id: string }>(
    ask,
    `select distinct u.part_id as id from resource_use u join resource r on r.id = u.part_id
      where u.added_by = $1 and ($2::text is null or r.project_id = $2)`,
    [from, project ?? null],
  );
  const seen = await reachedAmong(
    ask,
    seer,
    parts.map(({ id }) => id),
  );
  await rows(ask, 'update resource_use set added_by = $2 where added_by = $1 and part_id = any($3::text[])', [
    from,
    to,
    [...seen.keys()],
  ]);
};

/** What isn't moved, named as far as the actor may see it. Of one project it is what was asked for there, no invitations. */
const pendingOf = async (ask: Ask, actor: Principal, from: string, project: string | undefined): Promise<string[]> => {
  const asked = await rows<{ id: string; title: string }>(
    ask,
    `select r.id, r.title from access_request q join resource r on r.id = q.resource_id
      where q.user_id = $1 and q.answered_at is null and $2 < q.expires_at and r.live
        and ($3::text is null or r.id = $3 or r.project_id = $3)`,
    [from, ask.now, project ?? null],
  );
  const reached = await reachedAmong(
    ask,
    actor,
    asked.map(({ id }) => id),
  );
  const requests = asked.map(({ id, title }) => (reached.has(id) ? `a request for “${title}”` : 'a request'));
  if (project) return requests;
  const invited = await rows<{ name: string }>(
    ask,
    `select coalesce(u.email, u.name) as name from invitation i join app_user u on u.id = i.user_id
      where i.invited_by = $1 and i.outcome is null and $2 < i.expires_at`,
    [from, ask.now],
  );
  return [...requests, ...invited.map(({ name }) => `an invitation of ${name}`)];
};

const sameEnd = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();
const latest = (a: Date | null, b: Date | null) => (a && b ? (a > b ? a : b) : null);
