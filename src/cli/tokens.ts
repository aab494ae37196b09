// Tokens for programs: they act as their maker, and never as more.
import type { Command } from 'commander';
import { collected, type Opens } from './flags.ts';
import { capabilityOf } from './roles.ts';
import { Failed, listed, WrongUsage } from './said.ts';

type CreateFlags = { name?: string; days?: string; readOnly?: boolean; capability?: string[] };

export const tokenCommands = (program: Command, open: Opens) => {
  const token = program.command('token').description('Tokens that act as you, for programs');
  token
    .command('create')
    .description('Make a token; it is shown once')
    .argument('[name]', 'what it is for')
    .option('--name <name>', 'what it is for')
    .option('--days <n>', 'how long it lasts, from 1 to 365', '90')
    .option('--read-only', 'it changes nothing')
    .option('--capability <name>', 'of your capabilities only this; repeatable', collected)
    .action(async (name: string | undefined, flags: CreateFlags, command: Command) => {
      const session = open(command);
      const called = flags.name ?? name;
      if (!called) throw new WrongUsage('What is it for? Say it with --name.');
      const days = Number(flags.days);
      if (!Number.isInteger(days) || days < 1 || days > 365) throw new WrongUsage('--days is a whole number from 1 to 365.');
      const capabilities = flags.capability?.map(capabilityOf);
      const narrow = { ...(flags.readOnly && { readOnly: true }), ...(capabilities && { capabilities }) };
      const answer = await session.client.createToken({ body: { name: called, expiresInDays: days, narrow } });
      // For a script that keeps it, the token alone is on stdout.
      session.say.progress(`Made the token ${answer.name}, until ${answer.expiresAt.slice(0, 10)}. It is shown this once:`);
      session.say.done(answer.token, answer);
    });
  token
    .command('list')
    .description('Your tokens')
    .action(async (_flags: unknown, command: Command) => {
      const session = open(command);
      const { items } = await session.client.listTokens();
      session.say.list(
        items.map(({ id, name, createdAt, expiresAt, narrow }) => ({
          name,
          token: id,
          made: createdAt,
          until: expiresAt,
          'may only': [...(narrow.readOnly ? ['read'] : []), ...(narrow.capabilities ?? [])].join(' '),
        })),
        items,
      );
    });
  token
    .command('revoke')
    .description('End one of your tokens')
    .argument('<token>', 'its name, or its id as `token list` shows it')
    .action(async (written: string, _flags: unknown, command: Command) => {
      const session = open(command);
      const { items } = await session.client.listTokens();
      const found = items.filter(({ id, name }) => id === written || name.toLowerCase() === written.toLowerCase());
      const [one] = found;
      if (!one) throw new Failed(`You have no token ${written}.`);
      if (found.length > 1)
        throw new Failed(`Several tokens are named ${written}; name one by its id: ${listed(found.map(({ id }) => id))}.`);
      const answer = await session.client.revokeToken({ params: { token: one.id } });
      session.say.done(`Ended the token ${one.name}.`, answer);
    });
};
