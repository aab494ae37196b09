import { type Ask, type Principal, principalOf } from '#access';
import { capabilitiesOf, subjectsAbove } from '#access/giving/index';

/** As if the subject itself asked; nobody for a user who isn't active. A group or role is somebody who is in nothing else. */
export const reacherOf = async (ask: Ask, id: string): Promise<Principal | null> => {
  if (id.startsWith('usr_')) return principalOf(ask, id);
  const capabilities = await capabilitiesOf(ask, id);
  return {
    userId: id,
    kind: 'person',
    subjects: await subjectsAbove(ask, id),
    capabilities,
    administers: capabilities.has('organization.administer'),
  };
};
