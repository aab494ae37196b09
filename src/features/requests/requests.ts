// Asking for access by link. What is asked about stays unknown to who asks; what is given is the least that was asked.
import { type Ask, allow, allowed, open, type Principal, reachedAmong, rows } from '#access';
import { changeNow, note } from '#access/giving/index';
import {
  type AccessRequest,
  type AnswerOf,
  type approveRequest as approveRequestRoute,
  type askForAccess as askForAccessRoute,
  atLeast,
  type BodyOf,
  type declineRequest as declineRequestRoute,
  isResourceId,
  type Kind,
  type Level,
  type listRequests as listRequestsRoute,
  notFound,
  type ParamsOf,
  problem,
  type QueryOf,
} from '#contract';
import { kindOf } from '#kinds/index';
import { newId } from '#store/new-id';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { placeInGroup } from '../groups/index.ts';
import { settleAsked, tellAnswered, tellAsked } from '../notifications/index.ts';
import { putMember } from '../projects/index.ts';
import { giveAccess } from '../sharing/index.ts';
import { subjectsById } from '../subjects/index.ts';
import { requireWriting, write } from '../write.ts';

const openFor = 14 * 24 * 60 * 60 * 1000;

/** Always the same answer; asking for what one has, or for what isn't there, changes nothing. */
export const askForAccess = async (
  deps: StoreDeps,
  principal: Principal,
  { params, body }: { params: ParamsOf<typeof askForAccessRoute>; body: BodyOf<typeof askForAccessRoute> },
): Promise<AnswerOf<typeof askForAccessRoute>> => {
  // Before anything is looked at: the refusal must not tell whether there is anything.
  requireWriting(principal);
  const ask = asking(deps);
  const [row] = isResourceId(params.resource)
    ? await rows<{ kind: Kind }>(ask, 'select kind from resource where id = $1 and live', [params.resource])
    : [];
  if (!row) return { asked: true };
  if (row.kind !== 'project' && !kindOf(row.kind).grants.includes(body.level)) return { asked: true };
  if (await holds(ask, principal, params.resource, row.kind, body.level)) return { asked: true };
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
    if (asked)
      await tellAsked(ask, principal, { request: asked.id, resource: params.resource, kind: row.kind, level: body.level });
  });
  return { asked: true };
};

/** Of a project only memberships count as what one has. */
const holds = async (ask: Ask, principal: Principal, id: string, kind: Kind, level: Level): Promise<boolean> => {
  if (kind !== 'project') return atLeast((await reachedAmong(ask, principal, [id])).get(id)?.level ?? null, level);
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
  const after = decodeCursor(query.cursor, 'requests', ['text']);
  const found = await rows<RequestRow>(
    ask,
    `select q.*, r.kind, r.name, r.title from access_request q join resource r on r.id = q.resource_id
      where ($1::text is null or q.resource_id = $1)
        and ($2::text is null or q.user_id = $2)
        and ($2::text is not null or (q.answered_at is null and $3 < q.expires_at and r.live))
        and ($4::text is null or q.id < $4)
      order by q.id desc`,
    [query.resource ?? null, mine ? principal.userId : null, ask.now, after?.[0] ?? null],
  );
  const answerable = mine ? found : await answerableBy(ask, principal, found);
  const { page, next } = paged('requests', answerable, limit, (last) => [last.id]);
  return { items: await present(ask, page, mine), next };
};

/** Editors answer for a resource, admins for a project. */
const answerableBy = async (ask: Ask, principal: Principal, found: readonly RequestRow[]): Promise<RequestRow[]> => {
  const reached = await reachedAmong(ask, principal, [...new Set(found.map(({ resource_id }) => resource_id))]);
  return found.filter(({ resource_id, kind }) =>
    atLeast(reached.get(resource_id)?.level ?? null, kind === 'project' ? 'admin' : 'editor'),
  );
};

export const approveRequest = async (
  deps: StoreDeps,
  principal: Principal,
  { params, body }: { params: ParamsOf<typeof approveRequestRoute>; body?: BodyOf<typeof approveRequestRoute> },
): Promise<AnswerOf<typeof approveRequestRoute>> =>
  answer(deps, principal, params.request, 'approved', async (ask, actor, request) => {
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
  { params }: { params: ParamsOf<typeof declineRequestRoute> },
): Promise<AnswerOf<typeof declineRequestRoute>> => answer(deps, principal, params.request, 'declined', async () => {});

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
  kind: Kind;
  name: string;
  title: string;
};

const byId = async (ask: Ask, id: string): Promise<RequestRow> => {
  const [found] = await rows<RequestRow>(
    ask,
    'select q.*, r.kind, r.name, r.title from access_request q join resource r on r.id = q.resource_id where q.id = $1 and r.live for update of q',
    [id],
  );
  if (!found) throw notFound();
  return found;
};

// Answered once: the row is held while it is answered.
const answer = async (
  deps: StoreDeps,
  principal: Principal,
  id: string,
  outcome: 'approved' | 'declined',
  work: (ask: Ask, actor: Principal, request: RequestRow) => Promise<void>,
): Promise<AccessRequest> => {
  await changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    const request = await byId(ask, id);
    const row = await open(ask, actor, request.resource_id);
    await allowed(ask, actor, row, row.kind === 'project' ? 'manage_members' : 'share');
    if (request.answered_at || request.expires_at <= ask.now)
      throw problem('conflict', 'This request was answered already, or has lapsed.');
    await work(ask, actor, request);
    await rows(ask, 'update access_request set answered_at = $2, answered_by = $3, answer = $4 where id = $1', [
      id,
      ask.now,
      actor.userId,
      outcome,
    ]);
    await settleAsked(ask, id);
    if (outcome === 'approved')
      await tellAnswered(ask, actor, {
        request: id,
        asker: request.user_id,
        resource: request.resource_id,
        level: request.level,
      });
    await note(ask, actor, {
      action: `request.${outcome}`,
      resource: request.resource_id,
      subject: request.user_id,
      before: { level: request.level },
    });
  });
  const ask = asking(deps);
  const [shown] = await present(ask, [await byId(ask, id)], false);
  return shown!; // the one that was just answered
};

const present = async (ask: Ask, found: readonly RequestRow[], mine: boolean): Promise<AccessRequest[]> => {
  const subjects = await subjectsById(
    ask,
    found.map(({ user_id }) => user_id),
  );
  return found.flatMap((row) => {
    const subject = subjects.get(row.user_id);
    if (!subject) return [];
    const lapsed = row.answered_at === null && row.expires_at <= ask.now;
    const state = lapsed || (mine && row.answer === 'declined') ? 'lapsed' : (row.answer ?? 'open');
    return [
      {
        id: row.id,
        subject,
        // Who asked learns nothing about the thing but that they asked.
        resource:
          mine && row.answer !== 'approved' ? null : { id: row.resource_id, kind: row.kind, name: row.name, title: row.title },
        level: row.level,
        message: row.message,
        askedAt: row.asked_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        state,
      },
    ];
  });
};
