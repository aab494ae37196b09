// Who reaches what without being in any of the groups that were expected to: the statement that tells who reaches a thing
// (`whoOn`), asked about many things at once, in the order of their names.
import type { ReasonKind } from '#contract';
import { type Ask, rows } from './ask.ts';
import { clauses, columns, whoOn } from './reach.ts';
import type { Reached } from './reached.ts';

/** One person on one thing, with the names that the list is ordered by. */
export type Outside = Reached & { user_id: string; kinds: ReasonKind[]; sort_name: string; sort_who: string };
export type OutsideEnd = { name: string; id: string; who: string; user: string };

const atOnce = 200;

/** Of one thing, or of everything in a project. */
export const reachedOutside = async (
  ask: Ask,
  on: { resource: string } | { project: string },
  { groups, after, limit }: { groups: readonly string[]; after: OutsideEnd | undefined; limit: number },
): Promise<Outside[]> => {
  const page: Outside[] = [];
  let from = after && { name: after.name, id: after.id };
  for (let first = true; page.length < limit; first = false) {
    const things = 'resource' in on ? [{ id: on.resource, sort_name: '' }] : await thingsIn(ask, on.project, from, first);
    page.push(...(await outsideOf(ask, things, groups, first ? after : undefined, limit - page.length)));
    const last = things.at(-1);
    if (!last || things.length < atOnce) break;
    from = { name: last.sort_name, id: last.id };
  }
  return page;
};

/** The one that the last page ended on may have more people, so it comes again. */
const thingsIn = (ask: Ask, project: string, from: { name: string; id: string } | undefined, again: boolean) =>
  rows<{ id: string; sort_name: string }>(
    ask,
    `select r.id, lower(r.name) collate "C" as sort_name
       from resource r
      where r.project_id = $1 and r.live and r.kind <> 'project'
        and ($2::text is null or (lower(r.name) collate "C", r.id) ${again ? '>=' : '>'} ($2, $3::text))
      order by lower(r.name) collate "C", r.id
      limit $4`,
    [project, from?.name ?? null, from?.id ?? null, atOnce],
  );

const outsideOf = (
  ask: Ask,
  things: readonly { id: string }[],
  groups: readonly string[],
  after: OutsideEnd | undefined,
  limit: number,
): Promise<Outside[]> =>
  rows<Outside>(ask, text, [
    null,
    null,
    ask.now,
    things.map(({ id }) => id),
    groups,
    after?.name ?? null,
    after?.id ?? null,
    after?.who ?? null,
    after?.user ?? null,
    limit,
  ]);

const text = `
select ${columns}, w.user_id, w.level, w.kinds, lower(r.name) collate "C" as sort_name, lower(p.name) collate "C" as sort_who
  from (${whoOn(clauses, 'r.id = any($4::text[])')}) w
  join resource r on r.id = w.id
  join app_user p on p.id = w.user_id
 where not exists (
         select 1 from subject_closure c
          where c.user_id = w.user_id and c.subject_id = any($5::text[]) and ${clauses.pathIsLive})
   and ($6::text is null or (lower(r.name) collate "C", r.id, lower(p.name) collate "C", p.id) > ($6, $7::text, $8::text, $9::text))
 order by lower(r.name) collate "C", r.id, lower(p.name) collate "C", p.id
 limit $10`;
