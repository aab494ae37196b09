import { z } from 'zod';
import { pageOf, pageQuery } from './page.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Moment } from './text.ts';
import { Kind } from './words.ts';

/** A thing as it is called where it is spoken of. */
export const Thing = z.object({ id: z.string(), kind: Kind, name: z.string(), title: z.string() }).meta({ id: 'Thing' });
export type Thing = z.infer<typeof Thing>;

export const AuditEvent = z
  .object({
    id: z.string(),
    at: Moment,
    actor: z.string().nullable(),
    /** Whom the actor looked as. */
    as: z.string().nullable(),
    action: z.string(),
    subject: z.string().nullable(),
    resource: z.string().nullable(),
    /** The group or role that the subject was put into, or taken out of. */
    in: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    requestId: z.string().nullable(),
    /** Those ids as people know them, of what is still there. */
    named: z.object({
      actor: Subject.nullable(),
      as: Subject.nullable(),
      subject: Subject.nullable(),
      in: Subject.nullable(),
      resource: Thing.nullable(),
    }),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof AuditEvent>;

/** A day is taken from its first moment, as `from`, and to its last, as `to`; both in UTC. */
export const Day = z.iso.date().meta({ id: 'Day' });
const id = z.string().max(100).optional();
const filters = {
  actor: id,
  subject: id,
  resource: id,
  /** One action, or with a star all that begin like it: `access.*`. */
  action: z
    .string()
    .max(60)
    .regex(/^[a-z_.]+\*?$/, 'is an action like access.give, or access.*')
    .optional(),
  from: z.union([Day, Moment]).optional(),
  to: z.union([Day, Moment]).optional(),
};

export const listAudit = route({
  name: 'listAudit',
  method: 'get',
  path: '/audit',
  summary: 'Every change of access: who did what to whom, on what, before and after; newest first',
  query: z.strictObject({ ...filters, ...pageQuery }),
  answer: pageOf(AuditEvent),
});
export const exportAudit = route({
  name: 'exportAudit',
  method: 'get',
  path: '/audit/export.csv',
  summary: 'The same as a CSV file',
  query: z.strictObject(filters),
  answer: z.string(),
  format: 'csv',
});
