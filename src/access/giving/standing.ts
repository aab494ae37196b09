// Promises that no act of a person may break: a private resource keeps an editor, a project an admin, the organization an
// administrator. *Standing* is an active person or guest (of administrators: a person) with no end on any link.
import { type Kind, problem } from '#contract';
import { everyoneId } from '#store/built-in';
import { type Ask, rows } from '../ask.ts';
import { capabilitiesOf } from './delegation.ts';

const standing = `
  exists (
    select 1
      from (select g.subject_id
              from access_grant g
             where g.resource_id = r.id and g.expires_at is null and g.level = 'editor'
            union all
            select m.subject_id
              from membership m
             where m.project_id = r.project_id
               and m.expires_at is null
               and not m.restricted
               and (m.level = 'admin' or (m.level = 'editor' and r.general_access = 'project' and r.kind <> 'project'))) x
      join subject_closure c on c.subject_id = x.subject_id and c.until is null
      join app_user u on u.id = c.user_id and u.status = 'active' and u.kind in ('person', 'guest'))`;

/** Which of these have a standing editor (a project: admin). */
export const keptAmong = async (ask: Ask, ids: readonly string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set();
  const found = await rows<{ id: string }>(ask, `select r.id from resource r where r.id = any($1::text[]) and ${standing}`, [
    ids,
  ]);
  return new Set(found.map(({ id }) => id));
};

/** What is private, or a project, and has nobody standing; in the order of ids, after one. */
export const orphans = (ask: Ask, after: string | null): Promise<{ id: string; kind: Kind; name: string; title: string }[]> =>
  rows(
    ask,
    `select r.id, r.kind, r.name, r.title from resource r
      where r.live and (r.kind = 'project' or r.general_access = 'private') and ($1::text is null or r.id > $1) and not ${standing}
      order by r.id`,
    [after],
  );

/** What could lose its last editor or admin when these subjects stop counting for somebody. */
export const keptThrough = async (ask: Ask, subjectIds: readonly string[]): Promise<string[]> => {
  const found = await rows<{ id: string }>(
    ask,
    `select g.resource_id as id from access_grant g where g.subject_id = any($1::text[]) and g.level = 'editor'
     union
     select r.id
       from membership m
       join resource r on r.project_id = m.project_id
      where m.subject_id = any($1::text[]) and m.level = 'admin' and not m.restricted`,
    [subjectIds],
  );
  return found.map(({ id }) => id);
};

/** Refuses when something of `kept` that is private (or a project) has nobody left. */
export const requireStillKept = async (ask: Ask, kept: ReadonlySet<string>): Promise<void> => {
  if (kept.size === 0) return;
  const lost = await rows<{ title: string; kind: string }>(
    ask,
    `select r.title, r.kind from resource r
      where r.id = any($1::text[]) and r.live and (r.kind = 'project' or r.general_access = 'private') and not ${standing}
      order by r.title limit 21`,
    [[...kept]],
  );
  if (lost.length === 0) return;
  const named = lost.slice(0, 20).map(({ title }) => `“${title}”`);
  const what = named.length === 1 ? named[0] : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
  const more = lost.length > 20 ? ' and more' : '';
  const need = lost.every(({ kind }) => kind === 'project') ? 'admin' : 'editor';
  throw problem('conflict', `This would leave ${what}${more} without an ${need}; give someone else that access first.`);
};

/** Is there an active person who administers the organization, through links that don't end? */
export const hasAdministrator = async (ask: Ask): Promise<boolean> => {
  const [found] = await rows<{ is: boolean }>(
    ask,
    `select exists (
       select 1
         from role o
         join subject_closure c on c.subject_id = o.id and c.until is null
         join app_user u on u.id = c.user_id and u.status = 'active' and u.kind = 'person'
        where 'organization.administer' = any(o.capabilities)) as is`,
    [],
  );
  return found?.is ?? false;
};

/** Does everyone hold, through whatever groups, what somebody has to be trusted with? */
export const everyoneManages = async (ask: Ask): Promise<boolean> =>
  [...(await capabilitiesOf(ask, everyoneId))].some(
    (capability) => capability === 'organization.administer' || capability.endsWith('.manage'),
  );

/** What these subjects reach now, up to a number of things: what a change of who is in them can be previewed on. */
export const reachedThrough = async (ask: Ask, subjectIds: readonly string[], atMost: number): Promise<string[]> => {
  const found = await rows<{ id: string }>(
    ask,
    `select g.resource_id as id from access_grant g join resource r on r.id = g.resource_id and r.live where g.subject_id = any($1::text[])
     union
     select r.id from membership m join resource r on r.project_id = m.project_id and r.live
      where m.subject_id = any($1::text[]) and (not m.restricted or r.kind = 'project')
     limit $2`,
    [subjectIds, atMost],
  );
  return found.map(({ id }) => id);
};
