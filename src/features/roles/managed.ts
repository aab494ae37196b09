// Who may change a role: who holds `roles.manage`, and each capability that the role has.
import { type Ask, type Principal, requireCapability } from '#access';
import { keptThrough, requireHolding } from '#access/giving/index';
import { type Capability, problem } from '#contract';
import { requireFresh } from '../resources/index.ts';
import { type RoleRow, requireFound, roleById } from '../subjects/index.ts';

/** What may lose its last editor when somebody loses the role, or the role goes. */
export const losing = (role: string) => ({ endangers: (ask: Ask) => keptThrough(ask, [role]) });

export const manageable = async (ask: Ask, actor: Principal, id: string, ifMatch: number | undefined): Promise<RoleRow> => {
  const role = await roleById(ask, id);
  await requireFound(ask, actor, id);
  requireCapability(actor, 'roles.manage');
  requireHolding(actor, role.capabilities);
  requireFresh(ifMatch, role.version);
  return role;
};

/** What `everyone` has, nobody in particular was trusted with. */
export const requireForEveryone = (capabilities: readonly Capability[]) => {
  const reserved = capabilities.filter(
    (capability) => capability === 'organization.administer' || capability.endsWith('.manage'),
  );
  if (reserved.length > 0) throw problem('invalid', `everyone can't hold ${reserved.join(', ')}.`);
};
