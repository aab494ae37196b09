/**
 * Which row rules hold for whom (access model, section 6). They are decided here; enforcing them on rows comes with the
 * version that can, and until then a dataset with any rule answers no query.
 */
import { type Ask, rows } from '../ask.ts';
import type { Principal } from '../words.ts';

export type HeldRule = { id: string; name: string };

/** Rules on each of these datasets, on those it is built over, on its table's source, and on other datasets over the same table. */
export const rulesOn = `
with recursive under as (
  select top, top as id from unnest($1::text[]) top
  union
  select under.top, u.part_id from under join resource_use u on u.container_id = under.id
), tables as (
  -- What a SELECT reads is not known here: it counts as reading every table of its source.
  select under.top, d.project_id, d.definition ->> 'source' as source,
         case when d.definition ? 'sql' then null else d.definition ->> 'table' end as name
    from under
    join resource d on d.id = under.id
   where d.kind = 'dataset' and d.definition ? 'source' and (d.definition ? 'table' or d.definition ? 'sql')
), places as (
  select top, id from under
  union
  select t.top, d.id
    from tables t
    join resource d on d.project_id = t.project_id and d.kind = 'dataset'
     and d.definition ->> 'source' = t.source and (t.name is null or d.definition ->> 'table' = t.name)
)
select distinct places.top, r.id, r.name, r.definition
  from places
  join resource_use u on u.part_id = places.id
  join resource r on r.id = u.container_id
 where r.kind = 'rule' and r.live`;

export type RuleDefinition = { type?: 'regular' | 'base'; subjects?: string[] };

/**
 * `regular` holds for principals who have one of its subjects; `base` for everyone except those. A regular rule without
 * subjects, or with one that is gone, holds for everybody until an admin changes it: it fails closed.
 */
export const holdsFor = (
  { type = 'regular', subjects = [] }: RuleDefinition,
  held: readonly string[],
  there: ReadonlySet<string>,
): boolean => {
  const has = subjects.some((subject) => held.includes(subject));
  if (type === 'base') return !has;
  return has || subjects.length === 0 || subjects.some((subject) => !there.has(subject));
};

/** Those of the datasets that have any rule, whomever it holds for. */
export const underRules = async (ask: Ask, datasetIds: readonly string[]): Promise<Set<string>> =>
  new Set((await rows<{ top: string }>(ask, rulesOn, [datasetIds])).map(({ top }) => top));

export const rulesFor = async (ask: Ask, principal: Principal, datasetId: string): Promise<HeldRule[]> => {
  const found = await rows<HeldRule & { definition: RuleDefinition }>(ask, rulesOn, [[datasetId]]);
  const there = await subjectsThere(ask, found);
  const looking = [principal, ...(principal.beside ? [principal.beside] : [])];
  return found
    .filter(({ definition }) => looking.some(({ subjects }) => holdsFor(definition, subjects, there)))
    .map(({ id, name }) => ({ id, name }));
};

/** Of every live rule, as it stands now (its version), the users for whom it holds: "user rule version". */
export const rulesHeldBy = async (ask: Ask, userIds: readonly string[]): Promise<Set<string>> => {
  const found = await rows<{ id: string; version: number; definition: RuleDefinition }>(
    ask,
    "select id, version, definition from resource where kind = 'rule' and live",
    [],
  );
  if (found.length === 0) return new Set();
  const there = await subjectsThere(ask, found);
  const closure = await rows<{ user_id: string; subject_id: string }>(
    ask,
    'select user_id, subject_id from subject_closure where user_id = any($1::text[]) and (until is null or $2 < until)',
    [userIds, ask.now],
  );
  const held = Map.groupBy(closure, ({ user_id }) => user_id);
  return new Set(
    userIds.flatMap((user) => {
      const subjects = (held.get(user) ?? []).map(({ subject_id }) => subject_id);
      return found
        .filter(({ definition }) => holdsFor(definition, subjects, there))
        .map(({ id, version }) => `${user} ${id} ${version}`);
    }),
  );
};

const subjectsThere = async (ask: Ask, found: readonly { definition: RuleDefinition }[]): Promise<Set<string>> => {
  const named = found.flatMap(({ definition }) => definition.subjects ?? []);
  return new Set(
    (await rows<{ id: string }>(ask, 'select id from subject where id = any($1::text[])', [named])).map(({ id }) => id),
  );
};
