#!/usr/bin/env node
// The command. Each group of commands is a file; here they meet, and their failures become exit codes:
// 0 done, 1 refused or failed, 2 wrong usage.
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Command, CommanderError } from 'commander';
import { ConfigError } from '#config';
import { Problem } from '#contract';
import { auditCommand } from './audit.ts';
import { groupCommands } from './groups.ts';
import { historyCommands } from './history.ts';
import { requestCommands } from './requests.ts';
import { projectCommands, resourceCommands } from './resources.ts';
import { reviewCommands } from './review.ts';
import { roleCommands } from './roles.ts';
import { Failed, WrongUsage } from './said.ts';
import { serverCommands } from './server.ts';
import { explainProblem, type GlobalFlags, login, logout, openSession, type Session, type World } from './session.ts';
import { settingsCommands } from './settings.ts';
import { sharingCommands } from './sharing.ts';
import { tokenCommands } from './tokens.ts';
import { userCommands } from './users.ts';

export const run = async (args: readonly string[], world: World): Promise<number> => {
  let session: Session | undefined;
  const open = (command: Command): Session => {
    session = openSession(world, command.optsWithGlobals<GlobalFlags>());
    return session;
  };
  const program = new Command('sightline')
    .description('Dashboards that reach exactly the people who should see them.')
    .option('--server <url>', 'the server (SIGHTLINE_URL; else where you last signed in, else http://localhost:4400)')
    .option('--token <token>', 'instead of signing in (SIGHTLINE_TOKEN)')
    .option('--format <format>', 'human, json or csv', 'human')
    .option('--force', 'where an administrator may')
    .option('--yes', 'ask nothing')
    .configureOutput({ writeOut: world.out, writeErr: world.err, outputError: (text, write) => write(text) })
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .exitOverride();
  program
    .command('login')
    .description('Sign in, and keep the token for the commands that follow')
    .option('--email <address>', 'as whom')
    .action(async (_flags: unknown, command: Command) => login(world, command.optsWithGlobals()));
  program
    .command('logout')
    .description('End that session and forget its token')
    .action(async (_flags: unknown, command: Command) => logout(world, command.optsWithGlobals()));
  userCommands(program, open);
  groupCommands(program, open);
  roleCommands(program, open);
  projectCommands(program, open);
  resourceCommands(program, open);
  sharingCommands(program, open);
  requestCommands(program, open);
  tokenCommands(program, open);
  settingsCommands(program, open);
  auditCommand(program, open);
  historyCommands(program, open);
  reviewCommands(program, open);
  serverCommands(program, open, world);
  inherit(program);

  process.exitCode = 0;
  // Silence makes people wonder after about a second.
  const waiting = setTimeout(() => session && world.err(`Waiting for ${session.server} …\n`), 1000);
  try {
    await program.parseAsync(args, { from: 'user' });
    return process.exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    if (thrown instanceof Problem) {
      world.err(`${explainProblem(thrown, session)}\n`);
      return 1;
    }
    if (thrown instanceof WrongUsage || thrown instanceof ConfigError) {
      world.err(`${thrown.message}\n`);
      return 2;
    }
    world.err(`${thrown instanceof Failed || !world.env.DEBUG ? messageOf(thrown) : (thrown as Error).stack}\n`);
    return 1;
  } finally {
    clearTimeout(waiting);
  }
};

/** Every command fails and speaks as the program does. */
const inherit = (command: Command) => {
  for (const sub of command.commands) {
    sub.copyInheritedSettings(command);
    inherit(sub);
  }
};

const messageOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));

const readLine = async (question: string): Promise<string> => {
  const secret = /password/i.test(question);
  const isPerson = process.stdin.isTTY;
  if (isPerson) process.stderr.write(question);
  // A password is not echoed.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: secret ? silent : process.stderr, terminal: isPerson });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (isPerson && secret) process.stderr.write('\n');
  }
};

if (import.meta.main) {
  process.exitCode = await run(process.argv.slice(2), {
    env: process.env,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    fetch,
    readLine,
  });
}
