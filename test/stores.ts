// The same tests on both stores: `bothStores('Sharing', (store) => { test('…', async () => { await store().rows(…) }) })`.
// Each block gets a store of its own, freshly migrated, kept from its first test to its last.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { openStore, type Store } from '../src/store/open.ts';
import { template } from './global-setup.ts';

export type Opened = { store: Store; close: () => Promise<void> };

export const eachStore: readonly Store['dialect'][] = ['pglite', 'postgres'];

/**
 * What is built on the decision, rather than it: statements are the same on both stores, so a run plays it on one of them,
 * which its title chooses. SIGHTLINE_STORES=both plays it on each.
 */
export const storesFor = (title: string): readonly Store['dialect'][] => {
  if (process.env.SIGHTLINE_STORES === 'both') return eachStore;
  const sum = [...title].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return sum % 3 && !whyNot('postgres') ? ['postgres'] : ['pglite'];
};

export const bothStores = (title: string, body: (store: () => Store, dialect: Store['dialect']) => void) => {
  for (const dialect of eachStore) onStore(dialect, title, (store) => body(store, dialect));
};

/** For what needs only one of them. */
export const onStore = (dialect: Store['dialect'], title: string, body: (store: () => Store) => void) => {
  const why = whyNot(dialect);
  describe.skipIf(why)(`${title} [${dialect}${why ? `: ${why}` : ''}]`, () => {
    let opened: Opened | undefined;
    beforeAll(async () => {
      opened = await freshStore(dialect);
    });
    afterAll(async () => {
      await opened?.close();
    });
    body(() => {
      if (!opened) throw new Error('The store is there inside tests and hooks only');
      return opened.store;
    });
  });
};

export const whyNot = (dialect: Store['dialect']): string | undefined => {
  const postgres = inject('postgres');
  return dialect === 'postgres' && 'missing' in postgres ? postgres.missing : undefined;
};

export const freshStore = async (dialect: Store['dialect']): Promise<Opened> => {
  if (dialect === 'pglite') {
    const store = await openStore({ kind: 'memory' });
    return { store, close: () => store.close() };
  }
  const { url, drop } = await freshDatabase();
  const store = await openStore({ kind: 'postgres', url, poolSize: 8 });
  return {
    store,
    close: async () => {
      await store.close();
      await drop();
    },
  };
};

/** A copy of the migrated database on the run's PostgreSQL. */
export const freshDatabase = async (): Promise<{ url: string; drop: () => Promise<void> }> => {
  const postgres = inject('postgres');
  if ('missing' in postgres) throw new Error(postgres.missing);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asServer(postgres.url, `create database ${name} template ${template}`);
  return {
    url: postgres.url.replace('/postgres?', `/${name}?`),
    drop: () => asServer(postgres.url, `drop database ${name} with (force)`),
  };
};

const asServer = async (url: string, text: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
};
