export { changeMemberResources, getMember, listMembers, putMember, removeMember, setMember } from './members.ts';
