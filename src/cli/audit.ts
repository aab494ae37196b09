import type { Command } from 'commander';
import type { AuditEvent } from '#contract';
import { dayFrom, type Opens } from './flags.ts';
import { wholeFrom } from './history.ts';
import { findResource, findSubject, labelOf } from './lookup.ts';

type AuditFlags = {
  actor?: string;
  resource?: string;
  subject?: string;
  action?: string;
  from?: string;
  to?: string;
  limit: string;
};

export const auditCommand = (program: Command, open: Opens) => {
  program
    .command('audit')
    .description('Every change of access, newest first')
    .option('--actor <subject>', 'by this one: user:EMAIL-or-login')
    .option('--resource <resource>', 'of this one: project/kind:name')
    .option('--subject <subject>', 'about this one: user:EMAIL-or-login, group:NAME or role:NAME')
    .option('--action <action>', 'of this kind, like access.give; access.* for all that begin so')
    .option('--from <date>', 'from this day or moment on, as 2026-01-31')
    .option('--to <date>', 'to this day or moment')
    .option('--limit <n>', 'at most this many', '50')
    .action(async (flags: AuditFlags, command: Command) => {
      const session = open(command);
      const limit = wholeFrom(flags.limit);
      const [from, to] = [dayFrom('--from', flags.from), dayFrom('--to', flags.to)];
      const resource = flags.resource ? (await findResource(session, flags.resource)).id : undefined;
      const [actor, subject] = [await idOf(flags.actor), await idOf(flags.subject)];
      const answer = await session.client.listAudit({
        query: { actor, subject, resource, action: flags.action, from, to, limit },
      });
      session.say.list(
        answer.items.map((event) => ({
          entry: event.id,
          at: event.at,
          ...namesIn(event),
          // What people read says what came of it; machines get both sides.
          ...(session.say.format !== 'human' && { before: short(event.before) }),
          after: short(event.after),
        })),
        answer.items,
      );

      async function idOf(written: string | undefined) {
        return written ? (await findSubject(session, written)).id : undefined;
      }
    });
};

/** As people know them; what is gone stays an id. */
const namesIn = ({ named, actor, action, subject, in: place, resource }: AuditEvent) => ({
  actor: named.actor ? labelOf(named.actor) : actor,
  action,
  subject: named.subject ? labelOf(named.subject) : subject,
  in: named.in?.label ?? place,
  resource: named.resource ? `${named.resource.kind}:${named.resource.name}` : resource,
});

const short = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value));
