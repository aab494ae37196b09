// Running a server until it is told to stop. Started by `sightline start` and by `npm start`.
import { type Config, readConfig, storeOptions } from '#config';
import { jsonLog, type Log } from '#log';

export type ServeFlags = Partial<Record<keyof Config, unknown>>;

export const serve = async (flags: ServeFlags): Promise<void> => {
  const began = performance.now();
  const config = readConfig(flags);
  const log = config.demo ? quiet(jsonLog()) : jsonLog();
  // The embedded store starts in a thread of its own, while this one still reads the rest of the program.
  const { openStore } = await import('#store/open');
  const store = openStore(storeOptions(config, log));
  store.catch(() => {});
  const { start } = await import('#main');
  const started = await start({ config, log, store });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const out = (line: string) => process.stdout.write(`${line}\n`);

  out(`Sightline is ready at ${started.url} (after ${seconds} s)`);
  if (config.demo) {
    out('');
    out('Demo accounts, all with the password sightline-demo:');
    for (const [email, what] of demoAccounts) out(`  ${email.padEnd(20)} ${what}`);
  }
  if (started.setupLink) {
    out('');
    out('Nobody is here yet. Make the first administrator with this link; it works once, for a day:');
    out(`  ${started.setupLink}`);
  }

  let stoppingSince = 0;
  const stop = async (signal: string) => {
    // Ctrl-C reaches us from the terminal and from npm at once; a second one after that doesn't wait for anybody.
    if (stoppingSince && performance.now() - stoppingSince > 1000) process.exit(1);
    if (stoppingSince) return;
    stoppingSince = performance.now();
    log.info('stopping', { signal });
    await started.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
};

const demoAccounts = [
  ['ana@demo.example', 'administrator'],
  ['eve@demo.example', 'editor'],
  ['vic@demo.example', 'viewer'],
  ['sam@demo.example', 'no access yet'],
  ['gus@demo.example', 'guest'],
] as const;

/** In the demo the terminal is for people: only what went wrong is logged. */
const quiet = (log: Log): Log => ({ ...log, info: () => {} });
