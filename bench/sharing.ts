// Sharing among 10,000 people and 1,000 groups a dashboard that 500 people have: finding whom, opening the dialog, and
// the line that says how many will see it. All figures in milliseconds.
// npm run bench -- sharing [--world M] [--times 20] [--port 4632]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { giveRoleTo } from '../src/access/giving/index.ts';
import type { Client } from '../src/client/client.ts';
import { systemClock } from '../src/clock.ts';
import { readConfig } from '../src/config.ts';
import { setPassword } from '../src/features/sessions/index.ts';
import { silentLog } from '../src/log.ts';
import { start } from '../src/main.ts';
import { adminRoleId } from '../src/store/built-in.ts';
import type { Store } from '../src/store/open.ts';
import { load } from './load.ts';
import { quantile } from './measure.ts';
import { openFor } from './open.ts';
import { clientOf, launch, signedIn } from './visit.ts';
import { idOf, makeWorld, type Size } from './world.ts';

const { values: options } = parseArgs({
  options: {
    world: { type: 'string', default: 'M' },
    times: { type: 'string', default: '20' },
    port: { type: 'string', default: '4632' },
  },
});
const times = Number(options.times);
const sharedWith = 500;
const title = 'Pipeline';
const email = 'sharer@bench.example';
const password = 'only-for-measuring';

type Taken = { median: number; p95: number };
export type SharingResult = {
  people: number;
  groups: number;
  sharedWith: number;
  /** One request and its answer, on this machine, by what is typed. */
  picker: Record<string, Taken>;
  /** The request that the dialog makes for whoever has access. */
  access: Taken;
  preview: Taken;
  /** From the click, a tenth of a second after pointing there, to the names of those who have access. */
  dialog: Taken;
  /** From the choice of a group of a thousand or more to the sentence about them. */
  consequence: Taken;
};

const data = mkdtempSync(join(tmpdir(), 'sightline-bench-'));
const world = makeWorld(options.world as Size, 1);
const opened = await openFor('postgres');
if ('missing' in opened) throw new Error(opened.missing);
const browser = await launch();
try {
  await load(opened.store, world);
  await addSharer(opened.store);
  const server = await start({
    config: readConfig({ port: Number(options.port), data }, {}, data),
    log: silentLog,
    store: Promise.resolve(opened.store),
  });
  try {
    const client = await clientOf(server.url, email, password);
    const { id: board } = await client.createResource({
      params: { project: idOf('prj', 0) },
      body: { kind: 'dashboard', name: 'shared', title, generalAccess: 'private' },
    });
    const given = Array.from({ length: sharedWith }, (_, at) => ({ subject: idOf('usr', 100 + at), level: 'viewer' as const }));
    for (let at = 0; at < given.length; at += 100)
      await client.patchAccess({ params: { resource: board }, body: { grant: given.slice(at, at + 100), notify: false } });
    const result: SharingResult = {
      people: world.users,
      groups: world.groups,
      sharedWith,
      ...(await atTheServer(client, board)),
      ...(await inTheBrowser(browser, server.url, board)),
    };
    console.log(JSON.stringify(result, null, 2));
    mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
    writeFileSync(join(import.meta.dirname, 'results', 'sharing.json'), `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await server.close();
  }
} finally {
  await browser.close();
  await opened.close();
  rmSync(data, { recursive: true, force: true });
}

/** Somebody who may share anything. */
async function addSharer(store: Store): Promise<void> {
  const ask = { db: store.db, now: systemClock.now() };
  const id = idOf('usr', 0);
  await store.rows("update app_user set email = $2, login = 'sharer' where id = $1", [id, email]);
  await giveRoleTo(ask, adminRoleId, id);
  await setPassword(ask, { id, email, name: 'Sharer' }, password);
}

async function atTheServer(client: Client, board: string): Promise<Pick<SharingResult, 'picker' | 'access' | 'preview'>> {
  const picker: SharingResult['picker'] = {};
  for (const typed of ['u', 'us', 'user 12', 'group', 'group 7', '99', 'nobody at all'])
    picker[typed] = await taken(() => client.findSubjects({ query: { q: typed, for: board, limit: 20 } }));
  const grant = [{ subject: idOf('grp', 0), level: 'viewer' as const }];
  return {
    picker,
    access: await taken(() => client.getAccess({ params: { resource: board } })),
    preview: await taken(() => client.patchAccess({ params: { resource: board }, query: { preview: true }, body: { grant } })),
  };
}

async function inTheBrowser(
  browser: Browser,
  url: string,
  board: string,
): Promise<Pick<SharingResult, 'dialog' | 'consequence'>> {
  const page = await signedIn(browser, url, email, password);
  const dialog = page.getByRole('dialog', { name: `Share "${title}"` });
  const share = page.getByRole('button', { name: 'Share', exact: true });
  const opening: number[] = [];
  const counting: number[] = [];
  for (let at = 0; at < times; at++) {
    // Nothing of the last time is remembered.
    await page.goto(`/dashboards/${board}`);
    await share.waitFor();
    await page.waitForLoadState('networkidle');
    await share.hover();
    await page.waitForTimeout(100);
    opening.push(await page.evaluate(opensIn));
    const box = dialog.getByRole('combobox', { name: 'Add people, groups or e-mail addresses' });
    await box.fill(`group ${at % 10}`);
    const offered = page.getByRole('option', { name: new RegExp(`^Group ${at % 10}\\b`) }).first();
    counting.push(await offered.evaluate(countsIn));
  }
  return { dialog: summed(opening), consequence: summed(counting) };
}

/** In the page: from the click on Share until the first names stand. */
async function opensIn(): Promise<number> {
  const share = [...document.querySelectorAll('button')].find((button) => button.textContent?.trim() === 'Share');
  const began = performance.now();
  share?.click();
  const drawn = () => document.querySelectorAll('[role="dialog"] [aria-label^="Level for"]').length > 0;
  while (!drawn()) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestAnimationFrame(done));
  return performance.now() - began;
}

/** In the page: from the choice of what is offered until the line counts those who will see it. */
async function countsIn(option: HTMLElement | SVGElement): Promise<number> {
  const line = () => document.querySelector('[role="dialog"] [aria-live="polite"]')?.textContent ?? '';
  const before = line();
  const began = performance.now();
  option.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  while (line() === before || line() === '') await new Promise((done) => requestAnimationFrame(done));
  return performance.now() - began;
}

async function taken(work: () => Promise<unknown>): Promise<Taken> {
  await work();
  const each: number[] = [];
  for (let at = 0; at < times; at++) {
    const began = performance.now();
    await work();
    each.push(performance.now() - began);
  }
  return summed(each);
}

function summed(each: number[]): Taken {
  const rounded = (share: number) => Number(quantile(each, share).toFixed(1));
  return { median: rounded(0.5), p95: rounded(0.95) };
}
