// Names are unique in project and kind among what isn't in the trash, without case.
import { type Ask, type Principal, reachedAmong, rows } from '#access';
import { type Kind, Problem } from '#contract';
import { kindOf } from '#kinds/index';

/**
 * The name it gets. One that somebody can see is taken is a conflict; one that clashes only with something hidden gets a
 * suffix, so that the answer names nothing that the actor can't see.
 */
export const freeName = async (
  ask: Ask,
  actor: Principal,
  { kind, project, name, except }: { kind: Kind; project: string | null; name: string; except?: string },
): Promise<string> => {
  for (let attempt = 1; ; attempt++) {
    const wanted = attempt === 1 ? name : `${name}-${attempt}`;
    const [taken] = await rows<{ id: string }>(
      ask,
      `select id from resource
        where kind = $1 and ($2::text is null or project_id = $2) and lower(name) = lower($3) and deleted_at is null and id is distinct from $4`,
      [kind, project, wanted, except ?? null],
    );
    if (!taken) return wanted;
    if ((await reachedAmong(ask, actor, [taken.id])).size > 0) {
      throw new Problem('conflict', `There is already a ${kindOf(kind).label} named “${wanted}” here.`, [
        { field: 'name', message: 'is taken' },
      ]);
    }
  }
};
