// A real server on the demo, in this process, and a real browser: what people meet is what is tested.
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject, vi } from 'vitest';
import { type Client, createClient } from '../../src/client/client.ts';
import { readConfig } from '../../src/config.ts';
import { type Log, silentLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';

const root = join(import.meta.dirname, '..', '..');
/** The one without windows needs a third less of a processor for the same pages. */
const browsers = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`);
const executable = process.env.CHROMIUM ?? browsers.find((path) => existsSync(path));

/** Why browser tests can't run here; undefined when they can. */
export const whyNoBrowser = executable && existsSync(executable) ? undefined : 'there is no Chromium in /usr/bin';

const password = 'sightline-demo';

export type Site = {
  url: string;
  /** The API as one of the demo's people. */
  as(login: string): Promise<Client>;
  /** A browser of one's own, signed in and on no page yet; what it complains about is in `complaints`. */
  visit(login: string, look?: { width?: number; scheme?: 'light' | 'dark' }): Promise<Visit>;
  /** What was sent to an address, oldest first: letters leave within twelve seconds here. */
  letters(to: string): string[];
  close(): Promise<void>;
};
export type Visit = { page: Page; context: BrowserContext; complaints: string[] };

export async function openSite(): Promise<Site> {
  if (!existsSync(join(root, 'dist', 'web', 'index.html'))) {
    const { build } = await import('vite');
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  }
  const data = await freshData();
  const server = await serve(data);
  const browser = await chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox'] });
  const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

  return {
    url: server.url,
    as: async (login) => {
      const nobody = createClient({ baseUrl: server.url });
      const { token } = await nobody.signIn({ body: { email: `${login}@demo.example`, password } });
      return createClient({ baseUrl: server.url, token });
    },
    visit: async (login, look = {}) => {
      const state = sessions.get(login);
      const visit = await openVisit(browser, server.url, look, state);
      if (!state) {
        await signIn(visit.context, login);
        sessions.set(login, await visit.context.storageState());
      }
      return visit;
    },
    letters: (to) => {
      const folder = join(data, 'mail');
      if (!existsSync(folder)) return [];
      return readdirSync(folder)
        .sort()
        .map((file) => unquoted(readFileSync(join(folder, file), 'utf8')))
        .filter((letter) => letter.includes(`To: ${to}`));
    },
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** What the server is to blame for is told, so that a test that fails by it says why. */
const log: Log = {
  ...silentLog,
  error: (event, about) => console.error(event, about),
  // A query that the engine refuses is answered as a failure of ours.
  warn: (event, about) => event === 'analytics.query_refused' && console.warn(event, about),
};

const serve = async (data: string) => {
  // The port is known beforehand, because the server accepts sign-ins only from its own address.
  const config = readConfig({ port: await freePort(), data, demo: true }, {}, data);
  return start({ config, log, lettersMs: 12_000 });
};

/**
 * The demo as it is at first, in a folder of its own: made once a run by whoever comes first, while the others wait. Its
 * files are everybody's, so that what was imported of them is, too: imports go by where a file really lies.
 */
const freshData = async (): Promise<string> => {
  const run = inject('run');
  const [data, filled, files] = [join(run, `site-${randomUUID()}`), join(run, 'filled'), join(run, 'demo-files')];
  if (isFirst(join(run, 'filling'))) {
    for (const folder of [data, files]) mkdirSync(folder);
    symlinkSync(files, join(data, 'demo'));
    await (await serve(data)).close();
    const copy = `${filled}-being-copied`;
    cpSync(data, copy, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    renameSync(copy, filled);
  } else {
    await vi.waitUntil(() => existsSync(filled), { timeout: 100_000, interval: 100 });
    cpSync(filled, data, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  }
  return data;
};
const isFirst = (mark: string): boolean => {
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
};

async function openVisit(
  browser: Browser,
  baseURL: string,
  { width = 1280, scheme = 'light' }: { width?: number; scheme?: 'light' | 'dark' },
  storageState: Awaited<ReturnType<BrowserContext['storageState']>> | undefined,
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width, height: 900 },
    colorScheme: scheme,
    ...(storageState && { storageState }),
  });
  context.setDefaultTimeout(40_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, context, complaints };
}

/** What the page for it does, without the page: a story that is about signing in uses `fillIn`. */
async function signIn(context: BrowserContext, login: string): Promise<void> {
  const answer = await context.request.post('/api/session', { data: { email: `${login}@demo.example`, password } });
  if (!answer.ok()) throw new Error(`${login} could not sign in: ${answer.status()} ${await answer.text()}`);
}

/** Signs in on the page that asks for it. */
export async function fillIn(page: Page, login: string, secret = password): Promise<void> {
  await page.getByLabel('E-mail').fill(`${login}@demo.example`);
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Until nothing on the page is on its way any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], [aria-label="Loading"]'));
}

/** Quoted-printable, as letters travel (RFC 2045, section 6.7). */
const unquoted = (text: string) =>
  Buffer.from(
    text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port is free'))));
    });
  });
