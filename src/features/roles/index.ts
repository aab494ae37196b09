export { createRole, deleteRole, getRole, giveRole, listRoles, takeRole } from './roles.ts';
