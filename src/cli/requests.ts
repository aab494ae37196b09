// What waits for somebody: requests for access, and what nobody can edit any more.
import type { Command } from 'commander';
import { type AccessRequest, Level } from '#contract';
import type { Opens } from './flags.ts';
import { everyPage, findGroup, findResource, labelOf } from './lookup.ts';
import { type DryRun, told, trying } from './previewed.ts';
import { WrongUsage } from './said.ts';

export const requestCommands = (program: Command, open: Opens) => {
  const requests = program.command('requests').description('Requests for access that you can answer');
  requests
    .command('list')
    .description('Open requests that you can answer')
    .option('--resource <resource>', 'for this one: project/kind:name')
    .option('--mine', 'your own instead')
    .action(async (flags: { resource?: string; mine?: boolean }, command: Command) => {
      const session = open(command);
      const resource = flags.resource ? (await findResource(session, flags.resource)).id : undefined;
      const found = await everyPage((cursor) =>
        session.client.listRequests({ query: { resource, mine: flags.mine ? 'true' : undefined, limit: 200, cursor } }),
      );
      session.say.list(
        found.map((request) => ({
          request: request.id,
          who: labelOf(request.subject),
          wants: request.level,
          on: thing(request),
          message: request.message,
          asked: request.askedAt,
          state: request.state,
        })),
        found,
      );
    });
  requests
    .command('approve')
    .description('Give what was asked, or another level up to yours, or a place in a group instead')
    .argument('<request>', 'its id, as `requests list` shows it')
    .option('--as <level>', 'viewer or editor, instead of what was asked')
    .option('--group <name>', 'put them into this group instead')
    .option('--dry-run', 'only tell who would gain and lose')
    .action(async (id: string, flags: { as?: string; group?: string } & DryRun, command: Command) => {
      const session = open(command);
      const level = flags.as === undefined ? undefined : Level.exclude(['admin']).safeParse(flags.as);
      if (level && !level.success) throw new WrongUsage('--as is viewer or editor.');
      const group = flags.group ? await findGroup(session, flags.group) : undefined;
      const answer = await session.client.approveRequest({
        params: { request: id },
        query: trying(flags),
        body: { ...(level?.success && { level: level.data }), ...(group && { group: group.id }) },
      });
      told(session, answer, (done) => {
        const given = group ? `is now in ${group.label}` : `is now ${level?.data ?? done.level} of ${thing(done)}`;
        return `Approved: ${labelOf(done.subject)} ${given}.`;
      });
    });
  requests
    .command('decline')
    .description('Decline a request; who asked is told of it only with a reason')
    .argument('<request>', 'its id, as `requests list` shows it')
    .option('--reason <text>', 'why: they are told that it was declined, and this')
    .action(async (id: string, { reason }: { reason?: string }, command: Command) => {
      const session = open(command);
      const answer = await session.client.declineRequest({ params: { request: id }, body: { ...(reason && { reason }) } });
      session.say.done(`Declined what ${labelOf(answer.subject)} asked for on ${thing(answer)}.`, answer);
    });

  program
    .command('orphans')
    .description('What has nobody left who can edit or administer it')
    .action(async (_flags: unknown, command: Command) => {
      const session = open(command);
      const found = await everyPage((cursor) => session.client.listOrphans({ query: { limit: 200, cursor } }));
      session.say.list(
        found.map(({ kind, name, title, id }) => ({ kind, name, title, id })),
        found,
      );
    });
};

const thing = ({ resource }: AccessRequest) => (resource ? `${resource.kind}:${resource.name}` : 'what is gone');
