// What was given and isn't used: nobody whom it gives access has opened the thing, or anything in the project, for so long.
import { type Principal, rows } from '#access';
import type { AnswerOf, Level, listUnused as listUnusedRoute, QueryOf, Unused } from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { listReadable } from '../explaining/index.ts';
import { subjectsById } from '../subjects/index.ts';
import { thingsNamed } from './things.ts';

type Row = {
  key: string;
  what: Unused['what'];
  subject_id: string;
  /** The thing that it is on. */
  id: string;
  sort_name: string;
  level: Level;
  expires_at: Date | null;
  given_by: string | null;
  given_at: Date;
  last_opened: Date | null;
};

export const listUnused = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listUnusedRoute> },
): Promise<AnswerOf<typeof listUnusedRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? 50;
  const ended = decodeCursor(query.cursor, 'unused', ['text', 'text']);
  const { opened_since: since } = await ask.db.selectFrom('organization').select('opened_since').executeTakeFirstOrThrow();
  const cutoff = new Date(ask.now.getTime() - (query.days ?? 90) * dayMs);
  const shown: Row[] = [];
  // Of days before openings were noted nobody knows what was used.
  for (let after = ended; shown.length <= limit && !(since && cutoff < since); ) {
    const page = await rows<Row>(ask, lying, [ask.now, cutoff, after?.[0] ?? null, after?.[1] ?? null, atOnce]);
    shown.push(...(await listReadable(ask, principal, page)));
    const last = page.at(-1);
    if (!last || page.length < atOnce) break;
    after = [last.sort_name, last.key];
  }
  const { page, next } = paged('unused', shown, limit, (last) => [last.sort_name, last.key]);
  const subjects = await subjectsById(
    ask,
    page.flatMap((row) => [row.subject_id, row.given_by]),
  );
  const things = await thingsNamed(
    ask,
    page.map(({ id }) => id),
  );
  return {
    items: page.flatMap(({ what, subject_id, id, level, expires_at, given_by, given_at, last_opened }) => {
      const [subject, resource] = [subjects.get(subject_id), things.get(id)];
      if (!subject || !resource) return [];
      return [
        {
          what,
          subject,
          resource,
          level,
          expiresAt: expires_at?.toISOString() ?? null,
          given: { by: (given_by && subjects.get(given_by)) || null, at: given_at.toISOString() },
          lastOpened: last_opened?.toISOString().slice(0, 10) ?? null,
        },
      ];
    }),
    next,
    since: since?.toISOString() ?? null,
  };
};

const dayMs = 24 * 60 * 60_000;
const atOnce = 200;

/** Whatever way they came to it: an opening counts for everything that gives it. Of machines nothing is noted. */
const lying = `
select f.*
  from (select 'g' || g.id as key, 'access' as what, g.subject_id, r.id, lower(r.name) collate "C" as sort_name,
               g.level, g.expires_at, g.given_by, g.given_at,
               (select max(o.at)
                  from opened o join subject_closure c on c.user_id = o.user_id and c.subject_id = g.subject_id
                 where o.resource_id = r.id) as last_opened
          from access_grant g join resource r on r.id = g.resource_id and r.live
         where g.membership_id is null
        union all
        select 'm' || m.id, 'membership', m.subject_id, r.id, lower(r.name) collate "C",
               m.level, m.expires_at, m.given_by, m.given_at,
               (select max(o.at)
                  from resource i
                  join opened o on o.resource_id = i.id
                  join subject_closure c on c.user_id = o.user_id and c.subject_id = m.subject_id
                 where i.project_id = m.project_id)
          from membership m join resource r on r.id = m.project_id and r.live) f
  left join app_user u on u.id = f.subject_id
 where u.kind is distinct from 'service'
   and (f.expires_at is null or $1::timestamptz < f.expires_at)
   and f.given_at <= $2::timestamptz
   and (f.last_opened is null or f.last_opened <= $2::timestamptz)
   and ($3::text is null or (f.sort_name, f.key collate "C") > ($3, $4::text))
 order by f.sort_name, f.key collate "C"
 limit $5`;
