/**
 * The rule as SQL: what runs. Check, batch, list, count, who and explain are all made of the same clauses, so that what
 * is listed is what can be opened. (Lists and counts look for candidates first, in `candidates.ts`; `levelOf` decides.)
 *
 * `$1` is the principal's subjects, `$2` whether they administer the organization, `$3` the moment asked about.
 * The agreement gate takes every clause below out in turn and must turn red each time: none is there for show.
 */
import { editorOnly } from '#kinds/index';

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

export const clauses = {
  grantIsHeld: 'g.subject_id = any($1::text[])',
  grantIsLive: '(g.expires_at is null or $3 < g.expires_at)',
  membershipIsHeld: 'm.subject_id = any($1::text[])',
  membershipIsLive: '(m.expires_at is null or $3 < m.expires_at)',
  membershipIsUnrestricted: 'not m.restricted',
  generalAccessReachesMembers: "(r.general_access = 'project' or m.level = 'admin' or r.kind = 'project')",
  restrictedMembersSeeTheProject: "r.kind = 'project' and m.restricted",
  onlyProjectsAreSeenFromInside: "r.kind = 'project'",
  insideIsLive: 'i.live',
  insideCounts: `(g.level <> 'viewer' or i.kind not in (${quoted(editorOnly)}))`,
  itIsLive: 'r.live',
  viewerIsNothingOnEditorsKinds: `(r.kind not in (${quoted(editorOnly)}) or x.level <> 'viewer')`,
  adminCountsAsEditorOnEditorsKinds: `r.kind in (${quoted(editorOnly)})`,
  administratorReachesAll: '$2',
  userIsActive: "u.status = 'active'",
  pathIsLive: '(c.until is null or $3 < c.until)',
} as const;
export type Clauses = Record<keyof typeof clauses, string>;

type Asked = {
  /** False leaves out whose the reasons are, to ask who has them. */
  held: boolean;
  /** For a level one reason from inside is as good as a thousand: they all give the same. */
  everyInside: boolean;
};

/** Every reason on `r`, a row each. */
const reasons = (rule: Clauses, { held, everyInside }: Asked) => `
  select case when g.membership_id is null then 'direct' else 'listed' end as kind,
         g.level, g.expires_at, g.subject_id, g.id as grant_id, g.membership_id, null::text as on_id
    from access_grant g
   where g.resource_id = r.id
     and ${held ? rule.grantIsHeld : 'true'}
     and ${rule.grantIsLive}
  union all
  select 'member', m.level, m.expires_at, m.subject_id, null, m.id, null
    from membership m
   where m.project_id = r.project_id
     and ${held ? rule.membershipIsHeld : 'true'}
     and ${rule.membershipIsLive}
     and ${rule.membershipIsUnrestricted}
     and ${rule.generalAccessReachesMembers}
  union all
  select 'member', 'viewer', m.expires_at, m.subject_id, null, m.id, null
    from membership m
   where m.project_id = r.project_id
     and ${held ? rule.membershipIsHeld : 'true'}
     and ${rule.membershipIsLive}
     and ${rule.restrictedMembersSeeTheProject}
  union all
 (select 'inside', 'viewer', g.expires_at, g.subject_id, g.id, g.membership_id, i.id
    from access_grant g
    join resource i on i.id = g.resource_id
   where ${rule.onlyProjectsAreSeenFromInside}
     and ${everyInside ? 'i.project_id = r.project_id and ' : ''}g.project_id = r.project_id
     and ${rule.insideIsLive}
     and ${rule.insideCounts}
     and ${held ? rule.grantIsHeld : 'true'}
     and ${rule.grantIsLive}
   ${everyInside ? '' : 'limit 1'})`;

/** Reasons that count, on kinds where only editors do. */
const counted = (rule: Clauses, asked: Asked) => `
  select x.kind, case when ${rule.adminCountsAsEditorOnEditorsKinds} then 'editor' else x.level end as level,
         x.expires_at, x.subject_id, x.grant_id, x.membership_id, x.on_id
    from (${reasons(rule, asked)}) x
   where ${rule.viewerIsNothingOnEditorsKinds}
     and ${rule.itIsLive}`;

/** The level on `r`. */
export const levelOf = (rule: Clauses) => `
  case when ${rule.administratorReachesAll}
       then case when ${rule.adminCountsAsEditorOnEditorsKinds} then 'editor'::access_level else 'admin' end
       else (select max(y.level) from (${counted(rule, { held: true, everyInside: false })}) y)
  end`;

export const columns = `r.id, r.kind, r.project_id, r.name, r.title, r.definition, r.general_access, r.created_by, r.created_at,
  r.updated_at, r.deleted_at, r.live, r.version, r.access_version`;

/** Active users with a level on those of `which`, a row for each of both. */
export const whoOn = (rule: Clauses, which: string) => `
select z.id, c.user_id, max(z.level) as level, array_agg(distinct z.kind) as kinds
  from (select r.id, y.subject_id, y.level, y.kind
          from resource r
         cross join lateral (${counted(rule, { held: false, everyInside: true })}) y
         where ${which}
        union all
        select r.id, o.id, case when ${rule.adminCountsAsEditorOnEditorsKinds} then 'editor'::access_level else 'admin' end, 'administrator'
          from resource r
          join role o on 'organization.administer' = any(o.capabilities)
         where ${which}
           and ${rule.itIsLive}) z
  join subject_closure c on c.subject_id = z.subject_id and ${rule.pathIsLive}
  join app_user u on u.id = c.user_id and ${rule.userIsActive}
 where $1::text[] is null
   and $2::boolean is null
   and $3::timestamptz is not null
 group by z.id, c.user_id`;

/** The statements, made once. Tests make them again with one clause taken out. */
export const statementsOf = (rule: Clauses = clauses) => ({
  /** $1 user id, $3 the moment: one row, or none for who isn't active. */
  principal: `
select u.id, u.kind,
       array(select c.subject_id from subject_closure c where c.user_id = u.id and ${rule.pathIsLive}) as subjects,
       array(select distinct unnest(o.capabilities)
               from subject_closure c
               join role o on o.id = c.subject_id
              where c.user_id = u.id and ${rule.pathIsLive}) as capabilities
  from app_user u
 where u.id = $1
   and $2::boolean
   and $3::timestamptz is not null
   and ${rule.userIsActive}`,

  /**
   * $4 resource ids: those reached, each with its row and level. One id is a check, many are a batch. `offset 0` keeps
   * PostgreSQL from working out the level twice, in the condition and in what it answers; here and in lists.
   */
  reached: `
select *
  from (select ${columns}, ${levelOf(rule)} as level
          from resource r
         where r.id = any($4::text[])
           and ${rule.itIsLive}
           and $3::timestamptz is not null
        offset 0) reached
 where level is not null`,

  /** $4 resource ids: every reason the principal has on them but administering, which has no row of its own. */
  reasons: `
select r.id, y.*
  from resource r
 cross join lateral (${counted(rule, { held: true, everyInside: true })}) y
 where r.id = any($4::text[])
   and $2::boolean is not null
   and $3::timestamptz is not null`,

  /** $4 resource id: active users with a level on it, and by which kinds of reason. */
  who: whoOn(rule, 'r.id = $4'),
});

export type Statements = ReturnType<typeof statementsOf>;
export const statements = statementsOf();

/** As `who`, and whoever is invited as if they had accepted: what previews look at. */
export const whoOnceAccepted = whoOn({ ...clauses, userIsActive: "u.status in ('active', 'invited')" }, 'r.id = $4');
