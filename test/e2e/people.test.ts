// Who is here: groups filled and read through, a role made and given, the organization's settings.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

describe.skipIf(whyNoBrowser)(`people, groups and roles${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let ana: Visit;
  beforeAll(async () => {
    site = await openSite();
    ana = await site.visit('ana');
  });
  afterAll(async () => {
    await site?.close();
  });
  const group = async (name: string) => {
    await ana.page.goto('/people');
    await ana.page.getByRole('region', { name: 'Groups' }).getByRole('link', { name, exact: true }).click();
    await ana.page.getByRole('heading', { level: 1, name }).waitFor();
  };

  test('Ana puts Sam into a group after reading what he gains, and takes him out after reading what he loses', async () => {
    const { page, complaints } = ana;
    await group('pilots-emea');
    const add = page.getByRole('region', { name: 'Add to pilots-emea' });
    await add.getByRole('combobox', { name: /^Add people/ }).fill('sam');
    await page.getByRole('option', { name: /Sam Tanaka/ }).click();
    await add.getByText(/^Sam Tanaka gains \d+ items/).waitFor();
    await add
      .getByRole('combobox', { name: 'End' })
      .or(add.getByRole('button', { name: 'End' }))
      .first()
      .click();
    await page.getByRole('option', { name: 'For 7 days' }).click();
    await add.getByRole('button', { name: 'Put them in' }).click();
    await page.getByText('Sam Tanaka is in pilots-emea now.').waitFor();
    const members = page.getByRole('region', { name: 'Directly in it' });
    await members.getByRole('listitem').filter({ hasText: 'Sam Tanaka' }).getByText(/until/).waitFor();
    // He has it at once.
    const his = await (await site.as('sam')).listResources({ query: { kind: 'dashboard' } });
    expect(his.items.length).toBeGreaterThan(0);
    await members.getByRole('button', { name: 'Remove Sam Tanaka from pilots-emea' }).click();
    await members.getByText(/^Sam Tanaka loses \d+ items/).waitFor();
    await members.getByRole('button', { name: 'Take them out' }).click();
    await page.getByText('Sam Tanaka is in pilots-emea no longer.').waitFor();
    expect((await (await site.as('sam')).listResources({ query: { kind: 'dashboard' } })).items).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('from Sam’s page Ana changes what row rules ask about, puts him into a group and undoes it', async () => {
    const { page, complaints } = ana;
    const sam = (await (await site.as('ana')).listUsers({ query: { email: 'sam@demo.example' } })).items[0]?.id ?? '';
    await page.goto(`/people/${sam}`);
    const about = page.getByRole('region', { name: 'About' });
    await about.getByRole('button', { name: 'Change' }).click();
    await about.getByRole('button', { name: 'Add an attribute' }).click();
    const last = about.getByRole('textbox', { name: /^Name of attribute/ }).last();
    await last.fill('desk');
    await about.getByRole('textbox', { name: 'Value of desk' }).fill('North');
    await about.getByText('This changes nothing that anybody can open.').waitFor();
    await about.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Sam Tanaka is changed.').waitFor();
    await about.getByText('North', { exact: true }).waitFor();
    expect((await (await site.as('ana')).getUser({ params: { user: sam } })).attributes).toMatchObject({ desk: 'North' });

    const belongs = page.getByRole('region', { name: 'Groups and roles' });
    await belongs.getByRole('combobox', { name: 'Put into a group' }).fill('pilots-emea');
    await page.getByRole('option', { name: /pilots-emea/ }).click();
    await belongs.getByText(/^Sam Tanaka gains \d+ items/).waitFor();
    await belongs.getByRole('button', { name: 'Put them in' }).click();
    await belongs.getByRole('link', { name: 'pilots-emea' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText('Sam Tanaka is in pilots-emea no longer.').waitFor();
    await expect.poll(() => belongs.getByRole('link', { name: 'pilots-emea' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('of a group in a group one reads who comes through it', async () => {
    const { page, complaints } = ana;
    await group('flight-operations');
    await page.getByRole('button', { name: 'Who comes through it: pilots-emea' }).click();
    await page.getByRole('list', { name: 'In pilots-emea' }).getByRole('link', { name: 'Vic Osei' }).waitFor();
    const reaches = page.getByRole('region', { name: 'What it reaches' });
    await reaches
      .getByRole('button', { name: /^Why does flight-operations reach/ })
      .first()
      .click();
    await reaches.getByRole('region', { name: 'Why flight-operations has access' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a role is made, lets people do something, is given, and goes again', async () => {
    const { page, complaints } = ana;
    await page.goto('/people');
    await page.getByRole('button', { name: 'New role' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Auditors');
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('region', { name: 'Roles' }).getByRole('link', { name: 'Auditors' }).click();
    await page.getByRole('checkbox', { name: 'Read the log' }).check();
    await page.getByText('This changes nothing that anybody can open.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Auditors is changed.').waitFor();
    const give = page.getByRole('region', { name: 'Give Auditors' });
    await give.getByRole('combobox', { name: /^Add people/ }).fill('vic@');
    await page.getByRole('option', { name: /Vic Osei/ }).click();
    await give.getByRole('button', { name: 'Give it' }).click();
    await page.getByText('Vic Osei holds Auditors now.').waitFor();
    expect((await (await site.as('vic')).getMe()).capabilities).toContain('audit.read');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Auditors' });
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Auditors is deleted.').waitFor();
    expect((await (await site.as('vic')).getMe()).capabilities).not.toContain('audit.read');
    expect(complaints).toEqual([]);
  });

  test('Vic reads who is in his groups, and is offered nothing to change', async () => {
    const vic = await site.visit('vic');
    await vic.page.goto('/people');
    await vic.page.getByRole('link', { name: 'pilots-emea' }).click();
    await vic.page.getByRole('region', { name: 'Directly in it' }).getByRole('link', { name: 'Vic Osei' }).waitFor();
    for (const name of [/^Remove /, 'Rename', 'Delete', /^View as/])
      expect(await vic.page.getByRole('button', { name }).count(), String(name)).toBe(0);
    expect(vic.complaints).toEqual([]);
  });

  test('the settings say what is wrong with them, and keep what is right', async () => {
    const { page, complaints } = ana;
    await page.goto('/organization');
    await settled(page);
    const domains = page
      .getByRole('textbox', { name: 'Your own mail domains' })
      .or(page.getByLabel('Your own mail domains'))
      .first();
    await domains.fill('demo.example');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Invitations last, in days' }).fill('7');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The settings are saved.').waitFor();
    await domains.fill('nothing like one');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save' }).click();
    await page
      .getByRole('alert')
      .getByText(/is not a domain like example.com/)
      .waitFor();
    // The refusal is repeated in the console.
    complaints.length = 0;
    const kept = await (await site.as('ana')).getOrganization();
    expect([kept.memberDomains, kept.invitationDays]).toEqual([['demo.example'], 7]);
    expect(complaints).toEqual([]);
  });
});
