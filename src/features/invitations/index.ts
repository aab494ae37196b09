export { acceptInvitation, claim } from './accept.ts';
export { type InviteDeps, invite, listInvitations, type Post, resendInvitation, withdrawInvitation } from './invite.ts';
