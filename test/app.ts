// The whole server without a socket, over a fresh store: `app.ask('vic', 'get', '/resources')`. The people are those of
// every test: Ana administers, Eve edits, Vic views, Sam is a stranger, Gus a guest, and Ida was deactivated.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { giveRoleTo, insertUser } from '../src/access/giving/index.ts';
import { type Ask, prepareDecisions } from '../src/access/index.ts';
import { openAnalytics } from '../src/analytics/index.ts';
import { makeAuth, sessionDays, sessionTokens } from '../src/features/sessions/index.ts';
import { hashPassword, keepPassword } from '../src/features/sessions/passwords.ts';
import { makeApp } from '../src/http/app.ts';
import { makeAuthenticate } from '../src/http/authenticate.ts';
import { type HandlerDeps, makeHandlers } from '../src/http/handlers.ts';
import { type Log, silentLog } from '../src/log.ts';
import { adminRoleId, guestRoleId, memberRoleId } from '../src/store/built-in.ts';
import type { Store } from '../src/store/open.ts';
import { eachStore, freshStore, storesFor, whyNot } from './stores.ts';

export const password = 'sightline-demo';
export const people = ['ana', 'eve', 'vic', 'sam', 'gus', 'ida'] as const;
export type Person = (typeof people)[number];

export type Answered = {
  status: number;
  /** The body as it came, byte for byte. */
  text: string;
  // Tests read into answers of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test is about
  json: any;
  headers: Headers;
};
export type TestApp = {
  deps: HandlerDeps & { clock: { now(): Date; set(moment: Date): void } };
  ids: Record<string, string> & Record<Person, string>;
  tokens: Record<string, string> & Record<Person, string>;
  /** One more person, signed in. */
  add(login: string, kind?: 'person' | 'guest'): Promise<string>;
  /** Another session of somebody. */
  signIn(login: string): Promise<string>;
  /** Asks the API as somebody, or as nobody. */
  ask(who: string | null, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Any request at all. */
  raw(path: string, init?: RequestInit): Promise<Answered>;
};

export const onApp = (
  title: string,
  body: (app: () => TestApp) => void,
  dialects = storesFor(title),
  engine?: Parameters<typeof testApp>[2],
) => {
  for (const dialect of dialects) {
    const why = whyNot(dialect);
    describe.skipIf(why)(`${title} [${dialect}${why ? `: ${why}` : ''}]`, () => {
      let started: { app: TestApp; close: () => Promise<void> } | undefined;
      beforeAll(async () => {
        started = await testApp(dialect, silentLog, engine);
      });
      afterAll(async () => {
        await started?.close();
      });
      body(() => {
        if (!started) throw new Error('The app is there inside tests and hooks only');
        return started.app;
      });
    });
  }
};

/** For what must hold on both stores in every run. */
export const onEachApp = (title: string, body: (app: () => TestApp) => void) => onApp(title, body, eachStore);

export const testApp = async (
  dialect: Store['dialect'],
  log: Log = silentLog,
  engine: Partial<Parameters<typeof openAnalytics>[0]> = {},
): Promise<{ app: TestApp; close: () => Promise<void> }> => {
  const { store, close } = await freshStore(dialect);
  prepareDecisions(store);
  let fixed: Date | undefined;
  const clock = {
    now: () => fixed ?? new Date(),
    set: (moment: Date) => {
      fixed = moment;
    },
  };
  const cacheDir = mkdtempSync(join(tmpdir(), 'sightline-test-'));
  const secret = 'a secret that only this test knows, and long enough';
  const analytics = await openAnalytics({ cacheDir, allowedFolders: [cacheDir], log, clock, workers: 1, ...engine });
  const deps = {
    store,
    clock,
    log,
    analytics,
    auth: makeAuth(store.db, secret, 'http://localhost'),
    tokens: sessionTokens(secret),
    secure: false,
  };
  const ids = await addPeople(deps);
  const app = makeApp(
    { authenticate: makeAuthenticate(deps), log, isReady: () => true, requestMs: 30_000, checkAnswers: true },
    makeHandlers(deps),
  );
  const raw = async (path: string, init?: RequestInit): Promise<Answered> => {
    const response = await app.request(path, init);
    const text = await response.text();
    return { status: response.status, text, json: parsed(text, response.headers.get('content-type')), headers: response.headers };
  };
  const tokens = {} as TestApp['tokens'];
  // As signing in leaves it; with hundreds of people a run, checking passwords would be most of what is done.
  const signedIn = async (login: string) => {
    const key = randomUUID();
    // By the real time, as better-auth: a test may set its clock to any day.
    const now = new Date();
    const end = new Date(now.getTime() + sessionDays * 86_400_000);
    const at = { created_at: now, updated_at: now, expires_at: end };
    const from = { ip_address: '127.0.0.1', user_agent: 'test' };
    await store.db
      .insertInto('auth_session')
      .values({ id: randomUUID(), token: key, user_id: ids[login] ?? '', ...at, ...from })
      .execute();
    return deps.tokens.seal(key);
  };
  for (const person of people) if (person !== 'ida') tokens[person] = await signedIn(person);
  // Her session is from before.
  await store.rows("update app_user set status = 'active' where id = $1", [ids.ida]);
  tokens.ida = await signedIn('ida');
  await store.rows("update app_user set status = 'deactivated' where id = $1", [ids.ida]);
  const add: TestApp['add'] = async (login, kind = 'person') => {
    const id = await store.transaction((db) => addPerson({ db, now: clock.now() }, login, kind));
    ids[login] = id;
    tokens[login] = await signedIn(login);
    return id;
  };

  const ask: TestApp['ask'] = (who, method, path, body, headers = {}) =>
    raw(`/api${path}`, {
      method: method.toUpperCase(),
      headers: {
        ...(who && { authorization: `Bearer ${tokens[who]}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    app: { deps, ids, tokens, add, signIn: signedIn, ask, raw },
    close: async () => {
      await analytics.close();
      await close();
      rmSync(cacheDir, { recursive: true, force: true });
    },
  };
};

/** Lines come as a list of what each holds. */
const parsed = (text: string, type: string | null): unknown => {
  if (!text || !type?.includes('json')) return undefined;
  if (!type.includes('ndjson')) return JSON.parse(text);
  const lines = text.split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
};

const addPeople = async ({ store, clock }: HandlerDeps): Promise<TestApp['ids']> => {
  const ids = {} as TestApp['ids'];
  await store.transaction(async (db) => {
    const ask = { db, now: clock.now() };
    for (const login of people) ids[login] = await addPerson(ask, login, login === 'gus' ? 'guest' : 'person');
    await giveRoleTo(ask, adminRoleId, ids.ana);
    await db.updateTable('app_user').set({ status: 'deactivated' }).where('id', '=', ids.ida).execute();
  });
  return ids;
};

/** Made once: it takes as long as a good hash takes. */
const hashed = hashPassword(password);

const addPerson = async (ask: Ask, login: string, kind: 'person' | 'guest'): Promise<string> => {
  const name = login.charAt(0).toUpperCase() + login.slice(1);
  const email = `${login}@demo.example`;
  const id = await insertUser(ask, { kind, status: 'active', name, login, email });
  await giveRoleTo(ask, kind === 'guest' ? guestRoleId : memberRoleId, id);
  await keepPassword(ask, { id, email, name }, await hashed);
  return id;
};
