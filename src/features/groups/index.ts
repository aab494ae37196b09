export { addGroupMember, createGroup, deleteGroup, getGroup, listGroups, removeGroupMember, renameGroup } from './groups.ts';
