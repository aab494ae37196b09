// A server vacuums and analyzes by itself; PGlite doesn't. Without that a plan made while a table was empty is kept when it
// has filled (lists were measured 10 to 30 times slower), and what deleted rows left is never used again. So tables that
// have grown by half are seen to, in the turns that nobody else wants.
import type { Log } from '#log';

const every = 5_000;

/** Pages against what the last analysis saw; a handful is too little to matter. */
export const grownTables = `
select c.oid::regclass::text as name
  from pg_class c
 where c.relkind = 'r'
   and c.relnamespace = 'public'::regnamespace
   and pg_relation_size(c.oid) / 8192 > 4 + 1.5 * greatest(c.relpages, 0)`;

export type Upkeep = { stop(): Promise<void> };

export const keepUp = (run: (text: string) => Promise<{ name: string }[]>, log: Log): Upkeep => {
  let turn: Promise<void> | undefined;
  const look = async () => {
    try {
      for (const { name } of await run(grownTables)) await run(`vacuum (analyze) ${name}`);
    } catch (error) {
      log.warn('the embedded store could not be tidied', { message: error instanceof Error ? error.message : String(error) });
    }
  };
  const timer = setInterval(() => {
    turn ??= look().finally(() => {
      turn = undefined;
    });
  }, every);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await turn;
    },
  };
};
