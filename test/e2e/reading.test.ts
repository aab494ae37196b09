// Reading a dashboard: its tiles' menus, what one takes home, the views one keeps, and what it was before.
import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

const title = 'Flights at a glance';

describe.skipIf(whyNoBrowser)(`reading a dashboard${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let vic: Visit;
  let eve: Visit;
  let id: string;
  const idOf = async (login: string, called: string) => {
    const { items } = await (await site.as(login)).listResources({ query: { kind: 'dashboard', q: called } });
    return items.find((item) => item.title === called)?.id ?? '';
  };
  beforeAll(async () => {
    site = await openSite();
    id = await idOf('eve', title);
    [vic, eve] = await Promise.all([site.visit('vic'), site.visit('eve')]);
  });
  afterAll(async () => {
    await site?.close();
  });

  const open = async (page: Page, address = `/dashboards/${id}`) => {
    await page.goto(address);
    await settled(page);
  };
  const tileOf = (page: Page, name: string) => page.getByRole('figure', { name, exact: true });
  const menuOf = async (page: Page, name: string): Promise<Locator> => {
    await tileOf(page, name).hover();
    await page.getByRole('button', { name: `Menu of ${name}`, exact: true }).click();
    return page.getByRole('menu', { name: `Menu of ${name}`, exact: true });
  };
  const more = async (page: Page, what: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: what }).click();
  };
  const taken = async (page: Page, take: () => Promise<void>): Promise<[Download, Buffer]> => {
    const [download] = await Promise.all([page.waitForEvent('download'), take()]);
    return [download, readFileSync(await download.path())];
  };

  test('Vic opens a tile’s menu by keyboard, views its data, and is where he was afterwards', async () => {
    const { page } = vic;
    await open(page);
    const button = page.getByRole('button', { name: 'Menu of Flights by day' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.locator('[role=menuitem]:focus', { hasText: 'View data' }).waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Flights by day' });
    await dialog.getByRole('table').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('Vic sees one chart with the whole window to itself, and Escape leaves', async () => {
    const { page } = vic;
    await (await menuOf(page, 'Flights by day')).getByRole('menuitem', { name: 'Full screen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Flights by day' });
    await dialog.getByRole('img', { name: /^Area chart/ }).waitFor();
    await expect.poll(() => dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 1280, height: 900 });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('Vic takes what a tile draws, as narrowed as he sees it, and its picture; of numbers there is none', async () => {
    const { page } = vic;
    await open(page, `/dashboards/${id}?f.origin=ORD`);
    const [csv, rows] = await taken(page, async () =>
      (await menuOf(page, 'Flights by weekday')).getByRole('menuitem', { name: 'Download CSV' }).click(),
    );
    expect(csv.suggestedFilename()).toBe('Flights by weekday.csv');
    const tile = (await (await site.as('vic')).getResource({ params: { resource: id } })).parts?.find(
      (part) => part.title === 'Flights by weekday',
    )?.tile;
    const asked = await (await site.as('vic')).exportTile({
      params: { dashboard: id, tile: tile ?? '' },
      body: { choices: { filter: { field: 'origin', in: ['ORD'] }, time: { from: '2001-01-01', to: '2001-07-01' } } },
    });
    expect(rows.toString()).toBe(asked);
    const [picture, bytes] = await taken(page, async () =>
      (await menuOf(page, 'Flights by day')).getByRole('menuitem', { name: 'Download picture' }).click(),
    );
    expect(picture.suggestedFilename()).toBe('Flights by day.png');
    // A PNG says so, and how wide and high it is: twice 960 × 540.
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1920, 1080]);
    const menu = await menuOf(page, 'Miles flown');
    await menu.getByRole('menuitem', { name: 'Open chart' }).waitFor();
    // Vic sees the chart and can't share it.
    expect(await menu.getByRole('menuitem').allInnerTexts()).toEqual([
      'View data',
      'Full screen',
      'Download CSV',
      'View rows',
      'Show query',
      'Open chart',
    ]);
    await page.keyboard.press('Escape');
  });

  test('Gus, a guest without the right to export, is offered no file, and the route refuses him', async () => {
    const punctuality = await idOf('gus', 'Punctuality');
    const gus = await site.visit('gus');
    await open(gus.page, `/dashboards/${punctuality}`);
    const client = await site.as('gus');
    const { parts = [] } = await client.getResource({ params: { resource: punctuality } });
    const part = parts.find(({ title: called }) => called === 'Late, by week') ?? parts[0];
    const menu = await menuOf(gus.page, part?.title ?? '');
    await menu.getByRole('menuitem', { name: 'Full screen' }).waitFor();
    expect(await menu.getByRole('menuitem', { name: 'Download CSV' }).count()).toBe(0);
    // Nor is the chart itself his: he reaches it through this dashboard alone.
    await gus.page.waitForLoadState('networkidle');
    expect(await menu.getByRole('menuitem', { name: 'Open chart' }).count()).toBe(0);
    const refused = client.exportTile({ params: { dashboard: punctuality, tile: part?.tile ?? '' }, body: {} });
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    await gus.context.close();
  });

  test('Vic keeps what he sees as a view of his own, and hears when he sees something else', async () => {
    const { page } = vic;
    await open(page, `/dashboards/${id}?f.origin=ORD`);
    await page.getByRole('button', { name: 'Views' }).click();
    const panel = page.getByRole('region', { name: 'Saved views' });
    await panel.getByText(/^No saved views yet/).waitFor();
    await panel.getByRole('button', { name: 'Save this view' }).click();
    // For everybody saves only who may edit.
    expect(await panel.getByRole('combobox', { name: 'Whom it is for' }).count()).toBe(0);
    await panel.getByRole('textbox', { name: 'Title' }).fill('From Chicago');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'View: From Chicago', exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('view')).toMatch(/^viw_/);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('button', { name: 'View: From Chicago, changed' }).click();
    await panel.getByRole('button', { name: 'From Chicago' }).click();
    await page.getByRole('button', { name: 'View: From Chicago', exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.getAll('f.origin')).toEqual(['ORD']);
  });

  test('Eve opens Vic’s link and sees the same without his name for it; hers is for everybody', async () => {
    const { page } = eve;
    await open(page, vic.page.url());
    const total = (visit: Visit) => tileOf(visit.page, 'Flights').innerText();
    await settled(vic.page);
    expect(await total(eve)).toBe(await total(vic));
    await page.getByRole('button', { name: 'Views' }).click();
    const panel = page.getByRole('region', { name: 'Saved views' });
    await panel.getByRole('button', { name: 'Save this view' }).click();
    await panel.getByRole('textbox', { name: 'Title' }).fill('Chicago for all');
    await panel.getByRole('combobox', { name: 'Whom it is for' }).click();
    await page.getByRole('option', { name: 'For everybody who can see this' }).click();
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'View: Chicago for all', exact: true }).waitFor();

    await open(vic.page);
    await vic.page.getByRole('button', { name: 'Views' }).click();
    const his = vic.page.getByRole('region', { name: 'Saved views' });
    await his.getByRole('button', { name: 'Chicago for all' }).click();
    await vic.page.waitForURL(/f\.origin=ORD/);
    await vic.page.getByRole('button', { name: 'View: Chicago for all', exact: true }).click();
    await his.getByText(/saved by Eve Marchetti/).waitFor();
    expect(await his.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    await vic.page.keyboard.press('Escape');
  });

  test('Vic asks for fresh numbers and keeps the old picture until they are there', async () => {
    const { page } = vic;
    await open(page);
    const tile = tileOf(page, 'Flights');
    const before = await tile.innerText();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/query', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await page.waitForTimeout(300);
    expect(await tile.innerText()).toBe(before);
    expect(await page.locator('[aria-busy="true"]').count()).toBe(0);
    release();
    await page
      .getByRole('status')
      .getByText(/^Asked again at/)
      .waitFor({ state: 'attached' });
    await page.unroute('**/query');
    await page.getByRole('button', { name: 'Auto-refresh: off' }).click();
    await page.getByRole('menuitemradio', { name: 'Every 5 minutes' }).click();
    await page.waitForURL(/refresh=5m/);
    await page.reload();
    await page.getByRole('button', { name: 'Auto-refresh: 5 minutes' }).waitFor();
  });

  test('Eve restores a version; somebody else’s save in the meantime is told, and stays in the list', async () => {
    const { page } = eve;
    const ana = await site.as('ana');
    await ana.updateResource({ params: { resource: id }, body: { title: 'Flights, renamed' } });
    await open(page);
    await more(page, 'Versions');
    const dialog = page.getByRole('dialog', { name: /^Versions of/ });
    const list = dialog.getByRole('list', { name: 'Versions, newest first' });
    await list.getByText(/Changed the title to “Flights, renamed”/).waitFor();
    await dialog.getByRole('heading', { name: title }).waitFor();
    await ana.updateResource({ params: { resource: id }, body: { title: 'Flights, renamed again' } });
    await dialog.getByRole('button', { name: 'Restore this version' }).click();
    await dialog.getByText(/^Ana Lindqvist saved this while you were looking/).waitFor();
    await list.getByText(/Changed the title to “Flights, renamed again”/).waitFor();
    await dialog.getByRole('button', { name: 'Restore it all the same' }).click();
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    const { title: now } = await ana.getResource({ params: { resource: id } });
    expect(now).toBe(title);
  });

  test('Eve makes a copy, throws it away after reading who loses it, and undoes that', async () => {
    const { page } = eve;
    await more(page, 'Duplicate');
    const asking = page.getByRole('dialog', { name: /^Duplicate/ });
    await asking.getByRole('textbox', { name: 'Title' }).fill('My flights');
    await asking.getByRole('button', { name: 'Duplicate' }).click();
    await page.getByRole('heading', { level: 1, name: 'My flights' }).waitFor();
    const address = page.url();
    await more(page, 'Move to trash');
    const dialog = page.getByRole('dialog', { name: /^Move “My flights”/ });
    await dialog.getByText(/loses? sight of it|Nobody but you sees it/).waitFor();
    await dialog.getByRole('button', { name: 'Move to trash' }).click();
    await page.getByText('“My flights” is in the trash for 30 days.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Dashboards' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { level: 1, name: 'My flights' }).waitFor();
    expect(page.url()).toBe(address);
  });

  test('Vic, who only views, is offered neither versions nor the trash', async () => {
    const { page } = vic;
    await page.getByRole('button', { name: 'More', exact: true }).click();
    const menu = page.getByRole('menu', { name: 'More' });
    await menu.getByRole('menuitem', { name: 'Copy link' }).waitFor();
    expect(await menu.getByRole('menuitem').allInnerTexts()).toEqual(['Copy link', 'Lineage']);
    await page.keyboard.press('Escape');
  });

  test('tiles far below ask only when somebody comes near', async () => {
    const client = await site.as('eve');
    const { project, definition } = await client.getResource({ params: { resource: id } });
    const chart = (definition.tiles as { chart: string }[])[0]?.chart;
    const tiles = Array.from({ length: 40 }, (_, n) => ({
      id: `t${n}`,
      chart,
      x: 6 * (n % 2),
      y: 6 * Math.floor(n / 2),
      w: 6,
      h: 6,
    }));
    const made = await client.createResource({
      params: { project: project.id },
      body: { kind: 'dashboard', name: 'forty', definition: { tiles } },
    });
    const { page } = eve;
    const asked = new Set<string>();
    page.on('request', (request) => {
      if (request.url().endsWith(`/resources/${made.id}/query`))
        for (const tile of (request.postDataJSON() as { tiles: string[] }).tiles) asked.add(tile);
    });
    await open(page, `/dashboards/${made.id}`);
    await expect.poll(() => asked.has('t0')).toBe(true);
    expect(asked.size).toBeLessThan(20);
    await page.getByRole('figure').last().scrollIntoViewIfNeeded();
    await expect.poll(() => asked.has('t39')).toBe(true);
    expect([...eve.complaints, ...vic.complaints].filter((complaint) => !/status of 4(04|12)/.test(complaint))).toEqual([]);
  });
});
