export { changeMemberResources, listMembers, removeMember, setMember } from './members.ts';
