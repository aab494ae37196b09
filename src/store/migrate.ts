// Brings a store to the shape that this code knows. Forward only: a store that is ahead of the code is refused, since
// what a newer version wrote may mean something that this one would ignore.
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';
import type { Store } from './open.ts';

export const migrate = async (store: Store): Promise<{ applied: string[] }> => {
  const done = await doneMigrations(store);
  refuseNewer(done);
  // Most starts have nothing to do, and on the embedded store to find that out takes the migrator half a second.
  if (Object.keys(migrations).every((name) => done.includes(name))) return { applied: [] };
  const migrator = new Migrator({
    db: store.db,
    provider: {
      getMigrations: async () => Object.fromEntries(Object.entries(migrations).map(([name, one]) => [name, patient(one)])),
    },
    migrationTableSchema: store.schema,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName;
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The migration ${failed ?? 'of the store'} failed and nothing was changed: ${why}`, { cause: error });
  }
  return { applied: (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName) };
};

/** What the store has, of migrations this code doesn't know. */
export const unknownMigrations = async (store: Store): Promise<string[]> => newerThanUs(await doneMigrations(store));

const newerThanUs = (done: readonly string[]) => done.filter((name) => !(name in migrations));

/** What the next start will do. */
export const pendingMigrations = async (store: Store): Promise<string[]> => {
  const done = await doneMigrations(store);
  return Object.keys(migrations).filter((name) => !done.includes(name));
};

const doneMigrations = async (store: Store): Promise<string[]> => {
  const [found] = await store.rows<{ there: boolean }>(
    `select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = $1 and c.relname = 'kysely_migration') as there`,
    [store.schema],
  );
  if (!found?.there) return [];
  const done = await store.rows<{ name: string }>('select name from kysely_migration order by name', []);
  return done.map((row) => row.name);
};

const refuseNewer = (done: readonly string[]) => {
  const unknown = newerThanUs(done);
  if (unknown.length) {
    throw new Error(
      `This store was written by a newer Sightline (it has ${unknown.join(', ')}); start that version, or restore a backup from before it.`,
    );
  }
};

/** A migration of a large table may take longer than any statement of a request should. */
const patient = (migration: Migration): Migration => ({
  ...migration,
  up: async (db) => {
    await sql`set local statement_timeout = 0`.execute(db);
    await migration.up(db);
  },
});
