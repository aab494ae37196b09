// `npm run docs:screenshots`: the pictures of docs/, from a demo of its own: the same page, size and theme each time.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { createClient } from '../src/client/client.ts';
import { readConfig } from '../src/config.ts';
import { silentLog } from '../src/log.ts';
import { start } from '../src/main.ts';
import { pictureMoments } from './moments.ts';

const pictures = join(import.meta.dirname, '..', 'docs', 'pictures');
const data = mkdtempSync(join(tmpdir(), 'sightline-pictures-'));
const port = Number(process.env.PORT ?? 4632);
const server = await start({ config: readConfig({ port, data, demo: true }, {}, data), log: silentLog });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const folder of ['tour', 'access', 'moments']) mkdirSync(join(pictures, folder), { recursive: true });
  const wide = await visit({ width: 1440, height: 900 });
  const ids = await idsOfDemo();
  await take(wide, 'sign-in');
  await signIn(wide);
  await show(wide, '/', 'home');
  await show(wide, `/dashboards/${ids.glance}`, 'dashboard');
  await show(wide, `/dashboards/${ids.fly}?f.origin=ORD&f.weekday=5`, 'cross-filter');

  await open(wide, `/dashboards/${ids.glance}`);
  await wide.getByRole('button', { name: 'Menu of Flights by day' }).click();
  await take(wide, 'tile-menu');
  await show(wide, `/explores/${ids.explore}?compare=previous`, 'explore');
  await show(wide, `/charts/${ids.chart}/edit`, 'build-chart');
  await show(wide, `/dashboards/${ids.glance}?edit=yes`, 'edit-dashboard');
  await show(wide, '/datasets/new', 'upload');

  await open(wide, `/dashboards/${ids.glance}`);
  await wide.getByRole('button', { name: 'Share', exact: true }).click();
  await wide
    .getByRole('dialog')
    .getByRole('button', { name: /^Why does/ })
    .first()
    .waitFor();
  await take(wide, 'share');
  await wide
    .getByRole('dialog')
    .getByRole('button', { name: /^Why does/ })
    .first()
    .click();
  await wide.getByRole('region', { name: /^Why / }).waitFor();
  await take(wide, 'why');

  await pictureAccess(await visit({ width: 1280, height: 800 }));

  const { client, first, ofPerson } = await asAna();
  await pictureMoments({
    client,
    as: async (login) => {
      const page = await visit({ width: 1280, height: 800 });
      await signIn(page, login);
      return page;
    },
    open,
    take: (page, name) => take(page, name, 'moments'),
    ids: {
      board: await first('dashboard', 'punctuality'),
      closed: await first('dashboard', 'strike-damage-audit'),
      vic: await ofPerson('vic'),
      project: await first('project', 'operations'),
    },
  });

  const phone = await visit({ width: 360, height: 740 });
  await signIn(phone);
  await show(phone, `/dashboards/${ids.glance}`, 'phone');
} finally {
  await browser.close();
  await server.close();
  rmSync(data, { recursive: true, force: true });
}

/** Who has access, and why: of docs/sharing.md, people.md and auditing.md. */
async function pictureAccess(page: Page): Promise<void> {
  await signIn(page);
  const { client, first, ofPerson, ofGroup } = await asAna();
  const [project, rex, olga, vic] = [
    await first('project', 'operations'),
    await ofPerson('rex'),
    await ofPerson('old'),
    await ofPerson('vic'),
  ];
  const [glance, group] = [await first('dashboard', 'flights-at-a-glance'), await ofGroup('flight-operations')];
  await client.setMember({
    params: { project, subject: rex },
    body: { level: 'viewer', restricted: true, resources: [glance] },
  });
  await show(page, `/projects/${project}/members`, 'members', 'access');
  await show(page, `/people/groups/${group}`, 'group', 'access');
  await show(page, `/people/${vic}`, 'person', 'access');

  const eve = await ofPerson('eve');
  await open(page, `/people/${eve}`);
  await page.getByRole('button', { name: /^Hand over/ }).click();
  const leaving = page.getByRole('dialog');
  await leaving.getByRole('combobox', { name: /^Add people/ }).fill('Olga');
  await page.getByRole('option', { name: /Olga/ }).click();
  await leaving.getByRole('list', { name: /^What .* gains$/ }).waitFor();
  await take(page, 'leaver', 'access');

  await open(page, `/access?who=${olga}&thing=${glance}`);
  await take(page, 'why-not', 'access');
  await show(page, `/access?who=${vic}&thing=${glance}`, 'why', 'access');
  await open(page, `/people/${vic}`);
  await page.getByRole('button', { name: 'View as Vic Osei' }).click();
  await page.getByRole('region', { name: 'Viewing as somebody else' }).waitFor();
  await show(page, '/', 'view-as', 'access');
}

async function visit(viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    hasTouch: viewport.width < 600,
  });
  const page = await context.newPage();
  await page.goto('/sign-in');
  return page;
}

async function signIn(page: Page, login = 'ana'): Promise<void> {
  await page.getByLabel('E-mail').fill(`${login}@demo.example`);
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page
    .getByRole('navigation', { name: 'Main' })
    .or(page.getByRole('button', { name: 'Menu' }))
    .first()
    .waitFor();
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], [aria-label="Loading"]'));
}

async function show(page: Page, address: string, name: string, folder?: string): Promise<void> {
  await open(page, address);
  await take(page, name, folder);
}

/** WebP, which is a third of PNG. */
async function take(page: Page, name: string, folder = 'tour'): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((resolve) => setTimeout(resolve, 300))));
  const painter = await page.context().newCDPSession(page);
  const { data: picture } = await painter.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  writeFileSync(join(pictures, folder, `${name}.webp`), Buffer.from(picture, 'base64'));
}

async function asAna() {
  const nobody = createClient({ baseUrl: server.url });
  const { token } = await nobody.signIn({ body: { email: 'ana@demo.example', password: 'sightline-demo' } });
  const client = createClient({ baseUrl: server.url, token });
  return {
    client,
    first: async (kind: string, name: string) => (await client.listResources({ query: { kind, name } })).items[0]?.id ?? '',
    ofPerson: async (login: string) => (await client.listUsers({ query: { email: `${login}@demo.example` } })).items[0]?.id ?? '',
    ofGroup: async (name: string) => (await client.listGroups({ query: { name } })).items[0]?.id ?? '',
  };
}

async function idsOfDemo() {
  const { first } = await asAna();
  return {
    glance: await first('dashboard', 'flights-at-a-glance'),
    fly: await first('dashboard', 'when-to-fly'),
    chart: await first('chart', 'flights-by-day'),
    explore: await first('explore', 'bird-strikes'),
  };
}
