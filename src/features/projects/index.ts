export { changeMemberResources, listMembers, putMember, removeMember, setMember } from './members.ts';
