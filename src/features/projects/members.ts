// Members of a project: a level, and whether it reaches everything or only what is listed (Rill's shape, mended).
import { type Allowed, type Ask, allow, type Principal, rows } from '#access';
import { changeNow, dropGrants, dropMembership, endOfGift, note, putMembership } from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  type changeMemberResources as changeMemberResourcesRoute,
  type FieldError,
  type getMember as getMemberRoute,
  invalid,
  isSubjectId,
  type Level,
  type listMembers as listMembersRoute,
  notFound,
  type ParamsOf,
  Problem,
  problem,
  type QueryOf,
  type removeMember as removeMemberRoute,
  type setMember as setMemberRoute,
} from '#contract';
import { kindOf } from '#kinds/index';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { tellShared } from '../notifications/index.ts';
import { type Asked, watching } from '../previews/index.ts';
import { findRefs, requireFresh } from '../resources/index.ts';
import { endAsked, recipients } from '../sharing/index.ts';
import { membersOf, type Thing } from './present.ts';

export const listMembers = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof listMembersRoute>,
): Promise<AnswerOf<typeof listMembersRoute>> => {
  const ask = asking(deps);
  const project = await allow(ask, principal, params.project, 'read_access', 'project');
  return { items: await membersOf(ask, project.id), version: project.access_version };
};

export const getMember = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof getMemberRoute>,
): Promise<AnswerOf<typeof getMemberRoute>> => {
  const ask = asking(deps);
  await allow(ask, principal, params.project, 'read_access', 'project');
  return memberNow(ask, params);
};

type Set = {
  params: ParamsOf<typeof setMemberRoute>;
  query?: Partial<QueryOf<typeof setMemberRoute>>;
  body: BodyOf<typeof setMemberRoute>;
  ifMatch?: number | undefined;
};

export const setMember = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, body, ifMatch }: Set,
): Promise<AnswerOf<typeof setMemberRoute>> => {
  await changeMember(deps, principal, params, { force: query?.force, query }, async (ask, actor, project) => {
    requireFresh(ifMatch, project.access_version);
    await putMember(ask, actor, project, params.subject, body);
  });
  return memberNow(asking(deps), params);
};

/** Makes or changes a member of a project that the actor manages; the caller holds the door open. */
export const putMember = async (
  ask: Ask,
  actor: Principal,
  project: Allowed<'project'>,
  subject: string,
  body: Set['body'],
): Promise<void> => {
  const known = await membership(ask, project.id, subject);
  await recipients(ask, actor, [{ field: 'subject', subject: subject }], new Set(known ? [subject] : []));
  const level = body.level ?? known?.level;
  if (!level) throw invalid('level', 'is missing: a new member needs one');
  const { restricted, listed } = await restriction(ask, project, level, body, known);
  const asked = endAsked(ask, 'expiresAt', body.expiresAt);
  const end = await endFor(ask, actor, project, level, asked, known);
  await putMembership(ask, {
    subject: subject,
    project: project.id,
    level,
    restricted,
    listed,
    until: end,
    by: actor.userId,
  });
  const after = { level, restricted, resources: listed, expiresAt: end };
  await note(ask, actor, { action: 'member.set', resource: project.id, subject: subject, before: known ?? null, after });
  const newly = restricted ? listed.filter((id) => !known?.listed.includes(id)) : known ? [] : [project.id];
  for (const resource of newly) await tellShared(ask, actor, { subject, resource, level: asListed(level, resource, project) });
};

/** On what it lists a membership counts as editor at most. */
const asListed = (level: Level, resource: string, project: Allowed<'project'>): Level =>
  level === 'admin' && resource !== project.id ? 'editor' : level;

/** Adds and removes single listed resources. Only where the membership is restricted: listing must never take access away. */
export const changeMemberResources = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, body, ifMatch }: Given<typeof changeMemberResourcesRoute>,
): Promise<AnswerOf<typeof changeMemberResourcesRoute>> => {
  await changeMember(deps, principal, params, { force: query?.force, query }, async (ask, actor, project) => {
    requireFresh(ifMatch, project.access_version);
    const known = await membership(ask, project.id, params.subject);
    if (!known) throw notFound();
    const add = await listable(ask, project, known.level, body.add ?? [], 'add');
    const remove = await listable(ask, project, known.level, body.remove ?? [], 'remove', known.listed);
    if (!known.restricted) throw problem('conflict', 'This member reaches everything in the project; restrict them first.');
    const listed = [...new Set([...known.listed, ...add])].filter((id) => !remove.includes(id));
    const { level, restricted, expires_at } = known;
    await putMembership(ask, {
      subject: params.subject,
      project: project.id,
      level,
      restricted,
      listed,
      until: expires_at,
      by: known.given_by,
    });
    await note(ask, actor, {
      action: 'member.resources',
      resource: project.id,
      subject: params.subject,
      before: known.listed,
      after: listed,
    });
    for (const resource of listed.filter((id) => !known.listed.includes(id)))
      await tellShared(ask, actor, { subject: params.subject, resource, level: asListed(level, resource, project) });
  });
  return memberNow(asking(deps), params);
};

export const removeMember = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, ifMatch }: Given<typeof removeMemberRoute>,
): Promise<AnswerOf<typeof removeMemberRoute>> => {
  let removed = false;
  let stillReaches: AnswerOf<typeof removeMemberRoute>['stillReaches'] = [];
  // Anyone may give up a membership of their own.
  const givingUp = params.subject === principal.userId && !query?.alsoGrants;
  await changeMember(deps, principal, params, { force: query?.force, givingUp, query }, async (ask, actor, project) => {
    requireFresh(ifMatch, project.access_version);
    const known = await membership(ask, project.id, params.subject);
    removed = await dropMembership(ask, params.subject, project.id);
    const direct = await directInside(ask, project.id, params.subject);
    if (query?.alsoGrants) for (const { id } of direct) await dropGrants(ask, params.subject, id);
    stillReaches = query?.alsoGrants ? [] : direct;
    const taken = query?.alsoGrants ? direct.map(({ id }) => id) : [];
    if (removed || taken.length > 0) {
      await note(ask, actor, {
        action: 'member.remove',
        resource: project.id,
        subject: params.subject,
        before: { membership: known, grants: taken },
        after: null,
      });
    }
  });
  return { removed, stillReaches };
};

// A change of members may cost the project its admin, and what is inside its editors.
const changeMember = async (
  deps: StoreDeps,
  principal: Principal,
  params: { project: string; subject: string },
  { force = false, givingUp = false, query }: { force?: boolean | undefined; givingUp?: boolean; query?: Asked },
  work: (ask: Ask, actor: Principal, project: Allowed<'project'>) => Promise<void>,
) => {
  const manage = (ask: Ask, actor: Principal) =>
    allow(ask, actor, params.project, givingUp ? 'view' : 'manage_members', 'project');
  const { id } = await manage(asking(deps), principal);
  await changeNow(
    deps,
    principal,
    { within: { project: id }, endangers: (ask) => endangered(ask, id, params.subject), force, ...watching.project(query, id) },
    async (ask, actor) => work(ask, actor, await manage(ask, actor)),
  );
};

const endangered = async (ask: Ask, project: string, subject: string): Promise<string[]> => {
  const found = await rows<{ id: string }>(
    ask,
    `select r.id
       from resource r
      where r.project_id = $1
        and (exists (select 1 from membership m where m.project_id = $1 and m.subject_id = $2 and not m.restricted)
             or exists (select 1 from access_grant g where g.resource_id = r.id and g.subject_id = $2 and g.level = 'editor'))`,
    [project, subject],
  );
  return found.map(({ id }) => id);
};

type Known = {
  id: number;
  level: Level;
  restricted: boolean;
  expires_at: Date | null;
  given_by: string | null;
  listed: string[];
};

const membership = async (ask: Ask, project: string, subject: string): Promise<Known | undefined> => {
  if (!isSubjectId(subject)) throw notFound();
  const [known] = await rows<Known>(
    ask,
    `select m.id, m.level, m.restricted, m.expires_at, m.given_by,
            array(select g.resource_id from access_grant g where g.membership_id = m.id) as listed
       from membership m where m.project_id = $1 and m.subject_id = $2`,
    [project, subject],
  );
  return known;
};

// Without a date a live membership keeps its own; a level that it newly gets lasts no longer than the giver's.
const endFor = async (
  ask: Ask,
  actor: Principal,
  project: Allowed<'project'>,
  level: Level,
  asked: Date | null | undefined,
  known: Known | undefined,
) => {
  const live = known && (known.expires_at === null || known.expires_at > ask.now);
  if (asked !== undefined || !live) return endOfGift(ask, actor, project, level, asked);
  if (known.level === level) return known.expires_at;
  const giver = await endOfGift(ask, actor, project, level, undefined);
  return giver && known.expires_at ? (giver < known.expires_at ? giver : known.expires_at) : (giver ?? known.expires_at);
};

// The table of section 4, "Members and restrict-resources", row by row.
const restriction = async (
  ask: Ask,
  project: Allowed<'project'>,
  level: Level,
  { restricted, resources }: Set['body'],
  known: Known | undefined,
): Promise<{ restricted: boolean; listed: string[] }> => {
  const asked = resources && (await listable(ask, project, level, resources, 'resources'));
  if (asked === undefined) {
    if (restricted === undefined) return { restricted: known?.restricted ?? false, listed: known?.listed ?? [] };
    return { restricted, listed: restricted ? (known?.listed ?? []) : [] };
  }
  if (asked.length === 0) {
    if (restricted === undefined) throw invalid('resources', 'is empty: to take everything away say so with "restricted": true');
    return { restricted, listed: [] };
  }
  if (restricted === false) throw invalid('restricted', 'is false although resources are listed; which is it?');
  return { restricted: true, listed: asked };
};

/** Ids of what is listed. Every name that is unknown, foreign or can't be listed is named, and nothing is changed. */
const listable = async (
  ask: Ask,
  project: Allowed<'project'>,
  level: Level,
  refs: readonly string[],
  field: string,
  known: readonly string[] = [],
) => {
  const found = await findRefs(ask, project.id, refs);
  const wrong: FieldError[] = refs.flatMap((ref, at) => {
    const used = found.get(ref);
    const where = `${field}[${at}]`;
    if (!used || (!used.live && !known.includes(used.id)))
      return [{ field: where, message: `names nothing in this project: ${ref}` }];
    if (field === 'remove' || kindOf(used.kind).listable(level)) return [];
    return [{ field: where, message: `is a ${kindOf(used.kind).label}, which can't be listed for a ${level}: ${ref}` }];
  });
  if (wrong.length > 0) throw new Problem('invalid', wrong.map(({ field, message }) => `${field} ${message}`).join('; '), wrong);
  return [...new Set(refs.map((ref) => found.get(ref)!.id))];
};

const memberNow = async (ask: Ask, { project, subject }: { project: string; subject: string }) => {
  const [member] = await membersOf(ask, project, subject);
  const [list] = await rows<{ version: number }>(ask, 'select access_version as version from resource where id = $1', [project]);
  if (!member || !list) throw notFound();
  return { ...member, version: list.version };
};

const directInside = (ask: Ask, project: string, subject: string): Promise<Thing[]> =>
  rows(
    ask,
    `select distinct r.id, r.kind, r.name, r.title
       from access_grant g join resource r on r.id = g.resource_id
      where r.project_id = $1 and r.live and g.subject_id = $2 and g.membership_id is null
      order by r.title`,
    [project, subject],
  );
