// The six moments that make Sightline itself, each in the order in which it is lived: pictures of docs/moments.md.
import type { Page } from 'playwright-core';
import type { Client } from '../src/client/client.ts';

type Tools = {
  client: Client;
  /** A page of somebody's own, signed in. */
  as(login: string): Promise<Page>;
  open(page: Page, address: string): Promise<void>;
  take(page: Page, name: string): Promise<void>;
  /** `closed` is for few: there each choice counts. */
  ids: { board: string; closed: string; vic: string; project: string };
};

export async function pictureMoments(tools: Tools): Promise<void> {
  const ana = await tools.as('ana');
  await seenBy(ana, tools);
  await sightline(ana, tools);
  await consequence(ana, tools);
  await noAccess(await tools.as('sam'), tools);
  await box(ana, tools);
  // Last, since from then on she looks as somebody else.
  await viewAs(ana, tools);
}

async function seenBy(page: Page, { client, open, take, ids }: Tools): Promise<void> {
  const { id } = await client.createResource({
    params: { project: ids.project },
    body: { kind: 'dashboard', name: 'notes-of-mine', title: 'Notes for the review', generalAccess: 'private' },
  });
  await open(page, `/dashboards/${id}`);
  await take(page, '1-only-you');
  await open(page, `/dashboards/${ids.board}`);
  await take(page, '1-seen-by');
  await page.getByRole('button', { name: /^Seen by/ }).click();
  await reasons(page).first().waitFor();
  await take(page, '1-who');
}

async function sightline(page: Page, { open, take, ids }: Tools): Promise<void> {
  await open(page, `/dashboards/${ids.board}`);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: 'Why does Gus Weller have access?' }).click();
  await page.getByRole('region', { name: 'Why Gus Weller has access' }).waitFor();
  await take(page, '2-why');
  const check = page.getByRole('combobox', { name: 'Whose access to check' });
  await check.fill('sam@');
  await page.getByRole('option', { name: /Sam Tanaka/ }).click();
  await page.getByRole('button', { name: 'Share to view' }).scrollIntoViewIfNeeded();
  await take(page, '2-why-not');
}

async function consequence(page: Page, { open, take, ids }: Tools): Promise<void> {
  await open(page, `/dashboards/${ids.closed}`);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await reasons(page).first().waitFor();
  await take(page, '3-before');
  const box = page.getByRole('combobox', { name: 'Add people, groups or e-mail addresses' });
  await box.fill('pilots');
  await page
    .getByRole('option', { name: /pilots/ })
    .first()
    .waitFor();
  await take(page, '3-typing');
  await page
    .getByRole('option', { name: /pilots/ })
    .first()
    .click();
  await page.getByText(/people will see this/).waitFor();
  await take(page, '3-a-group');
  await box.fill('sam@');
  await page.getByRole('option', { name: /Sam Tanaka/ }).click();
  await page.getByRole('button', { name: 'Share with 2' }).waitFor();
  await page.waitForTimeout(600);
  await take(page, '3-and-sam');
}

async function viewAs(page: Page, { open, take, ids }: Tools): Promise<void> {
  await open(page, `/people/${ids.vic}`);
  await take(page, '4-person');
  await page.getByRole('button', { name: 'View as Vic Osei' }).click();
  await page.getByRole('region', { name: 'Viewing as somebody else' }).waitFor();
  await open(page, '/');
  await take(page, '4-as-vic');
}

async function noAccess(page: Page, { open, take, ids }: Tools): Promise<void> {
  await open(page, `/dashboards/${ids.board}`);
  await take(page, '5-nothing');
  await page.getByRole('button', { name: 'Ask for access' }).click();
  await page.getByText(/^Asked\./).waitFor();
  await take(page, '5-asked');
}

async function box(page: Page, { open, take }: Tools): Promise<void> {
  await open(page, '/');
  await page.keyboard.press('Control+K');
  const asked = page.getByRole('combobox', { name: 'Open or do anything' });
  await asked.fill('who can see punctuality');
  await page.getByText(/\d+ people can see “Punctuality”/).waitFor();
  await take(page, '6-who-can-see');
  await asked.fill('what can vic see');
  await page.getByRole('region', { name: 'What Vic Osei can see' }).waitFor();
  await take(page, '6-what-can-vic-see');
}

const reasons = (page: Page) => page.getByRole('dialog').getByRole('button', { name: /^Why does/ });
