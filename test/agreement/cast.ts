// Who and what there is at this moment, by the names that steps speak in, each list in an order that a repeated run has too.
import { type Ask, rows } from '#access';
import type { Kind, UserKind, UserStatus } from '#contract';

export type Thing = { ref: string; project: string; kind: Kind; name: string; live: boolean };
export type Cast = {
  users: { login: string; kind: UserKind; status: UserStatus; administers: boolean }[];
  groups: string[];
  roles: string[];
  projects: string[];
  resources: Thing[];
  grants: { subject: string; resource: string }[];
  memberships: { subject: string; project: string; restricted: boolean }[];
  places: { subject: string; group: string }[];
  holders: { subject: string; role: string }[];
  requests: { user: string; resource: string }[];
  /** Who could give something away there, so that not everything is refused. */
  editors: { login: string; project: string; resource: string | null }[];
};

export const castOf = async (ask: Ask): Promise<Cast> => {
  const [found] = await rows<{ cast: { [List in keyof Cast]: Cast[List] | null } }>(ask, text, [ask.now]);
  const lists = Object.entries(found?.cast ?? {}).map(([list, all]) => [list, all ?? []]);
  return Object.fromEntries(lists) as Cast;
};

const list = (name: string, row: string, from: string, order: string) =>
  `'${name}', (select jsonb_agg(${row} order by ${order}) from ${from})`;

const text = `
with named as (
  select s.id, s.kind || ':' || coalesce(u.login, g.name, o.name) as name
    from subject s
    left join app_user u on u.id = s.id
    left join user_group g on g.id = s.id
    left join role o on o.id = s.id
), thing as (
  select r.id, p.name || '/' || r.kind || ':' || r.name as ref, p.name as project, r.kind, r.name, r.live
    from resource r join resource p on p.id = r.project_id
)
select jsonb_build_object(${[
  list(
    'users',
    `jsonb_build_object('login', u.login, 'kind', u.kind, 'status', u.status, 'administers', exists (
       select 1 from subject_closure c join role o on o.id = c.subject_id
        where c.user_id = u.id and (c.until is null or $1 < c.until) and 'organization.administer' = any(o.capabilities)))`,
    'app_user u',
    'u.login',
  ),
  list('groups', 'to_jsonb(g.name)', 'user_group g', 'g.name'),
  list('roles', 'to_jsonb(o.name)', 'role o', 'o.name'),
  list('projects', 'to_jsonb(t.name)', "thing t where t.kind = 'project'", 't.name'),
  list('resources', "to_jsonb(t) - 'id'", "thing t where t.kind <> 'project'", 't.ref, t.live'),
  list(
    'grants',
    "jsonb_build_object('subject', n.name, 'resource', t.ref)",
    'access_grant x join named n on n.id = x.subject_id join thing t on t.id = x.resource_id where x.membership_id is null',
    'n.name, t.ref',
  ),
  list(
    'memberships',
    "jsonb_build_object('subject', n.name, 'project', t.name, 'restricted', m.restricted)",
    'membership m join named n on n.id = m.subject_id join thing t on t.id = m.project_id',
    'n.name, t.ref',
  ),
  list(
    'places',
    "jsonb_build_object('subject', n.name, 'group', g.name)",
    'group_member m join named n on n.id = m.member_id join user_group g on g.id = m.group_id',
    'n.name, g.name',
  ),
  list(
    'holders',
    "jsonb_build_object('subject', n.name, 'role', o.name)",
    'role_holder h join named n on n.id = h.holder_id join role o on o.id = h.role_id',
    'n.name, o.name',
  ),
  list(
    'requests',
    "jsonb_build_object('user', u.login, 'resource', t.ref)",
    'access_request q join app_user u on u.id = q.user_id join thing t on t.id = q.resource_id where q.answered_at is null',
    'u.login, t.ref',
  ),
  list(
    'editors',
    "jsonb_build_object('login', e.login, 'project', e.project, 'resource', e.ref)",
    `(select u.login, t.project, t.ref
        from access_grant x join subject_closure c on c.subject_id = x.subject_id join app_user u on u.id = c.user_id
        join thing t on t.id = x.resource_id
       where x.level = 'editor' and u.status = 'active'
      union
      select u.login, t.name, null
        from membership m join subject_closure c on c.subject_id = m.subject_id join app_user u on u.id = c.user_id
        join thing t on t.id = m.project_id
       where m.level = 'admin' and u.status = 'active') e`,
    'e.login, e.project, e.ref',
  ),
].join(',\n')}) as cast`;
