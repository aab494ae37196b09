// What every organization has from its first moment; the ids are fixed so that SQL and tests can name them.
import { type Capability, capabilities } from '#contract';

export const everyoneId = 'grp_0000000000000000000e';
export const adminRoleId = 'rol_0000000000000000000a';
export const memberRoleId = 'rol_0000000000000000000m';
export const guestRoleId = 'rol_0000000000000000000g';

export const builtInRoles: { id: string; name: string; capabilities: readonly Capability[] }[] = [
  { id: adminRoleId, name: 'Admin', capabilities },
  { id: memberRoleId, name: 'Member', capabilities: ['projects.create', 'data.export', 'tokens.create', 'guests.invite'] },
  { id: guestRoleId, name: 'Guest', capabilities: [] },
];
