// Writes through the door that every change takes, four at once, and names each on stdout once it is acknowledged.
// Killed by kill.ts while it does; run as `writer.ts '{"kind":"folder","dir":"…"}' USER`.
import { principalOf } from '../../src/access/index.ts';
import { makeProject } from '../../src/features/resources/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type StoreOptions } from '../../src/store/open.ts';

const [options = '', userId = ''] = process.argv.slice(2);
const store = await openStore(JSON.parse(options) as StoreOptions);
await migrate(store);
const clock = { now: () => new Date() };
const principal = await principalOf({ db: store.db, now: clock.now() }, userId);
if (!principal) throw new Error('The writer has no user');

await Promise.all(
  [1, 2, 3, 4].map(async (lane) => {
    for (let n = 0; ; n++) {
      const id = await makeProject({ store, clock }, principal, { name: `kill ${process.pid} ${lane} ${n}` });
      process.stdout.write(`${id}\n`);
    }
  }),
);
