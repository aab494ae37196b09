// What could be wrong with an installation, looked at without changing anything.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Config, storeOptions } from '#config';

export type Finding = { check: string; state: string /** How to mend it; absent when all is well. */; mend?: string };

export const doctor = async (config: Config): Promise<Finding[]> => [
  runtime(),
  ...(await storage(config)),
  ...folders(config),
  ...(await workers(config)),
];

const runtime = (): Finding => ({ check: 'runtime', state: `Node.js ${process.versions.node}` });

const storage = async (config: Config): Promise<Finding[]> => {
  const dir = join(resolve(config.data), 'store');
  if (!config.databaseUrl && (!existsSync(dir) || readdirSync(dir).length === 0)) {
    return [{ check: 'storage', state: `none yet in ${dir}; the first start makes it` }];
  }
  const { openStore } = await import('#store/open');
  const { migrations } = await import('#store/migrations/index');
  const { unknownMigrations, pendingMigrations } = await import('#store/migrate');
  const { silentLog } = await import('#log');
  try {
    const store = await openStore(storeOptions(config, silentLog));
    try {
      const [version] = await store.rows<{ server_version: string }>('show server_version', []);
      const newer = await unknownMigrations(store);
      const pending = await pendingMigrations(store);
      return [
        { check: 'storage', state: `${config.databaseUrl ? 'PostgreSQL' : 'embedded'} ${version?.server_version ?? ''}` },
        newer.length
          ? {
              check: 'migrations',
              state: `written by a newer version (${newer.join(', ')})`,
              mend: 'start that version, or restore a backup from before it',
            }
          : {
              check: 'migrations',
              state: pending.length
                ? `${pending.length} to do; the next start does them`
                : `all ${Object.keys(migrations).length} done`,
            },
      ];
    } finally {
      await store.close();
    }
  } catch (error) {
    return [
      {
        check: 'storage',
        state: error instanceof Error ? error.message : String(error),
        mend: config.databaseUrl
          ? 'check the address, the password and that the server runs'
          : 'stop the other process, or choose another folder with --data',
      },
    ];
  }
};

const folders = (config: Config): Finding[] =>
  config.sourceFolders.map((folder) => {
    const path = resolve(folder);
    try {
      accessSync(path, constants.R_OK);
      return { check: 'source folder', state: path };
    } catch {
      return {
        check: 'source folder',
        state: `${path} can’t be read`,
        mend: 'make it readable for this user, or take it off sourceFolders',
      };
    }
  });

const workers = async (config: Config): Promise<Finding[]> => {
  try {
    const { tryEngine } = await import('#main');
    await tryEngine(config);
    return [{ check: 'query workers', state: 'answer' }];
  } catch (error) {
    return [
      {
        check: 'query workers',
        state: error instanceof Error ? error.message : String(error),
        mend: 'reinstall (npm ci): the analytics engine comes as a platform package',
      },
    ];
  }
};
