// Giving, changing and taking access to one resource (access model, section 4).
import { type Allowed, type Ask, allowed, open, type Principal, rows } from '#access';
import {
  change,
  dropGrants,
  endOfGift,
  holdsUntil,
  note,
  type Outcome,
  setGeneralAccess as openTo,
  putGrant,
} from '#access/giving/index';
import {
  type AnswerOf,
  atLeast,
  type BodyOf,
  type GeneralAccess,
  invalid,
  type Level,
  type ParamsOf,
  type patchAccess as patchAccessRoute,
  type putAccess as putAccessRoute,
  type QueryOf,
} from '#contract';
import { kindOf } from '#kinds/index';
import { asking, type StoreDeps } from '../deps.ts';
import { tellShared } from '../notifications/index.ts';
import { previewOf } from '../previews/index.ts';
import { requireFresh, requireMembership } from '../resources/index.ts';
import { endAsked, recipients } from './given.ts';
import { accessOf } from './present.ts';

type Options = Partial<QueryOf<typeof patchAccessRoute>>;
type Patch = {
  params: ParamsOf<typeof patchAccessRoute>;
  query?: Options;
  body: BodyOf<typeof patchAccessRoute>;
  ifMatch?: number;
};
type Put = { params: ParamsOf<typeof putAccessRoute>; query?: Options; body: BodyOf<typeof putAccessRoute>; ifMatch?: number };

/** Adds, changes and removes single grants. Granting a higher level adds, a lower one replaces; revoking takes all. */
export const patchAccess = (
  deps: StoreDeps,
  principal: Principal,
  { params, query = {}, body, ifMatch }: Patch,
): Promise<AnswerOf<typeof patchAccessRoute>> => {
  const revoked = body.revoke ?? [];
  const givesUp = revoked.length > 0 && revoked.every((subject) => subject === principal.userId);
  const givingUp = givesUp && !body.grant?.length && !body.generalAccess;
  return changeAccess(
    deps,
    principal,
    { params, query, givingUp, ...(ifMatch !== undefined && { ifMatch }) },
    async (ask, actor, row) => {
      await giveAccess(ask, actor, row, body.grant ?? [], { notify: body.notify ?? true, message: body.message });
      for (const subject of revoked) {
        const gone = await dropGrants(ask, subject, row.id);
        if (gone.length > 0)
          await note(ask, actor, { action: 'access.take', resource: row.id, subject, before: gone, after: [] });
      }
      return body.generalAccess ? setGeneralAccess(ask, actor, row, body.generalAccess) : undefined;
    },
  );
};

/** Gives on a resource that the actor may share; the caller holds the door open. */
export const giveAccess = async (
  ask: Ask,
  actor: Principal,
  row: Allowed,
  grants: NonNullable<Patch['body']['grant']>,
  { notify, message }: { notify: boolean; message?: string | undefined } = { notify: true },
): Promise<void> => {
  const has = await directGrants(ask, row.id);
  await recipients(
    ask,
    actor,
    grants.map(({ subject }, at) => ({ field: `grant[${at}].subject`, subject })),
    new Set(has.map(({ subject_id }) => subject_id)),
  );
  for (const [at, { subject, level, expiresAt }] of grants.entries()) {
    const field = `grant[${at}]`;
    if (!kindOf(row.kind).grants.includes(level) || level === 'admin') {
      throw invalid(`${field}.level`, `can't be ${level} on a ${kindOf(row.kind).label}`);
    }
    const mine = has.filter(({ subject_id }) => subject_id === subject);
    await requireNotRaisingGone(ask, actor, subject, level, mine);
    const end = await endFor(ask, actor, row, level, endAsked(ask, `${field}.expiresAt`, expiresAt), mine);
    if (level === 'viewer') await dropGrants(ask, subject, row.id, ['editor']);
    await putGrant(ask, subject, row.id, level, { until: end, by: actor.userId });
    await note(ask, actor, {
      action: 'access.give',
      resource: row.id,
      subject,
      before: levelsOf(mine),
      after: { level, expiresAt: end },
    });
    if (notify && !holds(ask, mine, level)) await tellShared(ask, actor, { subject, resource: row.id, level, message });
  }
};

/** Replaces the lists it carries and touches only their level; who stays on a list keeps their date unless one is given. */
export const putAccess = (
  deps: StoreDeps,
  principal: Principal,
  { params, query = {}, body, ifMatch }: Put,
): Promise<AnswerOf<typeof putAccessRoute>> =>
  changeAccess(
    deps,
    principal,
    { params, query, givingUp: false, ...(ifMatch !== undefined && { ifMatch }) },
    async (ask, actor, row) => {
      const has = await directGrants(ask, row.id);
      for (const [field, level] of [
        ['editors', 'editor'],
        ['viewers', 'viewer'],
      ] as const) {
        const list = body[field];
        if (!list) continue;
        if (list.length > 0 && !kindOf(row.kind).grants.includes(level))
          throw invalid(field, `can't be listed on a ${kindOf(row.kind).label}`);
        await setList(ask, actor, row, { field, level, list, has });
      }
      return body.generalAccess ? setGeneralAccess(ask, actor, row, body.generalAccess) : undefined;
    },
  );

type Held = { subject_id: string; level: Level; expires_at: Date | null };
type List = { field: string; level: 'viewer' | 'editor'; list: NonNullable<Put['body']['editors']>; has: readonly Held[] };

const setList = async (ask: Ask, actor: Principal, row: Allowed, { field, level, list, has }: List) => {
  const entries = list.map((entry, at) => ({
    field: `${field}[${at}]`,
    ...(typeof entry === 'string' ? { subject: entry } : entry),
  }));
  const onList = has.filter((grant) => grant.level === level);
  await recipients(ask, actor, entries, new Set(has.map(({ subject_id }) => subject_id)));
  for (const { subject_id } of onList.filter((grant) => !entries.some(({ subject }) => subject === grant.subject_id))) {
    await dropGrants(ask, subject_id, row.id, [level]);
    await note(ask, actor, { action: 'access.take', resource: row.id, subject: subject_id, before: [level], after: [] });
  }
  for (const entry of entries) {
    const mine = has.filter(({ subject_id }) => subject_id === entry.subject);
    const kept = mine.find((grant) => grant.level === level);
    const asked = endAsked(ask, `${entry.field}.expiresAt`, 'expiresAt' in entry ? entry.expiresAt : undefined);
    if (kept && asked === undefined) continue;
    await requireNotRaisingGone(ask, actor, entry.subject, level, mine);
    const end = await endFor(ask, actor, row, level, asked, mine);
    await putGrant(ask, entry.subject, row.id, level, { until: end, by: actor.userId });
    await note(ask, actor, {
      action: 'access.give',
      resource: row.id,
      subject: entry.subject,
      before: levelsOf(mine),
      after: { level, expiresAt: end },
    });
    if (!holds(ask, mine, level)) await tellShared(ask, actor, { subject: entry.subject, resource: row.id, level });
  }
};

const changeAccess = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query, givingUp, ifMatch }: { params: { resource: string }; query: Options; givingUp: boolean; ifMatch?: number },
  work: (ask: Ask, actor: Principal, row: Allowed) => Promise<string | undefined>,
) => {
  const share = async (ask: Ask, actor: Principal): Promise<Allowed> => {
    const row = await open(ask, actor, params.resource);
    // Anyone may give up a direct grant of their own.
    return allowed(ask, actor, row, givingUp && row.kind !== 'project' ? 'view' : 'share');
  };
  const { id, project_id } = await share(asking(deps), principal);
  const outcome: Outcome<string | undefined> = await change(
    deps,
    principal,
    {
      within: { project: project_id },
      endangers: async () => [id],
      force: query.force ?? false,
      ...(query.preview && { preview: async () => [id] }),
    },
    async (ask, actor) => {
      const row = await share(ask, actor);
      requireFresh(ifMatch, row.access_version);
      return work(ask, actor, row);
    },
  );
  const ask = asking(deps);
  if ('preview' in outcome) return previewOf(ask, principal, outcome.preview, id);
  return accessOf(ask, principal, id, outcome.done);
};

const directGrants = (ask: Ask, resource: string): Promise<Held[]> =>
  rows(ask, 'select subject_id, level, expires_at from access_grant where resource_id = $1 and membership_id is null', [
    resource,
  ]);

const holds = (ask: Ask, mine: readonly Held[], level: Level): boolean =>
  mine.some((grant) => atLeast(grant.level, level) && (grant.expires_at === null || grant.expires_at > ask.now));

const levelsOf = (held: readonly Held[]) => held.map(({ level, expires_at }) => ({ level, expiresAt: expires_at }));

// Who already has access may be kept, lowered and removed although they could not be added now; not raised.
const requireNotRaisingGone = async (ask: Ask, actor: Principal, subject: string, level: Level, mine: readonly Held[]) => {
  if (level === 'viewer' ? mine.length > 0 : mine.some((grant) => grant.level === 'editor')) return;
  await recipients(ask, actor, [{ field: 'subject', subject }]);
};

// Without a date a live grant of that level keeps its own; a new one lasts as long as the giver's own level.
const endFor = async (
  ask: Ask,
  actor: Principal,
  row: Allowed,
  level: Level,
  asked: Date | null | undefined,
  mine: readonly Held[],
) => {
  const live = mine.find((grant) => grant.level === level && (grant.expires_at === null || grant.expires_at > ask.now));
  if (asked === undefined && live) return live.expires_at;
  return endOfGift(ask, actor, row, level, asked);
};

/** Answers a sentence for the actor when making it private gave them a grant of their own. */
const setGeneralAccess = async (
  ask: Ask,
  actor: Principal,
  row: Allowed,
  generalAccess: GeneralAccess,
): Promise<string | undefined> => {
  const kind = kindOf(row.kind);
  if (generalAccess === row.general_access) return undefined;
  if (kind.alwaysPrivate) throw invalid('generalAccess', `of a ${kind.label} is always private`);
  if (generalAccess === 'project') await requireMembership(ask, actor, row.project_id);
  const own = generalAccess === 'private' ? await holdsUntil(ask, actor, row, 'editor') : undefined;
  await openTo(ask, row.id, generalAccess);
  await note(ask, actor, { action: 'access.general', resource: row.id, before: row.general_access, after: generalAccess });
  if (generalAccess === 'project' || own === undefined || (await holdsUntil(ask, actor, row, 'editor')) !== undefined)
    return undefined;
  await putGrant(ask, actor.userId, row.id, 'editor', { until: own, by: actor.userId });
  await note(ask, actor, {
    action: 'access.give',
    resource: row.id,
    subject: actor.userId,
    before: [],
    after: { level: 'editor', expiresAt: own },
  });
  return 'You could edit this only through the project; you now have edit access of your own.';
};
