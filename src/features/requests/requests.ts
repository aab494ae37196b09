// Asking for access by link. What is asked about stays unknown to who asks; what is given is the least that was asked.
import {
  type Ask,
  allow,
  allowed,
  levelOn,
  open,
  type Principal,
  principalOf,
  privateTo,
  reachedAmong,
  requireWriting,
  rows,
} from '#access';
import { changeNow, note } from '#access/giving/index';
import {
  type AccessRequest,
  type AnswerOf,
  type approveRequest as approveRequestRoute,
  type askForAccess as askForAccessRoute,
  atLeast,
  type declineRequest as declineRequestRoute,
  isResourceId,
  type Kind,
  type Level,
  type listRequests as listRequestsRoute,
  notFound,
  problem,
  type QueryOf,
  type Subject,
} from '#contract';
import { kindOf } from '#kinds/index';
import { newId } from '#store/new-id';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { placeInGroup } from '../groups/index.ts';
import { settleAsked, tellAnswered, tellAsked, tellDeclined } from '../notifications/index.ts';
import { type Asked, watching } from '../previews/index.ts';
import { putMember } from '../projects/index.ts';
import { giveAccess } from '../sharing/index.ts';
import { subjectsById } from '../subjects/index.ts';
import { write } from '../write.ts';

const openFor = 14 * 24 * 60 * 60 * 1000;

/** So many one may have open; beyond it the oldest gives way, whatever it was about. */
const openAtMost = 50;

/**
 * Always the same answer. What is asked for is kept even where there is nothing behind the id, so that one's own list tells
 * no more than the answer does; only for what one has nothing is kept, and that one can see.
 */
export const askForAccess = async (
  deps: StoreDeps,
  principal: Principal,
  { params, body }: Given<typeof askForAccessRoute>,
): Promise<AnswerOf<typeof askForAccessRoute>> => {
  // Before anything is looked at: the refusal must not tell whether there is anything.
  requireWriting(principal);
  const ask = asking(deps);
  if (!isResourceId(params.resource)) return { asked: true };
  if (await holds(ask, principal, params.resource, body.level)) return { asked: true };
  await write(deps, principal, async (ask) => {
    const [asked] = await rows<{ id: string }>(
      ask,
      `insert into access_request (id, user_id, resource_id, level, message, asked_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (user_id, resource_id) where answered_at is null
       do update set level = excluded.level, message = excluded.message, asked_at = excluded.asked_at, expires_at = excluded.expires_at
       returning id`,
      [newId('req'), principal.userId, params.resource, body.level, body.message, ask.now, new Date(ask.now.getTime() + openFor)],
    );
    await rows(ask, forgetting, [principal.userId, openAtMost]);
    const [there] = await rows<{ kind: Kind }>(ask, 'select kind from resource where id = $1 and live', [params.resource]);
    if (asked && there && isGivable(there.kind, body.level))
      await tellAsked(ask, principal, {
        request: asked.id,
        resource: params.resource,
        kind: there.kind,
        level: body.level,
        message: body.message,
      });
  });
  return { asked: true };
};

/** To who asked, it is as if nobody had answered; whatever their own list shows must not depend on whether somebody did. */
const untold = "(answered_at is null or (answer = 'declined' and reason = ''))";

/** What is more than anybody asks for. */
const forgetting = `
delete from access_request
 where user_id = $1
   and ${untold}
   and resource_id in (select resource_id from access_request where user_id = $1 and ${untold}
                        group by resource_id order by max(asked_at) desc, resource_id desc offset $2)`;

/** Of a project only memberships count as what one has. */
const holds = async (ask: Ask, principal: Principal, id: string, level: Level): Promise<boolean> => {
  const row = (await reachedAmong(ask, principal, [id])).get(id);
  if (!row) return false;
  if (row.kind !== 'project') return atLeast(row.level, level);
  const found = await rows<{ level: Level }>(
    ask,
    `select level from membership
      where project_id = $1 and subject_id = any($2::text[]) and not restricted and (expires_at is null or $3 < expires_at)`,
    [id, principal.subjects, ask.now],
  );
  return principal.administers || found.some((membership) => atLeast(membership.level, level));
};

export const listRequests = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listRequestsRoute> },
): Promise<AnswerOf<typeof listRequestsRoute>> => {
  const ask = asking(deps);
  const mine = query.mine === 'true';
  const limit = query.limit ?? 50;
  const after = decodeCursor(query.cursor, mine ? 'asked' : 'requests', ['text']);
  const found = await rows<RequestRow>(ask, mine ? asked : waiting, [
    query.resource ?? null,
    mine ? privateTo(principal) : null,
    ask.now,
    after?.[0] ?? null,
  ]);
  const answerable = mine ? found : await answerableBy(ask, principal, found);
  const { page, next } = paged(mine ? 'asked' : 'requests', answerable, limit, (last) => [last.id]);
  return { items: await (mine ? presentOwn(ask, principal, page) : present(ask, page)), next };
};

/**
 * One's own, the latest about each thing, whether or not it is there. Until an answer is told it goes by an id of who asked
 * for what: asking again after a silent no makes another request, and its id would tell that there was one.
 */
const asked = `
select q.*, r.kind, r.name, r.title
  from (select distinct on (resource_id)
               case when ${untold} then 'req_' || left(md5(user_id || ' ' || resource_id), 20) else id end as id,
               user_id, resource_id, level, message, asked_at, expires_at, answered_at, answer, reason
          from access_request
         where user_id = $2 and ($1::text is null or resource_id = $1)
         order by resource_id, asked_at desc, access_request.id desc) q
  left join resource r on r.id = q.resource_id
 where $3::timestamptz is not null and ($4::text is null or q.id < $4)
 order by q.id desc`;

const waiting = `
select q.*, r.kind, r.name, r.title
  from access_request q
  join resource r on r.id = q.resource_id and r.live
 where ($1::text is null or q.resource_id = $1)
   and $2::text is null
   and q.answered_at is null and $3 < q.expires_at
   and ($4::text is null or q.id < $4)
 order by q.id desc`;

const isGivable = (kind: Kind, level: Level) => kind === 'project' || kindOf(kind).grants.includes(level);

/** Editors answer for a resource, admins for a project. */
const answerableBy = async (ask: Ask, principal: Principal, found: readonly RequestRow[]): Promise<RequestRow[]> => {
  const reached = await reachedAmong(ask, principal, [...new Set(found.map(({ resource_id }) => resource_id))]);
  // What can't be given there was asked for all the same, and waits for nobody.
  return found.filter(
    ({ resource_id, kind, level }) =>
      isGivable(kind, level) && atLeast(reached.get(resource_id)?.level ?? null, kind === 'project' ? 'admin' : 'editor'),
  );
};

export const approveRequest = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, body }: Given<typeof approveRequestRoute>,
): Promise<AnswerOf<typeof approveRequestRoute>> =>
  answer(deps, principal, params.request, { outcome: 'approved', query }, async (ask, actor, request) => {
    const level = body?.level ?? request.level;
    if (level === 'admin') throw problem('invalid', 'Only viewer and editor can be asked for.');
    if (body?.group) return placeInGroup(ask, actor, body.group, request.user_id);
    if (request.kind === 'project') {
      const project = await allow(ask, actor, request.resource_id, 'manage_members', 'project');
      return putMember(ask, actor, project, request.user_id, { level });
    }
    const row = await allow(ask, actor, request.resource_id, 'share');
    // What they were given meanwhile is not lowered by it.
    const [has] = await rows(
      ask,
      `select 1 from access_grant
        where subject_id = $1 and resource_id = $2 and membership_id is null and level >= $3::access_level and (expires_at is null or $4 < expires_at)`,
      [request.user_id, row.id, level, ask.now],
    );
    if (!has) await giveAccess(ask, actor, row, [{ subject: request.user_id, level }]);
  });

export const declineRequest = async (
  deps: StoreDeps,
  principal: Principal,
  { params, body }: Given<typeof declineRequestRoute>,
): Promise<AnswerOf<typeof declineRequestRoute>> =>
  answer(deps, principal, params.request, { outcome: 'declined', reason: body?.reason ?? '' }, async () => {});

type RequestRow = {
  id: string;
  user_id: string;
  resource_id: string;
  level: Level;
  message: string;
  asked_at: Date;
  expires_at: Date;
  answered_at: Date | null;
  answer: 'approved' | 'declined' | null;
  reason: string;
  kind: Kind;
  name: string;
  title: string;
};

const seekById = async (ask: Ask, id: string): Promise<RequestRow | undefined> => {
  const [found] = await rows<RequestRow>(
    ask,
    'select q.*, r.kind, r.name, r.title from access_request q join resource r on r.id = q.resource_id where q.id = $1 and r.live for update of q',
    [id],
  );
  return found;
};

const byId = async (ask: Ask, id: string): Promise<RequestRow> => {
  const found = await seekById(ask, id);
  if (!found) throw notFound();
  return found;
};

// Answered once: the row is held while it is answered.
const answer = async (
  deps: StoreDeps,
  principal: Principal,
  id: string,
  { outcome, reason = '', query }: { outcome: 'approved' | 'declined'; reason?: string; query?: Asked },
  work: (ask: Ask, actor: Principal, request: RequestRow) => Promise<void>,
): Promise<AccessRequest> => {
  const asked = query?.preview ? await seekById(asking(deps), id) : undefined;
  // A request that isn't there is asked about as one that is: a token that only reads must not tell them apart.
  const watched = watching.resource(query, asked?.resource_id ?? '');
  await changeNow(deps, principal, { within: 'organization', ...watched }, async (ask, actor) => {
    const request = await byId(ask, id);
    const row = await open(ask, actor, request.resource_id);
    await allowed(ask, actor, row, row.kind === 'project' ? 'manage_members' : 'share');
    if (request.answered_at || request.expires_at <= ask.now)
      throw problem('conflict', 'This request was answered already, or has lapsed.');
    await work(ask, actor, request);
    await rows(ask, 'update access_request set answered_at = $2, answered_by = $3, answer = $4, reason = $5 where id = $1', [
      id,
      ask.now,
      actor.userId,
      outcome,
      reason,
    ]);
    await settleAsked(ask, id);
    if (outcome === 'approved') {
      // What they can now, which needn't be what they asked for; who isn't active can nothing yet.
      const asker = await principalOf(ask, request.user_id);
      const level = (asker && (await levelOn(ask, asker, request.resource_id))) ?? request.level;
      await tellAnswered(ask, actor, { request: id, asker: request.user_id, resource: request.resource_id, level });
    }
    if (reason) await tellDeclined(ask, actor, { request: id, asker: request.user_id, resource: request.resource_id, reason });
    await note(ask, actor, {
      action: `request.${outcome}`,
      resource: request.resource_id,
      subject: request.user_id,
      before: { level: request.level },
      ...(reason && { after: { reason } }),
    });
  });
  const ask = asking(deps);
  const [shown] = await present(ask, [await byId(ask, id)]);
  return shown!; // the one that was just answered
};

const present = async (ask: Ask, found: readonly RequestRow[]): Promise<AccessRequest[]> => {
  const subjects = await subjectsById(
    ask,
    found.map(({ user_id }) => user_id),
  );
  return found.flatMap((row) => {
    const subject = subjects.get(row.user_id);
    if (!subject) return [];
    const { resource_id: id, kind, name, title } = row;
    const lapsed = row.answered_at === null && row.expires_at <= ask.now;
    return [{ ...said(row, subject), resource: { id, kind, name, title }, state: lapsed ? 'lapsed' : (row.answer ?? 'open') }];
  });
};

/**
 * Who asked learns nothing about the thing but that they asked, until they reach it; and of a refusal no more than the
 * reason that they were given: without one it stays open until it lapses, as everything else does that nobody answers.
 */
const presentOwn = async (ask: Ask, principal: Principal, found: readonly RequestRow[]): Promise<AccessRequest[]> => {
  const subject = (await subjectsById(ask, [principal.userId])).get(principal.userId);
  if (!subject) return [];
  const reached = await reachedAmong(ask, principal, [...new Set(found.map(({ resource_id }) => resource_id))]);
  return found.map((row) => {
    const thing = row.answer === 'approved' ? reached.get(row.resource_id) : undefined;
    const resource = thing ? { id: thing.id, kind: thing.kind, name: thing.name, title: thing.title } : null;
    const open = row.expires_at <= ask.now ? 'lapsed' : 'open';
    const told = row.answer === 'approved' || row.reason !== '';
    return { ...said(row, subject), resource, state: (told && row.answer) || open };
  });
};

const said = (row: RequestRow, subject: Subject) => ({
  id: row.id,
  subject,
  level: row.level,
  message: row.message,
  reason: row.reason,
  askedAt: row.asked_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});
