// Finding, sharing and throwing away from lists; being told of it; and the way out of the house.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

describe.skipIf(whyNoBrowser)(`lists${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site?.close();
  });

  const whose = async ({ page }: Visit, choice: string) => {
    await page.getByRole('combobox', { name: 'Whose' }).click();
    await page.getByRole('option', { name: choice }).click();
  };

  test('Vic marks a dashboard with its star and finds it under Favourites', async () => {
    const vic = await site.visit('vic');
    const { page } = vic;
    await page.goto('/');
    await page.getByRole('link', { name: 'Dashboards', exact: true }).click();
    const star = page.getByRole('button', { name: 'Favourite: Punctuality' });
    expect(await star.getAttribute('aria-pressed')).toBe('false');
    await star.focus();
    await page.keyboard.press('Enter');
    expect(await star.getAttribute('aria-pressed')).toBe('true');
    await whose(vic, 'Favourites');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    expect(await page.getByRole('row').getByRole('link', { name: 'Punctuality' }).count()).toBe(1);
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByRole('region', { name: 'Favourites' }).getByRole('link', { name: 'Punctuality' }).waitFor();
    expect(vic.complaints).toEqual([]);
    await vic.context.close();
  });

  test('a star that the server refuses turns back, and says why', async () => {
    const vic = await site.visit('vic');
    const { page } = vic;
    await page.goto('/dashboards');
    await page.route('**/api/favourites/**', (route) => route.abort());
    const star = page.getByRole('button', { name: 'Favourite: Flights at a glance' });
    await star.click();
    await page.getByText(/“Flights at a glance” could not be marked\./).waitFor();
    expect(await star.getAttribute('aria-pressed')).toBe('false');
    await vic.context.close();
  });

  test('Eve shares three at once with Sam, by keyboard, after reading how many people that makes', async () => {
    const eve = await site.visit('eve');
    const { page } = eve;
    // By name, so that the three are the same each time: Flights at a glance, Pilots’ briefing, Punctuality.
    await page.goto('/dashboards?sort=name');
    await page.getByRole('checkbox', { name: 'Select Flights at a glance' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    const bar = page.getByRole('region', { name: 'Selected' });
    await bar.getByText('3 selected').waitFor();
    await bar.getByRole('button', { name: 'Share with…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share 3 dashboards' });
    await dialog.getByRole('combobox', { name: 'Add people, groups or e-mail addresses' }).fill('sam@');
    await page.getByRole('option', { name: /Sam Tanaka/ }).click();
    await dialog.getByText('Sam Tanaka gains access to one or more of these 3 dashboards.').waitFor();
    await dialog.getByRole('button', { name: 'Share with 1' }).click();
    await page.getByText('Sam Tanaka can open 3 dashboards now.').waitFor();
    await bar.waitFor({ state: 'detached' });
    expect(eve.complaints).toEqual([]);
    await eve.context.close();
  });

  test('Sam’s bell says so, leads there, and is read by going', async () => {
    const sam = await site.visit('sam');
    const { page } = sam;
    await page.goto('/');
    await page.getByRole('button', { name: 'Notifications, 3 unread' }).click();
    const panel = page.getByRole('dialog', { name: 'Notifications' });
    await panel.getByRole('link', { name: /Eve Marchetti shared Punctuality with you/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Punctuality' }).waitFor();
    await page.getByRole('button', { name: 'Notifications, 2 unread' }).click();
    await panel.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();

    // What he no longer reaches is not spoken of.
    const client = await site.as('eve');
    const { items } = await client.listResources({ query: { kind: 'dashboard', name: 'punctuality' } });
    const samId = (await client.findSubjects({ query: { q: 'sam@' } })).items[0]?.id ?? '';
    await client.patchAccess({ params: { resource: items[0]?.id ?? '' }, body: { revoke: [samId] } });
    await page.goto('/notifications');
    await page
      .getByRole('link', { name: /Eve Marchetti shared/ })
      .first()
      .waitFor();
    expect(await page.getByRole('link', { name: /Eve Marchetti shared/ }).count()).toBe(2);
    expect(await page.getByText('Punctuality').count()).toBe(0);
    await sam.context.close();
  });

  test('Vic may change none of what he can see, and is told so; some of a mixed choice says how many', async () => {
    const vic = await site.visit('vic');
    const { page } = vic;
    const eve = await site.as('eve');
    const [one] = (await eve.listResources({ query: { kind: 'dashboard', name: 'punctuality' } })).items;
    const vicId = (await eve.findSubjects({ query: { q: 'vic@' } })).items[0]?.id ?? '';
    await page.goto('/dashboards');
    await page.getByRole('checkbox', { name: /^Select all/ }).check();
    const bar = page.getByRole('region', { name: 'Selected' });
    await bar.getByText('You can open these, and change none of them.').waitFor();
    await eve.patchAccess({
      params: { resource: one?.id ?? '' },
      body: { grant: [{ subject: vicId, level: 'editor' }] },
    });
    await page.reload();
    await page.getByRole('checkbox', { name: /^Select all/ }).check();
    await bar.getByRole('button', { name: /^Share with…: 1 of \d$/ }).waitFor();
    await vic.context.close();
  });

  test('a project narrows every list, and stays in the address', async () => {
    const ana = await site.visit('ana');
    const { page } = ana;
    await page.goto('/charts?for=all');
    await page.getByRole('combobox', { name: 'Project' }).click();
    await page.getByRole('option', { name: 'Network planning' }).click();
    await page.getByRole('columnheader', { name: 'Project' }).waitFor({ state: 'detached' });
    const project = new URL(page.url()).searchParams.get('project');
    expect(project).toMatch(/^prj_|^res_/);
    await page.getByRole('row').getByRole('link').first().click();
    await settled(page);
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('link', { name: 'Explores', exact: true }).click();
    await page.getByRole('link', { name: 'Explore the weather' }).waitFor();
    expect(new URL(page.url()).searchParams.get('project')).toBe(project);
    expect(await page.getByRole('link', { name: 'Explore flights' }).count()).toBe(0);
    expect(ana.complaints).toEqual([]);
    await ana.context.close();
  });

  test('Ana throws a chart away after reading who loses it, and brings it back under another name', async () => {
    const ana = await site.visit('ana');
    const { page } = ana;
    const client = await site.as('ana');
    const { items: projects } = await client.listProjects({ query: { name: 'operations' } });
    const project = projects[0]?.id ?? '';
    const make = () =>
      client.createResource({
        params: { project },
        body: { kind: 'chart', name: 'spare', title: 'Spare chart', generalAccess: 'project' },
      });
    await make();
    await page.goto('/charts');
    await page.getByRole('checkbox', { name: 'Select Spare chart' }).check();
    await page.getByRole('button', { name: 'Move to trash' }).click();
    const dialog = page.getByRole('dialog', { name: 'Move 1 chart to the trash' });
    await dialog.getByText(/^\d+ people lose it\.$/).waitFor();
    await dialog.getByRole('button', { name: 'Move to trash' }).click();
    await page.getByRole('checkbox', { name: 'Select Spare chart' }).waitFor({ state: 'detached' });

    await make();
    await page.getByRole('link', { name: 'Trash', exact: true }).click();
    await page.getByText(/Operations, chart, deleted by Ana Lindqvist just now, kept until/).waitFor();
    await page.getByRole('button', { name: 'Restore Spare chart' }).click();
    await page.getByText(/There is already a chart named “spare” here/).waitFor();
    await page.getByLabel('Another name').fill('spare-2');
    await page.getByRole('button', { name: 'Restore under this name' }).click();
    await page.getByText('The trash is empty').waitFor();
    await ana.context.close();
  });

  test('somebody leaves: Ana reads what only they edit, names who comes after them, and it is theirs', async () => {
    const nora = await site.as('nora');
    await nora.createProject({ body: { name: 'findings', title: 'Findings of Nora' } });
    const ana = await site.visit('ana');
    const { page } = ana;
    await page.goto('/people');
    await page.getByRole('link', { name: 'Nora Engel' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nora Engel' }).waitFor();
    await page
      .getByRole('region', { name: 'What only they edit' })
      .getByText(/“Findings of Nora”/)
      .waitFor();
    const reached = page.getByRole('region', { name: 'What they reach' });
    await reached
      .getByRole('button', { name: /^Why does Nora Engel reach / })
      .first()
      .click();
    await reached.getByRole('region', { name: 'Why Nora Engel has access' }).getByRole('list').first().waitFor();

    await page.getByRole('button', { name: 'Hand over and deactivate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Hand over and deactivate Nora Engel' });
    expect(await dialog.getByRole('button', { name: 'Deactivate', exact: true }).isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: 'Add people, groups or e-mail addresses' }).fill('priya@');
    await page.getByRole('option', { name: /Priya Raman/ }).click();
    await dialog
      .getByRole('list', { name: 'What Priya Raman gains' })
      .getByText(/Strike damage audit/)
      .waitFor();
    await dialog.getByRole('button', { name: 'Hand over and deactivate' }).click();
    await page.getByText('Nora Engel is deactivated, and what they had is Priya Raman’s now.').waitFor();
    await page.getByText('Person, deactivated').waitFor();
    await page.getByRole('button', { name: 'Reactivate' }).waitFor();
    expect(ana.complaints.filter((complaint) => !/status of 409/.test(complaint))).toEqual([]);
    await ana.context.close();
  });

  test('Vic, who has no say over people, sees a name and the groups both are in', async () => {
    const vic = await site.visit('vic');
    const { page } = vic;
    const client = await site.as('vic');
    const [hugo] = (await client.listUsers({ query: { email: 'hugo@demo.example' } })).items;
    await page.goto(`/people/${hugo?.id}`);
    await page.getByRole('heading', { level: 1, name: 'Hugo Lambert' }).waitFor();
    await settled(page);
    await page.getByRole('region', { name: 'Groups you are both in' }).getByRole('link', { name: 'pilots-emea' }).waitFor();
    const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts();
    expect(headings).toEqual(['Groups you are both in', 'What they reach of what you share']);
    expect(await page.getByText('hugo@demo.example').count()).toBe(0);
    expect(await page.getByText('Safety Investigator').count()).toBe(0);
    await vic.context.close();
  });
});
