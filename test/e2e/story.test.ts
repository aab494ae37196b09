// One dashboard, shared with exactly the right people: the story that all of it is for.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

const title = 'Strike damage audit';

describe.skipIf(whyNoBrowser)(`sharing one dashboard${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let ana: Visit;
  let sam: Visit;
  let address: string;
  beforeAll(async () => {
    site = await openSite();
    const client = await site.as('ana');
    const { items } = await client.listResources({ query: { kind: 'dashboard', q: title } });
    address = `/dashboards/${items[0]?.id}`;
  });
  afterAll(async () => {
    await site?.close();
  });

  const noAccess = ({ page }: Visit) => page.getByRole('heading', { level: 1, name: 'There is nothing here that you can see.' });

  test('Sam, who has nothing yet, sees an empty region and no page behind the link', async () => {
    sam = await site.visit('sam');
    await sam.page.goto('/');
    const shared = sam.page.getByRole('region', { name: 'Shared with me' });
    await shared.getByText('Nobody has shared anything with you yet.').waitFor();
    await sam.page.goto(address);
    await noAccess(sam).waitFor();
    expect(await sam.page.getByText(title).count()).toBe(0);
    expect(await sam.page.getByText(/Sam Tanaka \(sam@demo.example\)/).count()).toBe(1);
  });

  test('Ana shares it with Sam, and reads before it how many will see it', async () => {
    ana = await site.visit('ana');
    const { page } = ana;
    await page.goto('/');
    await page.getByRole('link', { name: 'Dashboards', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill('strike damage');
    await page.getByRole('combobox', { name: 'Whose' }).click();
    await page.getByRole('option', { name: 'All I can open' }).click();
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    const before = Number(/Seen by (\d+)/.exec(await page.getByRole('button', { name: /^Seen by/ }).innerText())?.[1]);

    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: `Share "${title}"` });
    expect(await dialog.getByRole('radio', { name: 'Only people added' }).isChecked()).toBe(true);
    await dialog.getByRole('combobox', { name: 'Add people, groups or e-mail addresses' }).fill('sam@');
    await page.getByRole('option', { name: /Sam Tanaka/ }).click();
    expect(await dialog.getByRole('combobox', { name: 'Level', exact: true }).innerText()).toBe('Can view');
    await dialog.getByText(`${before + 1} people will see this`).waitFor();
    await dialog.getByRole('button', { name: 'Share with 1' }).click();

    await page.getByText('Sam Tanaka can open this now.').waitFor();
    const people = dialog.getByRole('region', { name: 'People with access' });
    expect(await people.getByRole('combobox', { name: 'Level for Sam Tanaka' }).innerText()).toBe('Can view');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: `Seen by ${before + 1}` }).waitFor();
  });

  test('Sam finds it under “Shared with me”, opens and filters it, and cannot edit it', async () => {
    const { page } = sam;
    await page.goto('/');
    await page.getByRole('region', { name: 'Shared with me' }).getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await settled(page);
    const tile = page.getByRole('figure', { name: 'Strikes with damage', exact: true });
    const all = await tile.innerText();

    await page
      .getByRole('search')
      .getByRole('button', { name: /^Operator/ })
      .click();
    await page.getByRole('checkbox', { name: 'AMERICAN AIRLINES' }).check();
    await page.keyboard.press('Escape');
    await expect.poll(() => tile.innerText(), { timeout: 10_000 }).not.toBe(all);
    expect(new URL(page.url()).searchParams.getAll('f.operator')).toEqual(['AMERICAN AIRLINES']);
    expect(await page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);

    await tile.hover();
    await tile.getByRole('button', { name: 'Menu of Strikes with damage' }).click();
    await page.getByRole('menuitem', { name: 'View data' }).click();
    await page.getByRole('dialog').getByRole('table').waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: `Share "${title}"` });
    await dialog.getByText('You can view this.').waitFor();
    expect(await dialog.getByRole('combobox').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  test('Vic, who may see the rest of the project, gets the no-access page', async () => {
    const vic = await site.visit('vic');
    await vic.page.goto(address);
    await noAccess(vic).waitFor();
    expect(await vic.page.getByRole('button', { name: 'Ask for access' }).count()).toBe(1);
    await vic.context.close();
  });

  test('Vic asks, Ana sees it where she shares, and declines', async () => {
    const vic = await site.visit('vic');
    await vic.page.goto(address);
    await vic.page.getByRole('button', { name: 'Ask for access' }).click();
    await vic.page.getByText(/^Asked\./).waitFor();
    const { page } = ana;
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const asking = page.getByRole('dialog').getByRole('region', { name: 'Asking for access' });
    await asking.getByText(/Vic Osei asks to view this/).waitFor();
    await asking.getByRole('button', { name: 'Decline', exact: true }).click();
    await page.getByText('Vic Osei was not given access.').waitFor();
    await asking.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await vic.page.reload();
    await noAccess(vic).waitFor();
    await vic.context.close();
  });

  test('Ana reads why Sam has access', async () => {
    const { page } = ana;
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Why does Sam Tanaka have access?' }).click();
    const why = dialog.getByRole('region', { name: 'Why Sam Tanaka has access' });
    await why.getByRole('list').waitFor();
    expect(await why.getByRole('listitem').allInnerTexts()).toEqual(['Sam Tanaka', title]);
    expect(await why.getByText(/^Can view: given by Ana Lindqvist on /).count()).toBe(1);
  });

  test('Ana takes it back, and Sam’s next click ends on the no-access page', async () => {
    const { page } = ana;
    await page.getByRole('combobox', { name: 'Level for Sam Tanaka' }).click();
    await page.getByRole('option', { name: 'Remove' }).click();
    await page.getByText(/Sam Tanaka was removed/).waitFor();

    await sam.page
      .getByRole('search')
      .getByRole('button', { name: /^State/ })
      .click();
    await noAccess(sam).waitFor();
    expect(await sam.page.getByRole('figure').count()).toBe(0);
    await sam.page.getByRole('link', { name: 'Home', exact: true }).first().click();
    await sam.page.getByText('Nobody has shared anything with you yet.').waitFor();
  });

  test('a list that somebody else changed is told, refreshed, and keeps what was typed', async () => {
    const { page } = ana;
    const client = await site.as('eve');
    const shared = await site.as('ana');
    const { items } = await shared.listResources({ query: { kind: 'dashboard', q: title } });
    const { items: eves } = await shared.findSubjects({ query: { q: 'eve@' } });
    await page.reload();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Add people, groups or e-mail addresses' }).fill('gus');
    await page.getByRole('option', { name: /Gus Weller/ }).click();
    await dialog.getByRole('button', { name: 'Share with 1' }).waitFor();

    // Meanwhile: Nora's successor Eve gets to edit it, and gives it to Rex.
    const resource = items[0]?.id ?? '';
    await shared.patchAccess({ params: { resource }, body: { grant: [{ subject: eves[0]?.id ?? '', level: 'editor' }] } });
    const { items: rexes } = await client.findSubjects({ query: { q: 'rex@' } });
    await client.patchAccess({ params: { resource }, body: { grant: [{ subject: rexes[0]?.id ?? '', level: 'viewer' }] } });

    await dialog.getByRole('button', { name: 'Share with 1' }).click();
    await dialog.getByText(/Eve Marchetti changed this while you were here/).waitFor();
    expect(await dialog.getByRole('combobox', { name: 'Level for Rex Adeyemi' }).count()).toBe(1);
    await dialog.getByRole('button', { name: 'Share with 1' }).click();
    await page.getByText('Gus Weller can open this now.').waitFor();
  });

  test('what one edits is not lost to somebody else’s save', async () => {
    const { page } = ana;
    const client = await site.as('ana');
    const { items } = await client.listResources({ query: { kind: 'dashboard', q: 'Flights at a glance' } });
    const resource = items[0]?.id ?? '';
    await page.goto(`/dashboards/${resource}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Flights, as I see them');
    await page.getByRole('button', { name: 'Take “Miles flown” off' }).click();
    await client.updateResource({ params: { resource }, body: { title: 'Flights, as Eve sees them' } });

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Somebody saved this dashboard while you were editing.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Flights, as I see them');
    await page.getByRole('button', { name: 'Save mine over theirs' }).click();
    await page.getByRole('heading', { level: 1, name: 'Flights, as I see them' }).waitFor();
    await settled(page);
    expect(await page.getByRole('figure', { name: 'Miles flown' }).count()).toBe(0);
  });
});
