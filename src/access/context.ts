// In context: viewing a container shows its direct parts' answers, and gives nothing on the parts themselves.
import { type Ask, rows } from './ask.ts';
import { type Clauses, clauses, columns, levelOf } from './reach.ts';
import type { Reached, Row } from './reached.ts';

export type PartState = { readonly part: Row; readonly state: 'runs' | 'gone' | 'unconfirmed' };

/** The rule as it holds for whoever added a part instead of who asks. */
const forAdder: Clauses = {
  ...clauses,
  grantIsHeld: 'g.subject_id = any(adder.subjects)',
  membershipIsHeld: 'm.subject_id = any(adder.subjects)',
  administratorReachesAll: 'adder.administers',
};

/** $4 container id: its direct parts, and whether who added each still sees it. One statement, however many parts and adders. */
export const partsText = `
with adder as (
  select u.id,
         array(select c.subject_id from subject_closure c where c.user_id = u.id and ${clauses.pathIsLive}) as subjects,
         exists (select 1
                   from subject_closure c
                   join role o on o.id = c.subject_id and 'organization.administer' = any(o.capabilities)
                  where c.user_id = u.id and ${clauses.pathIsLive}) as administers
    from app_user u
   where u.id in (select added_by from resource_use where container_id = $4)
     and ${clauses.userIsActive}
)
select ${columns}, used.added_by is null or (${levelOf(forAdder)}) is not null as confirmed
  from resource_use used
  join resource r on r.id = used.part_id
  left join adder on adder.id = used.added_by
 where used.container_id = $4
   and $1::text[] is null
   and $2::boolean is null
   and $3::timestamptz is not null`;

/**
 * The direct parts of a container that the principal has already reached, and whether each runs: it is there, and who
 * added it can still see it. Rows of parts come back for drawing and querying in this container only.
 */
export const partsOf = async (ask: Ask, container: Reached): Promise<PartState[]> => {
  const found = await rows<Row & { confirmed: boolean }>(ask, partsText, [null, null, ask.now, container.id]);
  return found.map(({ confirmed, ...part }) => ({ part, state: !part.live ? 'gone' : confirmed ? 'runs' : 'unconfirmed' }));
};

/** May the principal who reached `container` see the answer of `part` there? */
export const runsIn = async (ask: Ask, container: Reached, partId: string): Promise<boolean> =>
  (await partsOf(ask, container)).some(({ part, state }) => part.id === partId && state === 'runs');
