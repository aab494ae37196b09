import { z } from 'zod';
import { TimeZone } from './query.ts';
import { route } from './route.ts';
import { Title } from './text.ts';
import { GeneralAccess } from './words.ts';

const Domain = z
  .string()
  .max(253)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is not a domain like example.com');
export const Organization = z
  .object({
    name: z.string(),
    /** May roles be given access, and be found in pickers? */
    rolesAsSubjects: z.boolean(),
    /** Invited addresses of these come as persons, others as guests. */
    memberDomains: z.array(z.string()),
    invitationDays: z.number().int(),
    /** General access of what is made in a project that doesn't say; null: private. */
    defaultAccess: GeneralAccess.nullable(),
    timeZone: z.string(),
    /** 0 is Sunday. */
    firstDayOfWeek: z.number().int(),
  })
  .meta({ id: 'Organization' });
export type Organization = z.infer<typeof Organization>;

export const getOrganization = route({
  name: 'getOrganization',
  method: 'get',
  path: '/organization',
  summary: 'What the organization has set for itself',
  answer: Organization,
});
export const updateOrganization = route({
  name: 'updateOrganization',
  method: 'patch',
  path: '/organization',
  summary: 'Change settings of the organization; for its administrators',
  body: z.strictObject({
    name: Title.optional(),
    rolesAsSubjects: z.boolean().optional(),
    memberDomains: z.array(Domain).max(100).optional(),
    invitationDays: z.number().int().min(1).max(365).optional(),
    defaultAccess: GeneralAccess.nullable().optional(),
    timeZone: TimeZone.optional(),
    firstDayOfWeek: z.number().int().min(0).max(6).optional(),
  }),
  answer: Organization,
});
