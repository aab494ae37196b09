export { createGroup, deleteGroup, getGroup, listGroups, renameGroup } from './groups.ts';
export { addGroupManager, removeGroupManager } from './managers.ts';
export { addGroupMember, placeInGroup, removeGroupMember } from './places.ts';
