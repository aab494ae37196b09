// Composition: everything is made here, once, and handed on. With config.ts the only place that knows the environment.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareDecisions } from '#access';
import { openAnalytics } from '#analytics/index';
import { type Clock, systemClock } from '#clock';
import { type Config, storeOptions } from '#config';
import { startRounds } from '#features/notifications/index';
import { makeAuth, offerSetup, sessionTokens } from '#features/sessions/index';
import { makeApp } from '#http/app';
import { makeAuthenticate } from '#http/authenticate';
import { type HandlerDeps, makeHandlers } from '#http/handlers';
import { addressFrom, listen } from '#http/listen';
import { readWebFiles } from '#http/web-files';
import { type Log, silentLog } from '#log';
import { type Mail, openMail } from '#mail/index';
import { digestLetter, invitationLetter } from '#mail/letters';
import { migrate } from '#store/migrate';
import { openStore, type Store } from '#store/open';

export type Started = {
  url: string;
  deps: HandlerDeps;
  /** Where the first administrator is made, on a store in which nobody is. */
  setupLink: string | null;
  close(): Promise<void>;
};

export type StartOptions = {
  config: Config;
  log: Log;
  clock?: Clock;
  checkAnswers?: boolean;
  /** Within how long letters leave. */
  lettersMs?: number;
  /** Being opened already, while everything else was still being read. */
  store?: Promise<Store>;
};

export const start = async ({
  config,
  log,
  clock = systemClock,
  checkAnswers = false,
  lettersMs = 30_000,
  store,
}: StartOptions): Promise<Started> => {
  if (config.demo && !isLoopback(config.host)) {
    throw new Error(`The demo has known passwords, so it listens on this machine only; ${config.host} is reachable from others.`);
  }
  const origin = config.publicUrl ? new URL(config.publicUrl).origin : `http://${inAddress(config.host)}:${config.port}`;
  const opened = await compose({ config, log, clock, origin, ...(store && { store }) });
  let ready = false;
  const app = makeApp(
    {
      authenticate: makeAuthenticate(opened.deps),
      log,
      isReady: () => ready,
      requestMs: config.requestSeconds * 1000,
      checkAnswers,
      publicOrigin: config.publicUrl && origin,
      web: readWebFiles(join(root, 'dist', 'web')),
      addressOf: addressFrom(config.trustProxy),
    },
    makeHandlers(opened.deps),
  );
  try {
    if (config.demo) await fillDemo(opened.deps);
    const setupToken = await offerSetup(opened.deps);
    const listening = await listen(app, config);
    ready = true;
    const url = config.publicUrl ? origin : `http://${inAddress(config.host)}:${listening.port}`;
    const rounds = startRounds(opened.deps, {
      lettersMs,
      post: ({ to, things }) => opened.mail.send(digestLetter({ to, things, url })),
    });
    return {
      url,
      deps: opened.deps,
      setupLink: setupToken && `${url}/setup#${setupToken}`,
      close: async () => {
        ready = false;
        await listening.close();
        await rounds.stop();
        await opened.close();
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
};

/** The use cases with what they need, and no server in front of them: for tests, doctor, and whatever runs beside one. */
export const compose = async (options: {
  config: Config;
  log: Log;
  clock: Clock;
  origin: string;
  store?: Promise<Store>;
}): Promise<{ deps: HandlerDeps; mail: Mail; close(): Promise<void> }> => {
  const { config, log, clock, origin } = options;
  const store = await (options.store ?? openStore(storeOptions(config, log)));
  try {
    await migrate(store);
    prepareDecisions(store);
    const secret = config.secret ?? keptSecret(config, log);
    const analytics = await openAnalytics({
      cacheDir: config.databaseUrl ? join(tmpdir(), 'sightline-analytics') : join(resolve(config.data), 'analytics'),
      allowedFolders: [...config.sourceFolders, ...(config.demo ? [await demoFolder(config)] : [])].map((folder) =>
        resolve(folder),
      ),
      uploadsFolder: join(resolve(config.data), 'uploads'),
      connectionOf: (name) => config.connections[name],
      connectionNames: Object.keys(config.connections),
      ...(config.queryWorkers && { workers: config.queryWorkers }),
      ...(config.queryMemory && { memoryLimit: config.queryMemory }),
      log,
      clock,
    });
    const mail = openMail({ smtpUrl: config.smtpUrl, folder: join(resolve(config.data), 'mail'), from: config.mailFrom, log });
    const deps: HandlerDeps = {
      postInvitation: (letter) => mail.send(invitationLetter({ ...letter, url: origin })),
      store,
      clock,
      log,
      analytics,
      auth: makeAuth(store.db, secret, origin),
      tokens: sessionTokens(secret),
      secure: origin.startsWith('https:'),
    };
    return {
      deps,
      mail,
      close: async () => {
        mail.close();
        await analytics.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
};

/** Has the engine answer one small question, so that `doctor` can say whether it would. */
export const tryEngine = async (config: Config): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-doctor-'));
  const analytics = await openAnalytics({
    cacheDir: join(folder, 'cache'),
    allowedFolders: [folder],
    workers: 1,
    ...(config.queryMemory && { memoryLimit: config.queryMemory }),
    log: silentLog,
    clock: systemClock,
  });
  try {
    writeFileSync(join(folder, 'one.csv'), 'n\n1\n');
    const dataset = {
      source: { id: 'doctor', type: 'folder' as const, path: folder },
      table: 'one',
      dimensions: [],
      measures: [{ name: 'rows', aggregate: 'count' as const }],
    };
    const { rows } = await analytics.run(dataset, { dimensions: [], measures: ['rows'], limit: 1 });
    if (rows[0]?.[0] !== 1) throw new Error(`counting one row came to ${rows[0]?.[0]}`);
  } finally {
    await analytics.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Beside the store, not in it: whoever copies the tables alone can make no session of them. */
const keptSecret = (config: Config, log: Log): string => {
  if (config.databaseUrl) {
    log.warn('SIGHTLINE_SECRET is not set: sessions end when this server does, and other servers don’t know them');
    return randomBytes(32).toString('base64url');
  }
  const path = join(resolve(config.data), 'secret');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const secret = randomBytes(32).toString('base64url');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${secret}\n`, { mode: 0o600 });
  return secret;
};

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127\./.test(host);
const inAddress = (host: string) => (host.includes(':') ? `[${host}]` : host === '127.0.0.1' ? 'localhost' : host);

/** Files of the workspace's own, so that somebody may change or delete one to see what happens. */
const demoFolder = async (config: Config): Promise<string> => {
  const { layDemoFiles } = await import('#demo/index');
  const folder = join(resolve(config.data), 'demo');
  await layDemoFiles(folder);
  return folder;
};

/** Loaded only where it is wanted: its import brings the demo's definitions with it. */
const fillDemo = async (deps: HandlerDeps): Promise<void> => {
  const { loadDemo } = await import('#demo/index');
  await loadDemo(deps);
};

export type { Store };
