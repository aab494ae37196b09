import type { Command } from 'commander';
import { Capability } from '#contract';
import { collected, type Opens, untilOf } from './flags.ts';
import { everyPage, findRole, findSubject } from './lookup.ts';
import { changing, type DryRun, dryRunFlag, told, toldEach, trying } from './previewed.ts';
import { counted, listed, WrongUsage } from './said.ts';

export const roleCommands = (program: Command, open: Opens) => {
  const role = program.command('role').description('Roles: what kind of work their holders may do at all');
  const named = (command: Command) => command.argument('[name]', 'the role').option('--role <name>', 'the role');

  role
    .command('list')
    .description('Roles and what each lets its holders do')
    .action(async (_flags: unknown, command: Command) => {
      const session = open(command);
      const roles = await everyPage((cursor) => session.client.listRoles({ query: { limit: 200, cursor } }));
      session.say.list(
        roles.map(({ name, members, capabilities }) => ({ name, people: members, capabilities: capabilities.join(' ') })),
        roles,
      );
    });
  named(role.command('create').description('Make a role of capabilities that you hold'))
    .option('--capability <name>', 'what it lets its holders do; repeatable', collected)
    .action(async (name: string | undefined, flags: { role?: string; capability?: string[] }, command: Command) => {
      const session = open(command);
      const answer = await session.client.createRole({
        body: { name: which(flags.role, name), capabilities: (flags.capability ?? []).map(capabilityOf) },
      });
      session.say.done(
        `Made the role ${answer.name} with ${counted(answer.capabilities.length, 'capability', 'capabilities')}.`,
        answer,
      );
    });
  dryRunFlag(named(role.command('set').description('Replace what a role lets its holders do, or rename it')))
    .option('--capability <name>', 'all that it shall have; repeatable; none for none', collected)
    .option('--new-name <name>', 'its new name')
    .action(
      async (
        name: string | undefined,
        flags: { role?: string; capability?: string[]; newName?: string } & DryRun,
        command: Command,
      ) => {
        const session = open(command);
        if (!flags.capability && flags.newName === undefined)
          throw new WrongUsage('What shall change? Say it with --capability (all of them) or --new-name.');
        const none = flags.capability?.length === 1 && flags.capability[0] === 'none';
        const capabilities = none ? [] : flags.capability?.map(capabilityOf);
        const found = await findRole(session, which(flags.role, name));
        const answer = await session.client.updateRole({
          params: { role: found.id },
          query: changing(session, flags),
          body: { ...(capabilities && { capabilities }), ...(flags.newName !== undefined && { name: flags.newName }) },
        });
        told(
          session,
          answer,
          (done) => `The role ${done.name} lets its holders ${listed(done.capabilities) || 'do nothing of its own'}.`,
        );
      },
    );
  dryRunFlag(named(role.command('delete').description('Delete a role and every grant it has'))).action(
    async (name: string | undefined, flags: { role?: string } & DryRun, command: Command) => {
      const session = open(command);
      const found = await findRole(session, which(flags.role, name));
      const answer = await session.client.deleteRole({
        params: { role: found.id },
        query: changing(session, flags),
      });
      told(session, answer, () => `Deleted the role ${found.label} and everything it was given.`);
    },
  );
  dryRunFlag(named(role.command('give').description('Give a role to users or groups')))
    .option('--to <subject>', 'user:EMAIL-or-login or group:NAME; repeatable', collected)
    .option('--until <date>', 'until when, as 2026-12-31')
    .action(
      async (name: string | undefined, flags: { role?: string; to?: string[]; until?: string } & DryRun, command: Command) => {
        const session = open(command);
        const expiresAt = untilOf(flags.until);
        if (!flags.to?.length) throw new WrongUsage('To whom? Name them with --to.');
        const found = await findRole(session, which(flags.role, name));
        const subjects = await Promise.all(flags.to.map((subject) => findSubject(session, subject)));
        const answers: { label: string; answer: object }[] = [];
        for (const { id, label } of subjects) {
          const answer = await session.client.giveRole({
            params: { role: found.id, subject: id },
            query: trying(flags),
            body: { ...(expiresAt !== undefined && { expiresAt }) },
          });
          answers.push({ label, answer });
        }
        toldEach(session, answers, () => `Gave the role ${found.label} to ${listed(subjects.map(({ label }) => label))}.`);
      },
    );
  dryRunFlag(named(role.command('take').description('Take a role from users or groups')))
    .option('--from <subject>', 'user:EMAIL-or-login or group:NAME; repeatable', collected)
    .action(async (name: string | undefined, flags: { role?: string; from?: string[] } & DryRun, command: Command) => {
      const session = open(command);
      if (!flags.from?.length) throw new WrongUsage('From whom? Name them with --from.');
      const found = await findRole(session, which(flags.role, name));
      const subjects = await Promise.all(flags.from.map((subject) => findSubject(session, subject)));
      const answers: { label: string; answer: object }[] = [];
      for (const { id, label } of subjects) {
        const answer = await session.client.takeRole({
          params: { role: found.id, subject: id },
          query: changing(session, flags),
        });
        answers.push({ label, answer });
      }
      toldEach(session, answers, () => `Took the role ${found.label} from ${listed(subjects.map(({ label }) => label))}.`);
    });
};

const which = (...names: (string | undefined)[]): string => {
  const name = names.find((word) => word !== undefined);
  if (!name) throw new WrongUsage('Which role? Name it with --role.');
  return name;
};
export const capabilityOf = (word: string) => {
  const capability = Capability.safeParse(word);
  if (!capability.success) throw new WrongUsage(`"${word}" is no capability; they are ${Capability.options.join(', ')}.`);
  return capability.data;
};
