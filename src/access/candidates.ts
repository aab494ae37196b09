/**
 * Where lists and counts look. No one query is fast for everybody: who reaches twenty of a million must not wade through
 * the million, and who reaches most of them must not gather those first. So there are several ways to candidates, all in
 * the order of the list and all through indexes, and one rule that decides about each candidate (`levelOf`). A way may
 * bring too much, never too little; the agreement gate asks for the same lists by each.
 *
 * - merge: the first rows of each of my subjects' grants and of each project I am an unrestricted member of, made one.
 * - given: the part of merge that comes through grants.
 * - walk: everything there is, in order.
 * - matching: what has the words of a search. - mine: what I made. - named: what has that name.
 *
 * Parameters, beyond `$1` to `$3` of every statement: $4 kinds or null, $5 project or null, $6 what is searched for or null, $7 name or
 * null, $8 lowest level or null, $9 and $10 the row the last page ended on, $11 rows wanted, $12 for whom ('all', 'me',
 * 'with-me', 'mine'), $13 the asker's own id, $14 candidates looked at.
 */
import { type Clauses, columns, levelOf } from './reach.ts';

export type Way = 'merge' | 'given' | 'walk' | 'matching' | 'mine' | 'named';
export type Sort = 'updated' | 'name';
/** Each shape is a statement of its own, since a condition that may be absent is one that no index serves. */
export type Shape = { way: Way; sort: Sort; byKind: boolean; inProject: boolean };

const orders = {
  updated: {
    ofResource: 'r.updated_at',
    ofGrant: 'g.updated_at',
    direction: 'desc',
    past: '<',
    until: '>=',
    end: '$9::timestamptz',
    last: "'-infinity'::timestamptz",
  },
  name: {
    ofResource: 'lower(r.name) collate "C"',
    ofGrant: 'g.sort_name',
    direction: 'asc',
    past: '>',
    until: '<=',
    end: '$9::text',
    // Later than any name has letters.
    last: 'repeat(chr(1114111), 400)',
  },
} as const;
/** What a first page begins after. */
export const beginning = { updated: { key: 'infinity', id: '' }, name: { key: '', id: '' } } as const;

/** More (subject, project) pairs than these, and looking at the projects in order finds some sooner. */
const mostPairs = 60;

const past = (sort: Sort, key: string, id: string) => `(${key}, ${id}) ${orders[sort].past} (${orders[sort].end}, $10::text)`;
const inOrder = (sort: Sort, key: string, id: string) =>
  `order by ${key} ${orders[sort].direction}, ${id} ${orders[sort].direction}`;

/** How far into a list one looks: the first `most`, and none that the cut leaves out. */
type Reach = { most: string; upTo: (sort: Sort, key: string) => string };
const whole: Reach = { most: '$14', upTo: () => 'true' };

/**
 * Of forty lists a page needs few rows each, and nobody knows of which. So a little of each is read first: what then comes
 * `$14`th is no nearer than what will, and nothing later than that needs to be read.
 */
const sample: Reach = { most: '$14::int / 8 + 1', upTo: () => 'true' };
const untilCut: Reach = {
  most: '$14',
  upTo: (sort, key) => `${key} ${orders[sort].until} coalesce((select key from cut), ${orders[sort].last})`,
};

/** The next live resources in order, as `key` and `id`; `where` names what an index has in that order. */
const firstOf = (rule: Clauses, sort: Sort, where: string, { most, upTo } = whole, from = 'resource r') => `
    select ${orders[sort].ofResource} as key, r.id
      from ${from}
     where ${where}
       and ${rule.itIsLive}
       and ${past(sort, orders[sort].ofResource, 'r.id')}
       and ${upTo(sort, orders[sort].ofResource)}
     ${inOrder(sort, orders[sort].ofResource, 'r.id')}
     limit ${most}`;

const matches = '($6::text is null or strpos(lower(r.title), lower($6)) > 0 or strpos(lower(r.name), lower($6)) > 0)';
const ofEachKind = 'cross join unnest($4::text[]) k (kind)';

// Of a search that no index serves, what doesn't match is passed over here.
const walk = (rule: Clauses, { sort, byKind, inProject }: Shape) => {
  const within = `${inProject ? 'r.project_id = $5' : 'true'} and (length($6::text) >= ${fewestLetters} or ${matches})`;
  if (!byKind) return firstOf(rule, sort, within);
  return `select w.key, w.id from unnest($4::text[]) k (kind) cross join lateral (${firstOf(rule, sort, `r.kind = k.kind and ${within}`)}) w`;
};

// One subject's grants in order. It may hold several on one thing, which shall take one place.
const given = (rule: Clauses, { sort, byKind, inProject }: Shape, { most, upTo }: Reach) => `
select w.key, w.id
  from unnest($1::text[]) s (id)
 ${byKind && !inProject ? ofEachKind : ''}
 cross join lateral (
    select distinct ${orders[sort].ofGrant} as key, g.resource_id as id
      from access_grant g
     where g.subject_id = s.id
       and ${inProject ? 'g.project_id = $5' : byKind ? 'g.kind = k.kind' : 'true'}
       and ${rule.grantIsLive}
       and ($8::access_level is null or g.level >= $8)
       and ${past(sort, orders[sort].ofGrant, 'g.resource_id')}
       and ${upTo(sort, orders[sort].ofGrant)}
     ${inOrder(sort, 'key', 'id')}
     limit ${most}) w`;

// What projects give their unrestricted members. What is private there is passed over here already: it may be much.
const byMembership = (rule: Clauses, { sort, byKind, inProject }: Shape, reach: Reach) => {
  const ofProject = `r.project_id = m.project_id and ${byKind ? 'r.kind = k.kind' : 'true'}`;
  return `
select w.key, w.id
  from membership m
 ${byKind ? ofEachKind : ''}
 cross join lateral (${firstOf(rule, sort, `${ofProject} and ${rule.generalAccessReachesMembers}`, reach)}) w
 where ${rule.membershipIsHeld}
   and ${rule.membershipIsLive}
   and ${rule.membershipIsUnrestricted}
   and ${inProject ? 'm.project_id = $5' : 'true'}
   and ($8::access_level is null or m.level >= $8)`;
};

/** An index knows each three letters in a row of every title and name: of what has all those of a search, few don't match. */
const matching = (rule: Clauses, { sort, byKind, inProject }: Shape) => {
  const found = '(select * from resource r where trigrams(r.title, r.name) @> trigrams($6::text) offset 0) r';
  const within = `${inProject ? 'r.project_id = $5' : 'true'} and ${byKind ? 'r.kind = any($4::text[])' : 'true'}`;
  return firstOf(rule, sort, `${within} and ${matches}`, whole, found);
};
/** That a search must have for it. */
export const fewestLetters = 3;

/**
 * Projects that I have a membership in, or my subjects a grant inside. The latter by leaping from project to project: each
 * is a look into an index, however many grants there are.
 */
const mayBeSeen = (rule: Clauses, most: string, asked: string) => `
with recursive pair as (
  select s.id as subject_id, (select min(g.project_id) from access_grant g where g.subject_id = s.id) as project_id
    from unnest($1::text[]) s (id)
   where ${asked}
  union all
  select pair.subject_id,
         (select min(g.project_id) from access_grant g where g.subject_id = pair.subject_id and g.project_id > pair.project_id)
    from pair
   where pair.project_id is not null
),
may_be_seen as materialized (
  (select project_id from pair where project_id is not null limit ${most})
  union all
  select m.project_id from membership m where ${rule.membershipIsHeld} and ${asked}
)`;

// Projects themselves: those that may be seen, or all of them in order when those are many.
const projects = (rule: Clauses, { sort, inProject }: Shape) => {
  if (inProject) return firstOf(rule, sort, 'r.id = $5');
  const many = (than: string) => `r.kind = 'project' and (select count(*) ${than} ${mostPairs} from may_be_seen)`;
  const seen = 'resource r join (select distinct project_id from may_be_seen) seen on seen.project_id = r.id';
  return `
(${firstOf(rule, sort, many('<'), whole, seen)})
union all
(${firstOf(rule, sort, `${many('>=')} and ${asksForProjects}`)})`;
};
const asksForProjects = "($4::text[] is null or 'project' = any($4))";

const lists = (rule: Clauses, shape: Shape, reach: Reach) =>
  shape.way === 'given'
    ? given(rule, shape, reach)
    : `${given(rule, shape, reach)} union all ${byMembership(rule, shape, reach)}`;

const cut = (rule: Clauses, shape: Shape) => `
cut as materialized (
  select key
    from (select distinct key, id from (${lists(rule, shape, sample)}) one) w
   ${inOrder(shape.sort, 'w.key', 'w.id')}
  offset $14::int - 1
   limit 1
)`;

const merge = (rule: Clauses, shape: Shape) => `
${lists(rule, shape, untilCut)}
union all
(${projects(rule, shape)})`;

const candidates = (rule: Clauses, shape: Shape): string => {
  switch (shape.way) {
    case 'merge':
      return merge(rule, shape);
    case 'given':
      return lists(rule, shape, untilCut);
    case 'walk':
      return walk(rule, shape);
    case 'matching':
      return matching(rule, shape);
    case 'mine':
      return firstOf(rule, shape.sort, 'r.created_by = $13');
    case 'named':
      return firstOf(rule, shape.sort, 'lower(r.name) collate "C" = lower($7) collate "C"');
  }
};

/**
 * A page. Candidates are looked at in order, and only until the page is full. The last of `$14` is told in any case (`at`
 * says which it was, `found` is null unless it belongs on the page), so that one can go on after it.
 */
export const pageText = (rule: Clauses, shape: Shape): string => {
  const { sort, way, inProject } = shape;
  // What is on several lists is one candidate.
  const manyLists = way === 'merge' || way === 'given';
  return `
${way === 'merge' && !inProject ? `${mayBeSeen(rule, String(mostPairs), asksForProjects)},` : manyLists ? 'with' : ''}
${manyLists ? cut(rule, shape) : ''}
select p.*
  from (select c.at, c.key::text as at_key, c.id as at_id, r.*, lower(r.name) collate "C" as sort_name,
               case when r.id is not null then ${levelOf(rule)} end as found
          from (select w.key, w.id, row_number() over (${inOrder(sort, 'w.key', 'w.id')})::int as at
                  from (${manyLists ? `select distinct key, id from (${candidates(rule, shape)}) one` : candidates(rule, shape)}) w
                 ${inOrder(sort, 'w.key', 'w.id')}
                 limit $14) c
          left join lateral (
            select ${columns}
              from resource r
             where r.id = c.id
               and ${rule.itIsLive}
               and ${isAskedFor(rule)}
             limit 1) r on true
         where $2::boolean is not null
           and $3::timestamptz is not null
         ${inOrder(sort, 'c.key', 'c.id')}
        offset 0) p
 where (p.found is not null and ($8::access_level is null or p.found >= $8))
    or p.at = $14
 limit $11`;
};

const isAskedFor = (rule: Clauses) => `($4::text[] is null or r.kind = any($4))
               and ($5::text is null or r.project_id = $5)
               and ${matches}
               and ($7::text is null or lower(r.name) = lower($7))
               and ($12::text <> 'mine' or r.created_by = $13::text)
               and ($12::text <> 'with-me' or r.created_by is distinct from $13::text)
               and ($12::text <> 'with-me' or exists (
                     select 1 from access_grant g
                      where g.resource_id = r.id and ${rule.grantIsHeld} and ${rule.grantIsLive}))`;

/**
 * How many are reached, up to $6, among the first $7 candidates, and how many candidates that were. $4 kinds (all of them,
 * when all are meant), $5 project or null. Candidates come in no order: whose number is known needs none.
 */
export const countText = (rule: Clauses, way: 'merge' | 'walk', inProject: boolean): string => {
  const within = (project: string) => (inProject ? `${project} = $5` : '$5::text is null');
  const reached = `r.kind = any($4::text[]) and ${rule.itIsLive}`;
  const all =
    way === 'walk'
      ? `select r.id from resource r where ${reached} and ${within('r.project_id')}`
      : `select g.resource_id as id
           from access_grant g
          where ${rule.grantIsHeld} and ${rule.grantIsLive} and g.kind = any($4::text[]) and ${within('g.project_id')}
         union all
         select r.id
           from membership m
           join resource r on r.project_id = m.project_id
          where ${rule.membershipIsHeld}
            and ${rule.membershipIsLive}
            and ${rule.membershipIsUnrestricted}
            and ${rule.generalAccessReachesMembers}
            and ${reached}
            and ${within('m.project_id')}
         union all
         ${inProject ? 'select $5::text' : 'select project_id from may_be_seen'}`;
  const pairs = way === 'merge' && !inProject ? `${mayBeSeen(rule, '$7', "'project' = any($4::text[])")},` : 'with';
  return `
${pairs}
looked as materialized (select id from (${all}) one limit $7)
select (select count(*)::int from looked) as looked,
       (select count(*)::int
          from (select 1
                  from (select distinct id from looked) c
                 cross join lateral (select ${columns} from resource r where r.id = c.id and ${reached} limit 1) r
                 where ${levelOf(rule)} is not null
                   and $3::timestamptz is not null
                 limit $6) reached) as count`;
};
