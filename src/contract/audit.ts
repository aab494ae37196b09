import { z } from 'zod';
import { pageOf, pageQuery } from './page.ts';
import { route } from './route.ts';
import { Moment } from './text.ts';

export const AuditEvent = z
  .object({
    id: z.string(),
    at: Moment,
    actor: z.string().nullable(),
    action: z.string(),
    subject: z.string().nullable(),
    resource: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEvent' });

export const listAudit = route({
  name: 'listAudit',
  method: 'get',
  path: '/audit',
  summary: 'Every change of access: who did what to whom, on what, before and after',
  query: z.strictObject({ resource: z.string().max(100).optional(), subject: z.string().max(100).optional(), ...pageQuery }),
  answer: pageOf(AuditEvent),
});
