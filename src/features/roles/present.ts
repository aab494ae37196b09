// Roles as people read them.
import { type Ask, type Principal, rows } from '#access';
import type { Role } from '#contract';
import { hiddenFrom, type RoleRow, roleById, subjectsById } from '../subjects/index.ts';

export const present = async (ask: Ask, roles: readonly RoleRow[]): Promise<Role[]> => {
  const sizes = await subjectsById(
    ask,
    roles.map(({ id }) => id),
  );
  return roles.map(({ id, name, built_in, capabilities, version }) => ({
    id,
    name,
    builtIn: built_in,
    capabilities,
    members: sizes.get(id)?.members ?? 0,
    version,
  }));
};

/** Without those holders whom the principal can't find. */
export const shownTo = async (ask: Ask, principal: Principal, id: string): Promise<Role> => {
  const { holders = [], ...role } = await whole(ask, id);
  const hidden = await hiddenFrom(
    ask,
    principal,
    holders.map((holder) => holder.id),
  );
  return { ...role, holders: holders.filter((holder) => !hidden.has(holder.id)) };
};

export const whole = async (ask: Ask, id: string): Promise<Role> => {
  const role = await roleById(ask, id);
  const [shown] = await present(ask, [role]);
  const holders = await rows<{ holder_id: string }>(ask, 'select holder_id from role_holder where role_id = $1', [id]);
  const subjects = await subjectsById(
    ask,
    holders.map(({ holder_id }) => holder_id),
  );
  return { ...shown!, holders: [...subjects.values()].sort((a, b) => a.label.localeCompare(b.label)) };
};
