// Who may change a group: all groups who holds `groups.manage`; who is in one also its managers.
import { type Ask, type Principal, requireCapability, rows } from '#access';
import { keptThrough, subjectsAbove } from '#access/giving/index';
import { type GroupRow, groupById, requireFound, requireOurs } from '../subjects/index.ts';

/** The group, for who may change what it is. */
export const ruled = async (ask: Ask, actor: Principal, id: string): Promise<GroupRow> => {
  const group = await groupById(ask, id);
  await requireFound(ask, actor, id);
  requireCapability(actor, 'groups.manage');
  requireOurs(group);
  return group;
};

/** The group, for who may say who is in it. */
export const managed = async (ask: Ask, actor: Principal, id: string): Promise<GroupRow> => {
  const group = await groupById(ask, id);
  await requireFound(ask, actor, id);
  const [manages] = await rows(ask, 'select 1 from group_manager where group_id = $1 and manager_id = any($2::text[])', [
    id,
    actor.subjects,
  ]);
  if (!manages) requireCapability(actor, 'groups.manage');
  requireOurs(group);
  return group;
};

/** What may lose its last editor when somebody leaves the group, or the group goes. */
export const losing = (group: string) => ({ endangers: async (ask: Ask) => keptThrough(ask, await subjectsAbove(ask, group)) });
