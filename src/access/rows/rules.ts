/**
 * Which row rules hold for whom (access model, section 6). They are decided here; enforcing them on rows comes with the
 * version that can, and until then a dataset with any rule answers no query.
 */
import { type Ask, rows } from '../ask.ts';
import type { Principal } from '../words.ts';

export type HeldRule = { id: string; name: string };

/** Rules on this dataset, on those it is built over, on its table's source, and on other datasets over the same table. */
export const rulesOn = `
with recursive under as (
  select $1::text as id
  union
  select u.part_id from under join resource_use u on u.container_id = under.id
), tables as (
  select d.project_id, d.definition ->> 'source' as source, d.definition ->> 'table' as name
    from under
    join resource d on d.id = under.id
   where d.kind = 'dataset' and d.definition ? 'source' and d.definition ? 'table'
), places as (
  select id from under
  union
  select d.id
    from tables t
    join resource d on d.project_id = t.project_id and d.kind = 'dataset'
     and d.definition ->> 'source' = t.source and d.definition ->> 'table' = t.name
)
select distinct r.id, r.name, r.definition
  from places
  join resource_use u on u.part_id = places.id
  join resource r on r.id = u.container_id
 where r.kind = 'rule' and r.live`;

/**
 * `regular` holds for principals who have one of its subjects; `base` for everyone except those. A regular rule without
 * subjects, or with one that is gone, holds for everybody until an admin changes it: it fails closed.
 */
export const rulesFor = async (ask: Ask, principal: Principal, datasetId: string): Promise<HeldRule[]> => {
  const found = await rows<HeldRule & { definition: { type?: 'regular' | 'base'; subjects?: string[] } }>(ask, rulesOn, [
    datasetId,
  ]);
  const named = found.flatMap(({ definition }) => definition.subjects ?? []);
  const there = new Set(
    (await rows<{ id: string }>(ask, 'select id from subject where id = any($1::text[])', [named])).map(({ id }) => id),
  );
  return found
    .filter(({ definition: { type = 'regular', subjects = [] } }) => {
      const has = subjects.some((subject) => principal.subjects.includes(subject));
      if (type === 'base') return !has;
      return has || subjects.length === 0 || subjects.some((subject) => !there.has(subject));
    })
    .map(({ id, name }) => ({ id, name }));
};
