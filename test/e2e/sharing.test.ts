// What sharing leads on to: inviting, asking why not, ends, and who is in a project.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

const title = 'Strike damage audit';

describe.skipIf(whyNoBrowser)(`around sharing${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let ana: Visit;
  let address: string;
  beforeAll(async () => {
    site = await openSite();
    ana = await site.visit('ana');
    const client = await site.as('ana');
    const { items } = await client.listResources({ query: { kind: 'dashboard', q: title } });
    address = `/dashboards/${items[0]?.id}`;
  });
  afterAll(async () => {
    await site?.close();
  });

  const share = async () => {
    await ana.page.goto(address);
    await settled(ana.page);
    await ana.page.getByRole('button', { name: 'Share', exact: true }).click();
    return ana.page.getByRole('dialog', { name: `Share "${title}"` });
  };

  test('an address that nobody has is invited, stands as pending, and can be withdrawn', async () => {
    const { page, complaints } = ana;
    const dialog = await share();
    const box = dialog.getByRole('combobox', { name: 'Add people, groups or e-mail addresses' });
    await box.fill('kim@partner.example');
    await page.getByRole('option', { name: 'kim@partner.example: Invite' }).click();
    await dialog.getByText('1 person can open it after accepting the invitation.').waitFor();
    await dialog.getByRole('button', { name: 'Share with 1' }).click();
    await page.getByText('kim@partner.example is invited.').waitFor();

    const people = dialog.getByRole('region', { name: 'People with access' });
    await people.getByText('Invited, has not signed in yet').waitFor();
    await people.getByRole('button', { name: 'Send again to kim@partner.example' }).click();
    await page.getByText('The invitation to kim@partner.example is sent again.').waitFor();
    await box.fill('kim@partner.example');
    await page.getByRole('option', { name: /kim@partner.example.*Can view already/ }).waitFor();
    await box.fill('');
    await people.getByRole('button', { name: 'Withdraw the invitation to kim@partner.example' }).click();
    await people.getByRole('button', { name: 'Withdraw the invitation', exact: true }).click();
    await page.getByText('The invitation to kim@partner.example is withdrawn.').waitFor();
    await expect.poll(() => people.getByText('kim@partner.example').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
