export { giveRole, takeRole } from './holders.ts';
export { createRole, deleteRole, getRole, listRoles, updateRole } from './roles.ts';
