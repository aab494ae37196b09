// Inviting people who aren't here yet, and asking for what one doesn't have.
import { z } from 'zod';
import { ResourceId, ResourceRef, SubjectId } from './ids.ts';
import { Flag, pageOf, pageQuery } from './page.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Email, Moment, Title } from './text.ts';
import { Kind, Level } from './words.ts';

export const Invitation = z
  .object({
    /** The invited user's. */
    id: z.string(),
    subject: Subject,
    invitedBy: Subject.nullable(),
    sentAt: Moment,
    expiresAt: Moment,
    state: z.enum(['pending', 'lapsed', 'accepted', 'withdrawn']),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

export const invite = route({
  name: 'invite',
  previewable: true,
  method: 'post',
  path: '/invitations',
  summary:
    'Invite an address, and give it something at once; an address that has a user is simply given it, with the same answer',
  query: z.strictObject({ preview: Flag.optional() }),
  body: z.strictObject({
    email: Email,
    /** Either a resource with viewer or editor … */
    resource: ResourceId.optional(),
    /** … or a project, as its member. */
    project: ResourceId.optional(),
    level: Level.optional(),
    restricted: z.boolean().optional(),
    resources: z.array(ResourceRef).max(1000).optional(),
    /** Until when what is given lasts; not the invitation itself. */
    expiresAt: Moment.nullable().optional(),
    /** Stands in the letter of invitation; for an address that has a user, in what they are told of the resource. */
    message: z.string().max(1000).optional(),
    /** Whether they are told of what is given. A letter of invitation goes all the same: nobody could accept without it. */
    notify: z.boolean().optional(),
  }),
  answer: z.object({ subject: Subject }),
  status: 201,
});
export const listInvitations = route({
  name: 'listInvitations',
  method: 'get',
  path: '/invitations',
  summary: 'Who was invited, and what became of it',
  query: z.strictObject(pageQuery),
  answer: pageOf(Invitation),
});
export const resendInvitation = route({
  name: 'resendInvitation',
  method: 'post',
  path: '/invitations/{invitation}/resend',
  summary: 'Send it again, with its full time',
  answer: Invitation,
});
export const withdrawInvitation = route({
  name: 'withdrawInvitation',
  previewable: true,
  method: 'post',
  path: '/invitations/{invitation}/withdraw',
  summary: 'Withdraw it, and take what it would have given',
  query: z.strictObject({ preview: Flag.optional() }),
  answer: Invitation,
});
export const acceptInvitation = route({
  name: 'acceptInvitation',
  method: 'post',
  path: '/invitations/accept',
  summary: 'Accept with the token from the letter; answers what was dropped because nobody could still give it',
  body: z.strictObject({
    token: z.string().min(20).max(200),
    name: Title.optional(),
    password: z.string().min(12, 'is shorter than 12 characters').max(200),
  }),
  answer: z.object({ subject: Subject, dropped: z.array(z.string()) }),
  open: true,
});

export const AccessRequest = z
  .object({
    id: z.string(),
    subject: Subject,
    resource: z.object({ id: z.string(), kind: Kind, name: z.string(), title: z.string() }).nullable(),
    level: Level,
    message: z.string(),
    askedAt: Moment,
    expiresAt: Moment,
    /** To who asked, declined isn't told apart from lapsed unless a reason was given. */
    state: z.enum(['open', 'approved', 'declined', 'lapsed']),
    /** Why it was declined; empty where nobody said. */
    reason: z.string(),
  })
  .meta({ id: 'AccessRequest' });
export type AccessRequest = z.infer<typeof AccessRequest>;

export const askForAccess = route({
  name: 'askForAccess',
  method: 'post',
  path: '/resources/{resource}/requests',
  summary: 'Ask for access by link; the answer is the same whether or not there is anything',
  body: z.strictObject({ level: Level.exclude(['admin']).default('viewer'), message: z.string().max(1000).default('') }),
  answer: z.object({ asked: z.literal(true) }),
  status: 202,
});
export const listRequests = route({
  name: 'listRequests',
  method: 'get',
  path: '/requests',
  summary: 'Open requests that you can answer, or, with mine=true, your own',
  query: z.strictObject({ resource: z.string().max(100).optional(), mine: z.enum(['true', 'false']).optional(), ...pageQuery }),
  answer: pageOf(AccessRequest),
});
export const approveRequest = route({
  name: 'approveRequest',
  previewable: true,
  method: 'post',
  path: '/requests/{request}/approve',
  summary: 'Give what was asked, or another level up to yours, or a place in a group instead',
  query: z.strictObject({ preview: Flag.optional() }),
  body: z.strictObject({ level: Level.exclude(['admin']).optional(), group: SubjectId.optional() }).optional(),
  answer: AccessRequest,
});
export const declineRequest = route({
  name: 'declineRequest',
  method: 'post',
  path: '/requests/{request}/decline',
  summary: 'Decline it; who asked is told of that only with a reason, and then of the reason alone',
  body: z.strictObject({ reason: z.string().trim().max(1000).default('') }).optional(),
  answer: AccessRequest,
});

export const handOver = route({
  name: 'handOver',
  previewable: true,
  method: 'post',
  path: '/users/{user}/reassign',
  summary: 'Hand over what somebody has to somebody else: grants and memberships, keeping dates, merging to the higher level',
  query: z.strictObject({ preview: Flag.optional() }),
  body: z.strictObject({ to: SubjectId, project: ResourceId.optional() }),
  answer: z.object({ moved: z.number().int(), pending: z.array(z.string()) }),
});
export const listOrphans = route({
  name: 'listOrphans',
  method: 'get',
  path: '/orphans',
  summary: 'What has no standing editor, or no standing admin',
  query: z.strictObject(pageQuery),
  answer: pageOf(z.object({ id: z.string(), kind: Kind, name: z.string(), title: z.string() })),
});
