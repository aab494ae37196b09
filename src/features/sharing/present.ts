// The access list as its editors read it, and what a change of it would do.
import { type Ask, allow, levelOn, open, type Principal, rows, whoReaches } from '#access';
import { holdsUntil } from '#access/giving/index';
import {
  type Access,
  type AnswerOf,
  compareLevels,
  type getAccess as getAccessRoute,
  type Level,
  type ReasonKind,
} from '#contract';
import { kindOf } from '#kinds/index';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { subjectsById } from '../subjects/index.ts';

export const getAccess = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof getAccessRoute>,
): Promise<AnswerOf<typeof getAccessRoute>> => {
  const ask = asking(deps);
  await allow(ask, principal, params.resource, 'read_access');
  return accessOf(ask, principal, params.resource);
};

type GrantRow = {
  kind: ReasonKind;
  subject_id: string;
  level: Level;
  expires_at: Date | null;
  given_by: string | null;
  given_at: Date;
};

/** What reaches a resource, a row each: direct grants, listings, memberships that count on it, administrators. */
const everyWay = `
  select case when g.membership_id is null then 'direct' else 'listed' end as kind, g.subject_id, g.level, g.expires_at, g.given_by, g.given_at
    from access_grant g
   where g.resource_id = $1
  union all
  select 'member', m.subject_id, m.level, m.expires_at, m.given_by, m.given_at
    from resource r
    join membership m on m.project_id = r.project_id and not m.restricted
   where r.id = $1 and (r.general_access = 'project' or m.level = 'admin' or r.kind = 'project')
  union all
  select 'administrator', h.holder_id, 'admin', h.expires_at, h.given_by, h.given_at
    from role o
    join role_holder h on h.role_id = o.id
   where 'organization.administer' = any(o.capabilities)`;

export const accessOf = async (ask: Ask, principal: Principal, id: string, told?: string): Promise<Access> => {
  // Whoever just gave up their own access has nothing left to read.
  if ((await levelOn(ask, principal, id)) === null) return { ...nothing, ...(told && { note: told }) };
  const row = await open(ask, principal, id);
  const ways = (await rows<GrantRow>(ask, everyWay, [id])).filter(
    ({ expires_at }) => expires_at === null || expires_at > ask.now,
  );
  const subjects = await subjectsById(
    ask,
    ways.flatMap(({ subject_id, given_by }) => [subject_id, given_by]),
  );
  const who = await whoReaches(ask, id);
  const people = await subjectsById(
    ask,
    who.map(({ userId }) => userId),
  );
  const entries = ways
    .flatMap((way) => {
      const subject = subjects.get(way.subject_id);
      if (!subject) return [];
      const { kind, level, expires_at, given_by, given_at } = way;
      const givenBy = (given_by && subjects.get(given_by)) || null;
      return [{ kind, subject, level, expiresAt: expires_at?.toISOString() ?? null, givenBy, givenAt: given_at.toISOString() }];
    })
    .sort((a, b) => compareLevels(b.level, a.level) || a.subject.label.localeCompare(b.subject.label));
  const direct = (level: Level) =>
    entries.filter((entry) => entry.kind === 'direct' && entry.level === level).map(({ kind: _, ...grant }) => grant);
  const canGive: Level[] = [];
  for (const level of kindOf(row.kind).grants)
    if ((await holdsUntil(ask, principal, row, level)) !== undefined) canGive.push(level);
  return {
    generalAccess: row.general_access,
    editors: direct('editor'),
    viewers: direct('viewer'),
    inherited: entries.filter(({ kind }) => kind !== 'direct'),
    people: who.length,
    guests: [...people.values()].filter(({ userKind }) => userKind === 'guest').length,
    version: row.access_version,
    canGive,
    ...(told && { note: told }),
  };
};

const nothing: Access = {
  generalAccess: 'private',
  editors: [],
  viewers: [],
  inherited: [],
  people: 0,
  guests: 0,
  version: 0,
  canGive: [],
};
