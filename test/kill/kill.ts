// kill -9 while writing, again and again on the same store: what was acknowledged is there, and nothing is half there.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { giveRoleTo, insertUser } from '../../src/access/giving/index.ts';
import { memberRoleId } from '../../src/store/built-in.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type StoreOptions } from '../../src/store/open.ts';

export type Killed = { rounds: number; acknowledged: number; lost: string[]; halfDone: string[] };

export const killWhileWriting = async (
  options: StoreOptions,
  rounds: number,
  say: (line: string) => void = () => {},
): Promise<Killed> => {
  const userId = await makeWriter(options);
  const acknowledged = new Set<string>();
  for (let round = 1; round <= rounds; round++) {
    const before = acknowledged.size;
    const lasting = 50 + Math.random() * 500;
    await writeUntilKilled(options, userId, lasting, acknowledged);
    const { lost, halfDone } = await look(options, acknowledged);
    say(
      `round ${round}: killed after ${Math.round(lasting)} ms and ${acknowledged.size - before} acknowledged writes; ${lost.length} lost, ${halfDone.length} half done`,
    );
    if (lost.length + halfDone.length > 0) return { rounds: round, acknowledged: acknowledged.size, lost, halfDone };
  }
  return { rounds, acknowledged: acknowledged.size, lost: [], halfDone: [] };
};

const makeWriter = async (options: StoreOptions): Promise<string> => {
  const store = await openStore(options);
  await migrate(store);
  const id = await store.transaction(async (db) => {
    const ask = { db, now: new Date() };
    const made = await insertUser(ask, { kind: 'person', status: 'active', name: 'Wil', login: `wil${Date.now()}`, email: null });
    await giveRoleTo(ask, memberRoleId, made);
    return made;
  });
  await store.close();
  return id;
};

const writeUntilKilled = async (options: StoreOptions, userId: string, ms: number, acknowledged: Set<string>) => {
  const writer = spawn(
    process.execPath,
    [fileURLToPath(new URL('./writer.ts', import.meta.url)), JSON.stringify(options), userId],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve, reject) =>
    writer.once('close', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`The writer ended by itself (${code ?? signal})`)),
    ),
  );
  let timed = false;
  createInterface({ input: writer.stdout }).on('line', (line) => {
    if (!/^prj_.{20}$/.test(line)) return;
    acknowledged.add(line);
    // Counted from the first acknowledged write on: however slow the machine, there is one to lose.
    if (!timed) setTimeout(() => writer.kill('SIGKILL'), ms);
    timed = true;
  });
  await ended;
};

/** Each project has its maker's membership and its audit event, or isn't there at all. */
const look = async (options: StoreOptions, acknowledged: Set<string>) => {
  const store = await openStore(options);
  try {
    const there = await store.rows<{ id: string; whole: boolean }>(
      `select r.id,
              exists (select 1 from membership m where m.project_id = r.id and m.level = 'admin')
          and exists (select 1 from audit_event e where e.resource_id = r.id) as whole
         from resource r where r.kind = 'project'`,
      [],
    );
    const strays = await store.rows<{ id: string }>(
      'select resource_id as id from audit_event e where not exists (select 1 from resource r where r.id = e.resource_id)',
      [],
    );
    const found = new Set(there.map(({ id }) => id));
    return {
      lost: [...acknowledged].filter((id) => !found.has(id)),
      halfDone: [...there.filter(({ whole }) => !whole), ...strays].map(({ id }) => id),
    };
  } finally {
    await store.close();
  }
};
