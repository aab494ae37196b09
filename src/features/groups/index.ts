export {
  addGroupMember,
  createGroup,
  deleteGroup,
  getGroup,
  listGroups,
  placeInGroup,
  removeGroupMember,
  renameGroup,
} from './groups.ts';
