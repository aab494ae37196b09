// The names that people with screen readers, and scripts, find things by: they are the same on every page.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, whyNoBrowser } from './server.ts';

describe.skipIf(whyNoBrowser)(`names on the screen${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let board: string;
  beforeAll(async () => {
    site = await openSite();
    const { items } = await (await site.as('ana')).listResources({ query: { kind: 'dashboard', name: 'punctuality' } });
    board = items[0]?.id ?? '';
  });
  afterAll(async () => {
    await site?.close();
  });

  test('where one signs in', async () => {
    const { page, context } = await site.visit('vic');
    await context.clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('textbox', { name: 'E-mail', exact: true }).waitFor();
    await page.getByLabel('Password', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await context.close();
  });

  test('for Vic, who reads: the ways on every page, lists with their search, a tile and its data, and nothing to edit', async () => {
    const { page, context } = await site.visit('vic');
    const main = page.getByRole('navigation', { name: 'Main', exact: true });
    const places = ['Home', 'Dashboards', 'Explores', 'Charts', 'Datasets', 'People'];
    await page.goto('/');
    await page.getByRole('region', { name: 'Shared with me', exact: true }).waitFor();
    for (const place of places.slice(1)) {
      await main.getByRole('link', { name: place, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: place, exact: true }).waitFor();
      await page.getByRole('searchbox', { name: 'Search', exact: true }).waitFor();
      for (const other of places) expect(await main.getByRole('link', { name: other, exact: true }).count(), other).toBe(1);
    }
    await page.goto(`/dashboards/${board}`);
    await settled(page);
    await page.getByRole('heading', { level: 1, name: 'Punctuality', exact: true }).waitFor();
    const edit = page.getByRole('button', { name: 'Edit', exact: true });
    expect((await edit.count()) === 0 || (await edit.isDisabled())).toBe(true);
    const title = (await page.getByRole('figure').first().locator('[title]').first().getAttribute('title')) ?? '';
    const tile = page.getByRole('figure', { name: title, exact: true });
    await tile.getByRole('button', { name: `Menu of ${title}` }).click();
    await page.getByRole('menuitem', { name: 'View data', exact: true }).click();
    await page.getByRole('dialog').getByRole('table').waitFor();
    await context.close();
  });

  test('for Ana, who shares: the button, its dialog and all that is in it', async () => {
    const { page, context } = await site.visit('ana');
    await page.goto(`/dashboards/${board}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share "Punctuality"', exact: true });
    const people = dialog.getByRole('region', { name: 'People with access', exact: true });
    await people.getByRole('combobox', { name: 'Level for Gus Weller', exact: true }).waitFor();
    await people.getByRole('button', { name: 'Why does Gus Weller have access?', exact: true }).waitFor();
    await dialog.getByRole('combobox', { name: 'Level', exact: true }).waitFor();
    await dialog.getByRole('radiogroup', { name: 'General access', exact: true }).waitFor();
    await dialog.getByRole('combobox', { name: 'Add people, groups or e-mail addresses', exact: true }).fill('sam@');
    await page.getByRole('option', { name: /Sam Tanaka/ }).click();
    await dialog.getByRole('button', { name: 'Share with 1', exact: true }).waitFor();
    await context.close();
  });

  test('for Sam, who asks, and for Ana, who answers', async () => {
    const sam = await site.visit('sam');
    await sam.page.goto(`/dashboards/${board}`);
    await sam.page.getByRole('button', { name: 'Ask for access', exact: true }).click();
    await sam.page.getByText(/^Asked\./).waitFor();
    const ana = await site.visit('ana');
    for (const place of ['/requests', `/dashboards/${board}`]) {
      await ana.page.goto(place);
      if (place !== '/requests') await ana.page.getByRole('button', { name: 'Share', exact: true }).click();
      for (const name of ['Approve', 'Decline']) await ana.page.getByRole('button', { name, exact: true }).first().waitFor();
    }
    for (const { context } of [sam, ana]) await context.close();
  });
});
