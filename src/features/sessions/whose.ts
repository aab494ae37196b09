// Whose sessions and tokens are meant: one's own, or, for administrators, those of anybody one can find.
import { type Ask, type Principal, privateTo, requireCapability } from '#access';
import { requireFound, userById } from '../subjects/index.ts';

export const whose = async (ask: Ask, principal: Principal, user: string | undefined): Promise<string> => {
  if (user === undefined || user === principal.userId) return privateTo(principal);
  const { id } = await userById(ask, user);
  await requireFound(ask, principal, id);
  requireCapability(principal, 'organization.administer');
  return id;
};
