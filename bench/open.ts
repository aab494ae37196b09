// The two stores as they run in earnest: an embedded one in a folder, and a private PostgreSQL that syncs its writes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDecisions } from '../src/access/index.ts';
import { migrate } from '../src/store/migrate.ts';
import { openStore, type Store, type StoreOptions } from '../src/store/open.ts';
import { startCluster } from '../test/postgres-cluster.ts';

export type Opened = { store: Store; close: () => Promise<void> };

export const openFor = async (dialect: Store['dialect']): Promise<Opened | { missing: string }> => {
  if (dialect === 'pglite') {
    const folder = await mkdtemp(join(tmpdir(), 'sightline-bench-'));
    const store = await migrated({ kind: 'folder', dir: join(folder, 'store') });
    return {
      store,
      close: async () => {
        await store.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  const cluster = await startCluster({ durable: true, sharedBuffers: '2GB' });
  if ('missing' in cluster) return cluster;
  const store = await migrated({ kind: 'postgres', url: cluster.url('postgres'), poolSize: 1 });
  return {
    store,
    close: async () => {
      await store.close();
      await cluster.stop();
    },
  };
};

const migrated = async (options: StoreOptions): Promise<Store> => {
  const store = await openStore({ ...options, statementMs: 1_800_000 });
  await migrate(store);
  prepareDecisions(store);
  return store;
};
