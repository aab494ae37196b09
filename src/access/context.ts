// In context: viewing a container shows its direct parts' answers, and gives nothing on the parts themselves.
import { type Ask, rows } from './ask.ts';
import { type Reached, type Row, reachedAmong } from './reached.ts';
import { principalOf } from './subjects.ts';

export type PartState = { readonly part: Row; readonly state: 'runs' | 'gone' | 'unconfirmed' };

/**
 * The direct parts of a container that the principal has already reached, and whether each runs: it is there, and who
 * added it can still see it. Rows of parts come back for drawing and querying in this container only.
 */
export const partsOf = async (ask: Ask, container: Reached): Promise<PartState[]> => {
  const uses = await rows<Row & { added_by: string | null }>(
    ask,
    `select p.*, u.added_by from resource_use u join resource p on p.id = u.part_id where u.container_id = $1`,
    [container.id],
  );
  const adders = [...new Set(uses.flatMap(({ added_by }) => (added_by ? [added_by] : [])))];
  const seenBy = new Map(
    await Promise.all(
      adders.map(async (adder) => {
        const principal = await principalOf(ask, adder);
        const added = uses.filter((use) => use.added_by === adder).map(({ id }) => id);
        return [adder, principal ? await reachedAmong(ask, principal, added) : new Map()] as const;
      }),
    ),
  );
  return uses.map(({ added_by, ...part }) => {
    if (!part.live) return { part, state: 'gone' };
    const confirmed = added_by === null || seenBy.get(added_by)?.has(part.id);
    return { part, state: confirmed ? 'runs' : 'unconfirmed' };
  });
};

/** May the principal who reached `container` see the answer of `part` there? */
export const runsIn = async (ask: Ask, container: Reached, partId: string): Promise<boolean> =>
  (await partsOf(ask, container)).some(({ part, state }) => part.id === partId && state === 'runs');
