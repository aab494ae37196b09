// The commands that work without a server: they load the parts they need only when they run.
import type { Command } from 'commander';
import { readConfig } from '#config';
import { doctor } from './doctor.ts';
import type { Opens } from './flags.ts';
import { proveCommand } from './prove.ts';
import { sayTo, WrongUsage } from './said.ts';
import { serve } from './serve.ts';
import type { World } from './session.ts';

type PlaceFlags = { port?: string; host?: string; data?: string; databaseUrl?: string; demo?: boolean };

export const serverCommands = (program: Command, open: Opens, world: World) => {
  const placed = (command: Command) =>
    command
      .option('--data <dir>', 'the folder of the embedded store')
      .option('--database-url <url>', 'postgres://…, instead of the embedded store');

  placed(program.command('start').description('Run the server'))
    .option('--port <n>', 'the port (4400)')
    .option('--host <address>', 'the address to listen on (this machine only, unless told)')
    .option('--demo', 'with the demo workspace and its known accounts')
    .action(async (flags: PlaceFlags) => {
      if (flags.data && flags.databaseUrl) throw new WrongUsage('Either --data or --database-url, not both.');
      await serve(flags);
    });

  placed(program.command('doctor').description('Check storage, migrations and workers, and say how to mend them')).action(
    async (flags: PlaceFlags, command: Command) => {
      const { format } = command.optsWithGlobals<{ format?: string }>();
      const say = sayTo(format === 'json' || format === 'csv' ? format : 'human', world.out, world.err);
      const findings = await doctor(readConfig({ ...flags }, world.env));
      say.list(findings.map(({ check, state, mend }) => ({ check, state, 'to mend': mend })));
      if (findings.some(({ mend }) => mend)) process.exitCode = 1;
    },
  );

  const access = program
    .command('access')
    .description('Whether access is what it should be: proofs of what is, and tests of what is meant');
  proveCommand(access, open);
  access
    .command('test')
    .description('Play worlds in a throwaway store and check every expectation')
    .argument('<files...>', 'YAML files')
    .option('--database-url <url>', 'on PostgreSQL, in a schema of its own')
    .action(async (files: string[], flags: { databaseUrl?: string }) => {
      const { runFiles } = await import('#worlds/index');
      process.exitCode = await runFiles(files, {
        write: (line) => world.out(`${line}\n`),
        ...(flags.databaseUrl && { databaseUrl: flags.databaseUrl }),
      });
    });
};
