// What ends soon: access, memberships, places in groups and roles.
import { type Ask, type Principal, rows } from '#access';
import type { AnswerOf, Ending, Level, listEnding as listEndingRoute, QueryOf } from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { listReadable, toldOfAll } from '../explaining/index.ts';
import { subjectsById } from '../subjects/index.ts';
import { thingsNamed } from './things.ts';

type Row = {
  key: string;
  what: Ending['what'];
  subject_id: string;
  resource_id: string | null;
  in_id: string | null;
  level: Level | null;
  expires_at: Date;
  /** To the last digit that the store keeps. */
  ends: string;
  given_by: string | null;
  given_at: Date;
};

export const listEnding = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listEndingRoute> },
): Promise<AnswerOf<typeof listEndingRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? 50;
  const ended = decodeCursor(query.cursor, 'ending', ['moment', 'text']);
  const by = new Date(ask.now.getTime() + (query.within ?? 14) * dayMs);
  const shown: Row[] = [];
  for (let after = ended; shown.length <= limit; ) {
    const page = await rows<Row>(ask, endings, [ask.now, by, after?.[0] ?? null, after?.[1] ?? null, atOnce]);
    shown.push(...(await tellable(ask, principal, page)));
    const last = page.at(-1);
    if (!last || page.length < atOnce) break;
    after = [last.ends, last.key];
  }
  const { page, next } = paged('ending', shown, limit, (last) => [last.ends, last.key]);
  const subjects = await subjectsById(
    ask,
    page.flatMap((row) => [row.subject_id, row.in_id, row.given_by]),
  );
  const things = await thingsNamed(
    ask,
    page.map(({ resource_id }) => resource_id),
  );
  return {
    items: page.flatMap(({ what, subject_id, resource_id, in_id, level, expires_at, given_by, given_at }) => {
      const subject = subjects.get(subject_id);
      if (!subject) return [];
      return [
        {
          what,
          subject,
          resource: (resource_id && things.get(resource_id)) || null,
          in: (in_id && subjects.get(in_id)) || null,
          level,
          expiresAt: expires_at.toISOString(),
          given: { by: (given_by && subjects.get(given_by)) || null, at: given_at.toISOString() },
        },
      ];
    }),
    next,
  };
};

const dayMs = 24 * 60 * 60_000;
const atOnce = 200;

/** What a restricted membership lists ends with it and is left out; one place may be held from several sides. */
const endings = `
select e.*, e.expires_at::text as ends
  from (select 'g' || g.id as key, 'access' as what, g.subject_id, g.resource_id, null as in_id, g.level, g.expires_at, g.given_by, g.given_at
          from access_grant g join resource r on r.id = g.resource_id and r.live
         where g.membership_id is null
        union all
        select 'm' || m.id, 'membership', m.subject_id, m.project_id, null, m.level, m.expires_at, m.given_by, m.given_at
          from membership m join resource r on r.id = m.project_id and r.live
        union all
        select 'p' || p.group_id || p.member_id || p.origin, 'place', p.member_id, null, p.group_id, null, p.expires_at, p.given_by, p.given_at
          from group_member p
        union all
        select 'r' || h.role_id || h.holder_id, 'role', h.holder_id, null, h.role_id, null, h.expires_at, h.given_by, h.given_at
          from role_holder h) e
 where $1::timestamptz < e.expires_at and e.expires_at <= $2::timestamptz
   and ($3::text is null or (e.expires_at, e.key collate "C") > ($3::timestamptz, $4::text))
 order by e.expires_at, e.key collate "C"
 limit $5`;

/** On things as ever; of a group who may say who is in it, of a role who manages roles. */
const tellable = async (ask: Ask, principal: Principal, page: readonly Row[]): Promise<Row[]> => {
  const { capabilities, subjects } = principal;
  const things = page.flatMap(({ resource_id }) => (resource_id ? [{ id: resource_id }] : []));
  const readable = new Set((await listReadable(ask, principal, things)).map(({ id }) => id));
  const managed = await rows<{ group_id: string }>(ask, 'select group_id from group_manager where manager_id = any($1::text[])', [
    subjects,
  ]);
  const groups = new Set(managed.map(({ group_id }) => group_id));
  const tells: Record<Row['what'], (row: Row) => boolean> = {
    access: ({ resource_id }) => readable.has(resource_id ?? ''),
    membership: ({ resource_id }) => readable.has(resource_id ?? ''),
    place: ({ in_id }) => capabilities.has('groups.manage') || groups.has(in_id ?? ''),
    role: () => capabilities.has('roles.manage'),
  };
  return page.filter((row) => toldOfAll(principal) || tells[row.what](row));
};
