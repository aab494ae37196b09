// `npm run docs:screenshots`: the pictures of docs/tour.md, from a demo of its own: the same page, size and theme each time.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { createClient } from '../src/client/client.ts';
import { readConfig } from '../src/config.ts';
import { silentLog } from '../src/log.ts';
import { start } from '../src/main.ts';

const to = join(import.meta.dirname, '..', 'docs', 'pictures', 'tour');
const data = mkdtempSync(join(tmpdir(), 'sightline-pictures-'));
const port = Number(process.env.PORT ?? 4632);
const server = await start({ config: readConfig({ port, data, demo: true }, {}, data), log: silentLog });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  mkdirSync(to, { recursive: true });
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

  const phone = await visit({ width: 360, height: 740 });
  await signIn(phone);
  await show(phone, `/dashboards/${ids.glance}`, 'phone');
} finally {
  await browser.close();
  await server.close();
  rmSync(data, { recursive: true, force: true });
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

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill('ana@demo.example');
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

async function show(page: Page, address: string, name: string): Promise<void> {
  await open(page, address);
  await take(page, name);
}

/** WebP, which is a third of PNG. */
async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((resolve) => setTimeout(resolve, 300))));
  const painter = await page.context().newCDPSession(page);
  const { data: picture } = await painter.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  writeFileSync(join(to, `${name}.webp`), Buffer.from(picture, 'base64'));
}

async function idsOfDemo() {
  const nobody = createClient({ baseUrl: server.url });
  const { token } = await nobody.signIn({ body: { email: 'ana@demo.example', password: 'sightline-demo' } });
  const client = createClient({ baseUrl: server.url, token });
  const first = async (kind: string, name: string) => (await client.listResources({ query: { kind, name } })).items[0]?.id ?? '';
  return {
    glance: await first('dashboard', 'flights-at-a-glance'),
    fly: await first('dashboard', 'when-to-fly'),
    chart: await first('chart', 'flights-by-day'),
    explore: await first('explore', 'bird-strikes'),
  };
}
