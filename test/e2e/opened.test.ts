// What opens on pages, with the same eyes as `pages.test.ts`: dialogs, menus, the box, and where one signs in.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ids, longName, look, minded, withLongNames } from './looking.ts';
import { fillIn, openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

describe.skipIf(whyNoBrowser)(`what opens${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let ids: Ids;
  let ana: Visit;

  beforeAll(async () => {
    site = await openSite();
    ids = await withLongNames(site);
    ana = await site.visit('ana');
  });
  afterAll(async () => {
    await site?.close();
  });

  test('the dialog for sharing, with a reason unfolded and a reason missing', async () => {
    ana.complaints.length = 0;
    await ana.page.goto(`/dashboards/${ids.long}`);
    await ana.page.getByRole('button', { name: 'Share', exact: true }).click();
    await ana.page.getByRole('button', { name: `Why does ${longName} have access?` }).click();
    // Invited, and not here yet.
    await ana.page.getByRole('region', { name: `Why ${longName} has no access` }).waitFor();
    await ana.page.getByRole('button', { name: 'Why does Ana Lindqvist have access?' }).click();
    await ana.page.getByRole('region', { name: 'Why Ana Lindqvist has access' }).waitFor();
    const check = ana.page.getByRole('combobox', { name: 'Whose access to check' });
    const vic = ana.page.getByRole('option', { name: /Vic Osei/ });
    await check.fill('vic@');
    // On a busy machine the list can close before it had anything to show; a click opens it again.
    if (
      !(await vic.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      ))
    )
      await check.click();
    await vic.click();
    await ana.page.getByRole('button', { name: 'Share to view' }).waitFor();
    await look(ana, 'sharing');
    expect(ana.complaints).toEqual([]);
  });

  test('the box that opens anything and answers who can see it', async () => {
    ana.complaints.length = 0;
    await ana.page.setViewportSize({ width: 1440, height: 900 });
    await ana.page.goto('/');
    await settled(ana.page);
    await ana.page.keyboard.press('Control+K');
    const box = ana.page.getByRole('combobox', { name: 'Open or do anything' });
    await box.fill('who can see when to fly');
    const answer = ana.page.getByRole('region', { name: 'Who can see “When to fly”' });
    await answer.getByText(/\d+ people can see “When to fly”/).waitFor();
    await look(ana, 'the box');
    await box.fill('what can vic see');
    await ana.page.getByRole('region', { name: 'What Vic Osei can see' }).waitFor();
    await box.fill('punctuality');
    await ana.page
      .getByRole('option', { name: /Punctuality/ })
      .first()
      .waitFor();
    await ana.page.keyboard.press('Enter');
    await ana.page.getByRole('heading', { level: 1, name: 'Punctuality' }).waitFor();
    expect(ana.complaints).toEqual([]);
  });

  test('a list with all of it chosen, and the dialog for sharing that', async () => {
    ana.complaints.length = 0;
    await ana.page.goto('/dashboards?for=all');
    await ana.page.getByRole('checkbox', { name: /^Select all/ }).check();
    await ana.page.getByRole('region', { name: 'Selected' }).waitFor();
    await look(ana, 'choosing');
    await ana.page.getByRole('button', { name: 'Move to trash' }).click();
    await ana.page.getByText(/lose one or more of these/).waitFor();
    await look(ana, 'throwing away');
    await ana.page.keyboard.press('Escape');
    await ana.page.getByRole('button', { name: 'Share with…' }).click();
    await ana.page
      .getByRole('dialog')
      .getByRole('combobox', { name: /^Add people/ })
      .waitFor();
    await look(ana, 'sharing several');
    expect(ana.complaints).toEqual([]);
  });

  test('the bell, opened', async () => {
    ana.complaints.length = 0;
    await ana.page.goto('/');
    await ana.page.getByRole('button', { name: /^Notifications, \d+ unread/ }).click();
    await ana.page.getByRole('link', { name: /asks to view/ }).waitFor();
    await look(ana, 'the bell');
    expect(ana.complaints).toEqual([]);
  });

  test('the menu of a telephone leads on and closes', async () => {
    const { page, complaints } = ana;
    complaints.length = 0;
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto('/');
    await page.getByRole('button', { name: 'Menu' }).click();
    const menu = page.getByRole('dialog', { name: 'Menu' });
    await menu.getByRole('navigation', { name: 'Main' }).waitFor();
    expect(await minded(page)).toEqual([]);
    await menu.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await menu.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  test('editing a dashboard', async () => {
    ana.complaints.length = 0;
    await ana.page.setViewportSize({ width: 1440, height: 900 });
    await ana.page.goto(`/dashboards/${ids.dashboard}`);
    await ana.page.getByRole('button', { name: 'Edit', exact: true }).click();
    await ana.page.getByRole('textbox', { name: 'Title' }).waitFor();
    await look(ana, 'editing');
    const handle = ana.page.getByRole('button', { name: /^Move “/ }).first();
    await handle.focus();
    await ana.page.keyboard.press('Shift+ArrowDown');
    expect(ana.complaints).toEqual([]);
  });

  test('the data behind a chart', async () => {
    ana.complaints.length = 0;
    await ana.page.setViewportSize({ width: 1440, height: 900 });
    await ana.page.goto(`/charts/${ids.chart}`);
    await ana.page.getByRole('button', { name: /^Menu of/ }).click();
    await ana.page.getByRole('menuitem', { name: 'View data' }).click();
    await ana.page.getByRole('dialog').getByRole('table').waitFor();
    await look(ana, 'the data');
    expect(ana.complaints).toEqual([]);
  });

  test('the values that an explore can be narrowed to', async () => {
    ana.complaints.length = 0;
    await ana.page.setViewportSize({ width: 1440, height: 900 });
    await ana.page.goto(`/explores/${ids.explore}?f.phase=Approach`);
    await ana.page
      .getByRole('search', { name: 'Filters' })
      .getByRole('button', { name: /Approach$/ })
      .click();
    await ana.page.getByRole('checkbox', { name: 'Climb', exact: true }).waitFor();
    await look(ana, 'choosing values');
    expect(ana.complaints).toEqual([]);
  });

  test('signing in, and back to where one wanted to go', async () => {
    const nobody = await site.visit('vic');
    await nobody.context.clearCookies();
    await nobody.page.goto('/sign-in');
    await look(nobody, 'signing in');
    await nobody.page.goto(`/dashboards/${ids.dashboard}?f.origin=ORD`);
    await fillIn(nobody.page, 'vic', 'not it');
    await nobody.page.getByRole('alert').waitFor();
    await fillIn(nobody.page, 'vic');
    await nobody.page.waitForURL((url) => url.pathname === `/dashboards/${ids.dashboard}` && url.search === '?f.origin=ORD');
    await nobody.context.close();
  });
});
