import type { Command } from 'commander';
import type { Opens } from './flags.ts';
import { findResource, findSubject } from './lookup.ts';
import { WrongUsage } from './said.ts';

export const auditCommand = (program: Command, open: Opens) => {
  program
    .command('audit')
    .description('Every change of access, newest first')
    .option('--resource <resource>', 'of this one: project/kind:name')
    .option('--subject <subject>', 'about this one: user:EMAIL-or-login, group:NAME or role:NAME')
    .option('--limit <n>', 'at most this many', '50')
    .action(async (flags: { resource?: string; subject?: string; limit: string }, command: Command) => {
      const session = open(command);
      const limit = Number(flags.limit);
      if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new WrongUsage('--limit is a whole number from 1 to 200.');
      const resource = flags.resource ? (await findResource(session, flags.resource)).id : undefined;
      const subject = flags.subject ? (await findSubject(session, flags.subject)).id : undefined;
      const answer = await session.client.listAudit({ query: { resource, subject, limit } });
      session.say.list(
        answer.items.map(({ at, actor, action, subject: about, resource: on, before, after }) => ({
          at,
          actor,
          action,
          subject: about,
          resource: on,
          before: short(before),
          after: short(after),
        })),
        answer.items,
      );
    });
};

const short = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value));
