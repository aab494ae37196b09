// The ten questions of an auditor in the app: each has one place, and that place answers.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

describe.skipIf(whyNoBrowser)(`ten questions of an auditor${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let ana: Visit;
  let board: string;
  let gus: string;
  beforeAll(async () => {
    site = await openSite();
    ana = await site.visit('ana');
    const client = await site.as('ana');
    const found = await client.listResources({ query: { kind: 'dashboard', name: 'punctuality' } });
    board = found.items[0]?.id ?? '';
    gus = (await client.listUsers({ query: { email: 'gus@demo.example' } })).items[0]?.id ?? '';
  });
  afterAll(async () => {
    await site?.close();
  });
  const at = async (path: string) => {
    await ana.page.goto(path);
    await settled(ana.page);
    return ana.page;
  };

  test('why: a person and a thing, chosen by typing, and the address says both', async () => {
    const page = await at('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Access' }).click();
    await page.getByRole('combobox', { name: 'Who', exact: true }).fill('gus@');
    await page.getByRole('option', { name: /Gus Weller/ }).click();
    await page.getByRole('heading', { name: 'What Gus Weller reaches' }).waitFor();
    await page.getByRole('combobox', { name: 'What', exact: true }).fill('Punctuality');
    await page
      .getByRole('option', { name: /Punctuality/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Gus Weller and “Punctuality”' }).waitFor();
    await page.getByRole('region', { name: 'Why Gus Weller has access' }).getByText('Ana Lindqvist').first().waitFor();
    expect(page.url()).toContain(`who=${gus}&thing=${board}`);
  });

  test('who, as whom, and the proof: on the page of the thing', async () => {
    const page = await at(`/access?thing=${board}`);
    await page.getByRole('list', { name: 'Who can see “Punctuality”' }).getByText('Gus Weller').waitFor();
    await page.getByText('It runs as whoever looks at it, with their own rows.').waitFor();
    await page.getByRole('button', { name: 'Prove it' }).click();
    await page.getByText(/Worked out anew .* 21 can see it/).waitFor();
    await page.getByLabel('On which day').fill('2020-01-01');
    await page.getByText('Nobody could see it then.').or(page.getByRole('alert')).first().waitFor();
    ana.complaints.length = 0;
  });

  test('since when, and who still can after undoing it: in its history, read before it is done', async () => {
    const page = await at(`/dashboards/${board}`);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Access history' }).click();
    await page.getByRole('list', { name: 'What changed' }).getByText('Ana Lindqvist let Gus Weller view “Punctuality”').waitFor();
    await page.getByRole('button', { name: /^Undo: Ana Lindqvist let Gus Weller view/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Undo this change?' });
    await dialog.getByText('Gus Weller, “Punctuality”: can view → no access').waitFor();
    await dialog.getByRole('button', { name: 'Undo it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('list', { name: 'What changed' }).getByText('Ana Lindqvist undid a change').waitFor();
    expect(await page.getByRole('list', { name: 'Who can see “Punctuality”' }).getByText('Gus Weller').count()).toBe(0);
    await page
      .getByRole('button', { name: /^Undo: .*ended that Gus Weller can view/ })
      .first()
      .click();
    await dialog.getByRole('button', { name: 'Undo it' }).click();
    await page.getByRole('list', { name: 'Who can see “Punctuality”' }).getByText('Gus Weller').waitFor();
  });

  test('given by whom, and what changed between two days: in the log, with both sides and as a file', async () => {
    const page = await at(`/audit?subject=${gus}&action=access.*&from=2020-01-01`);
    const log = page.getByRole('list', { name: 'Log' });
    await log.getByText('Ana Lindqvist let Gus Weller view “Punctuality”').last().waitFor();
    await log
      .getByRole('button', { name: /^Before and after: Ana Lindqvist let Gus Weller view “Punctuality”/ })
      .last()
      .click();
    await log.getByText('level: viewer').first().waitFor();
    const href = await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href');
    const file = await page.request.get(href ?? '');
    expect([file.status(), (await file.text()).includes('Gus Weller')]).toEqual([200, true]);
    await page.getByLabel('To', { exact: true }).fill('2020-01-02');
    await page.getByText('Nothing like that was changed.').waitFor();
    expect(page.url()).toContain('to=2020-01-02');
  });

  test('what else, beside somebody else: two people side by side', async () => {
    const client = await site.as('ana');
    const vic = (await client.listUsers({ query: { email: 'vic@demo.example' } })).items[0]?.id;
    const page = await at(`/access?who=${gus}&and=${vic}&show=both`);
    await page.getByRole('list', { name: 'Gus Weller and Vic Osei' }).getByRole('link', { name: 'Punctuality' }).waitFor();
    await page.getByRole('combobox', { name: 'Which things' }).click();
    await page.getByRole('option', { name: 'Only Vic Osei' }).click();
    await page.getByRole('list', { name: 'Gus Weller and Vic Osei' }).getByText('No access').first().waitFor();
    expect(await page.getByRole('link', { name: 'Punctuality', exact: true }).count()).toBe(0);
  });

  test('lists: who is outside the expected groups, what ends, and Vic, who looks after nothing, has no such page', async () => {
    const page = await at(`/access?list=outsiders&on=${board}`);
    await page.getByRole('combobox', { name: 'Expected group' }).fill('flight');
    await page.getByRole('option', { name: /flight-operations/ }).click();
    const outside = page.getByRole('list', { name: 'Outside the expected groups' });
    await outside.getByText('Gus Weller').waitFor();
    expect(await outside.getByText('Vic Osei').count()).toBe(0);
    await outside.getByRole('link', { name: 'Why?' }).first().click();
    await page.getByRole('region', { name: /^Why .* has access$/ }).waitFor();
    await at('/access?list=guests');
    await page.getByRole('list', { name: 'Guests' }).getByText('Gus Weller').first().waitFor();
    const vic = await site.visit('vic');
    await vic.page.goto('/');
    await settled(vic.page);
    expect(await vic.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Access' }).count()).toBe(0);
    expect(ana.complaints).toEqual([]);
  });

  test('none of these screens speaks of subjects, principals, grants or ACLs', async () => {
    for (const path of [`/access?thing=${board}`, `/access?who=${gus}`, '/access?list=unused', '/access?list=ending', '/audit']) {
      const page = await at(path);
      expect(await page.getByRole('main').innerText(), path).not.toMatch(/\b(subject|principal|grant|ACL)s?\b/i);
    }
  });
});
