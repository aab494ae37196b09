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
    await dialog.getByRole('textbox', { name: 'Message' }).fill('The audit is on top.');
    await dialog.getByRole('button', { name: 'Share with 1' }).click();
    await page.getByText('kim@partner.example is invited.').waitFor();
    expect(site.letters('kim@partner.example').join()).toContain('“The audit is on top.”');

    const people = dialog.getByRole('region', { name: 'People with access' });
    await people.getByText('Invited, has not signed in yet').waitFor();
    await people.getByRole('button', { name: 'Send again to kim@partner.example' }).click();
    await page.getByText('The invitation to kim@partner.example is sent again.').waitFor();
    await box.fill('kim@partner.example');
    await page.getByRole('option', { name: /kim@partner.example.*Can view already/ }).waitFor();
    await box.fill('');
    await people.getByRole('button', { name: 'Withdraw the invitation to kim@partner.example' }).click();
    await people.getByText(/^kim@partner.example loses 1 item: “Strike damage audit”/).waitFor();
    await people.getByRole('button', { name: 'Withdraw the invitation', exact: true }).click();
    await page.getByText('The invitation to kim@partner.example is withdrawn.').waitFor();
    await expect.poll(() => people.getByText('kim@partner.example').count(), { timeout: 10_000 }).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('the people of another thing are read first, then added here, and nobody is taken out', async () => {
    const client = await site.as('ana');
    const { items } = await client.listResources({ query: { kind: 'dashboard', q: title } });
    const project = items[0]?.project.id ?? '';
    const other = await client.createResource({ params: { project }, body: { kind: 'dashboard', name: 'board-of-the-others' } });
    const { items: people } = await client.findSubjects({ query: { q: 'gus@' } });
    await client.patchAccess({
      params: { resource: other.id },
      body: { grant: [{ subject: people[0]?.id ?? '', level: 'viewer' }] },
    });
    const { page, complaints } = ana;
    const dialog = await share();
    const before = await dialog.getByRole('combobox', { name: /^Level for / }).count();
    await dialog.getByRole('button', { name: 'Same people as something else' }).click();
    await dialog.getByRole('combobox', { name: 'Same people as' }).fill('board-of-the-others');
    await page.getByRole('option', { name: /board-of-the-others/ }).click();
    const added = dialog.getByRole('list', { name: 'Who is added' });
    await added.getByText(/^Gus/).waitFor();
    await dialog.getByText(/will see this.*They are not told/).waitFor();
    await dialog.getByRole('button', { name: `Add ${await added.getByRole('listitem').count()}`, exact: true }).click();
    await page.getByText(/Gus Weller ha(s|ve) access now\.$/).waitFor();
    await dialog.getByRole('combobox', { name: /^Level for Gus/ }).waitFor();
    expect(await dialog.getByRole('combobox', { name: /^Level for / }).count()).toBeGreaterThan(before);
    expect(complaints).toEqual([]);
  });

  test('who was searched for among many and removed leaves a list that can be read on', async () => {
    const client = await site.as('ana');
    const { items } = await client.listResources({ query: { kind: 'dashboard', q: title } });
    const project = items[0]?.project.id ?? '';
    const { id } = await client.createResource({
      params: { project },
      body: { kind: 'dashboard', name: 'for-many', generalAccess: 'private' },
    });
    const grant: { subject: string; level: 'viewer' }[] = [];
    for (let at = 1; at <= 44; at++)
      grant.push({ subject: (await client.createGroup({ body: { name: `Crew ${at}` } })).id, level: 'viewer' });
    await client.patchAccess({ params: { resource: id }, body: { grant, notify: false } });
    const { page, complaints } = ana;
    await page.goto(`/dashboards/${id}`);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const people = page.getByRole('dialog').getByRole('region', { name: 'People with access' });
    const find = people.getByRole('textbox', { name: 'Find who has access' });
    // One more than stands there at once.
    const total = Number((await find.getAttribute('placeholder'))?.replace('Find among ', ''));
    const revoke = grant.slice(0, total - 41).map(({ subject }) => subject);
    await client.patchAccess({ params: { resource: id }, body: { revoke } });
    await page.reload();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await expect.poll(() => find.getAttribute('placeholder')).toBe('Find among 41');
    await find.fill('crew 40');
    await people.getByRole('combobox', { name: 'Level for Crew 40' }).click();
    await page.getByRole('option', { name: 'Remove' }).click();
    await people.getByText('Nobody who has access is called that.').waitFor();
    await find.fill('');
    await people.getByRole('combobox', { name: 'Level for Crew 39' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a request is declined with a reason, which who asked reads and nothing else', async () => {
    const sam = await site.as('sam');
    await sam.askForAccess({ params: { resource: address.split('/')[2] ?? '' }, body: {} });
    const { page, complaints } = ana;
    const dialog = await share();
    const asking = dialog.getByRole('region', { name: 'Asking for access' });
    await asking.getByRole('button', { name: 'Give a reason' }).click();
    await asking.getByRole('textbox', { name: 'Reason' }).fill('It is in the weekly letter.');
    await asking.getByRole('button', { name: 'Decline', exact: true }).click();
    await page.getByText('Sam Tanaka was not given access, and is told why.').waitFor();
    const his = await site.visit('sam');
    await his.page.goto('/requests');
    await his.page.getByText(/“It is in the weekly letter.”/).waitFor();
    await his.page.getByText('Declined', { exact: true }).waitFor();
    await his.page.goto('/notifications');
    await his.page.getByText(/Ana Lindqvist declined what you asked for/).waitFor();
    expect(await his.page.getByRole('main').innerText()).not.toContain(title);
    expect([...complaints, ...his.complaints]).toEqual([]);
  });

  test('who has no access is told where the line breaks, and one button closes it', async () => {
    const { page, complaints } = ana;
    const dialog = await share();
    await dialog.getByRole('combobox', { name: 'Whose access to check' }).fill('vic@');
    await page.getByRole('option', { name: /Vic Osei/ }).click();
    await dialog.getByText('Vic Osei: no access').waitFor();
    const why = dialog.getByRole('region', { name: 'Why Vic Osei has no access' });
    await why.getByText('They are a member of its project, but it is only for people added.').waitFor();
    await why.getByRole('button', { name: 'Put into safety-audit' }).click();
    await dialog.getByText('Vic Osei: can view').waitFor();
    await dialog.getByRole('region', { name: 'Why Vic Osei has access' }).getByText('safety-audit').first().waitFor();
    expect(complaints).toEqual([]);
  });

  test('an end date is set, and taken off again', async () => {
    const { page, complaints } = ana;
    const dialog = await share();
    const level = dialog.getByRole('combobox', { name: 'Level for Nora Engel' });
    const end = `${new Date().getFullYear() + 1}-03-01`;
    await level.click();
    await page.getByRole('option', { name: 'Set an end date' }).click();
    const form = dialog.getByRole('form', { name: 'End date for Nora Engel' });
    await form.getByLabel('Last day').fill(end);
    await form.getByRole('button', { name: 'Set', exact: true }).click();
    const people = dialog.getByRole('region', { name: 'People with access' });
    await people.getByText(/until 1 Mar/).waitFor();
    await level.click();
    await page.getByRole('option', { name: 'Change the end date' }).click();
    expect(await form.getByLabel('Last day').inputValue()).toBe(end);
    await form.getByRole('button', { name: 'No end date' }).click();
    await expect.poll(() => people.getByText(/until 1 Mar/).count(), { timeout: 10_000 }).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('who administers a project says what each member reaches, after reading what that does', async () => {
    const { page, complaints } = ana;
    await page.goto(address);
    await settled(page);
    await page.getByRole('link', { name: 'Operations', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Members of Operations' }).waitFor();
    await page.getByRole('combobox', { name: 'Who new things are for' }).click();
    await page.getByRole('option', { name: /As the organization has it/ }).click();
    await page.getByText('Kept, for what is made from now on.').waitFor();
    const resource = new URL(page.url()).pathname.split('/')[2] ?? '';
    const kept = await (await site.as('ana')).getResource({ params: { resource } });
    expect(kept.definition.defaultAccess).toBeUndefined();
    await page.getByRole('combobox', { name: 'Add people, groups or e-mail addresses' }).fill('sam@');
    await page.getByRole('option', { name: /Sam Tanaka/ }).click();
    await page.getByText(/^Sam Tanaka gains \d+ items/).waitFor();
    await page.getByRole('combobox', { name: 'Reach', exact: true }).click();
    await page.getByRole('option', { name: /Only chosen items/ }).click();
    await page.getByText('Sam Tanaka learns the project’s name, and reaches nothing in it yet.').waitFor();
    await page.getByRole('button', { name: 'Add 1' }).click();

    const items = page.getByRole('group', { name: 'What Sam Tanaka reaches' });
    await items.getByRole('searchbox', { name: 'Find items for Sam Tanaka' }).fill('Flights at a glance');
    await items.getByRole('checkbox', { name: /Flights at a glance/ }).check();
    await page.getByText('Sam Tanaka gains 1 item: “Flights at a glance”.').waitFor();

    // Somebody else is faster.
    const client = await site.as('ana');
    const project = new URL(page.url()).pathname.split('/')[2] ?? '';
    const [sam] = (await client.findSubjects({ query: { q: 'sam@' } })).items;
    const { items: gus } = await client.findSubjects({ query: { q: 'gus@' } });
    await client.setMember({
      params: { project, subject: gus[0]?.id ?? '' },
      body: { level: 'viewer', restricted: true, resources: [] },
    });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/Somebody changed the members while you were here/).waitFor();
    await page.getByRole('combobox', { name: 'Level for Gus Weller' }).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Sam Tanaka is changed in Operations.').waitFor();

    // Who has everything by another way is said to, before anything is saved.
    const ours = await client.listMembers({ params: { project } });
    const whole = ours.items.find(({ subject, restricted }) => subject.kind === 'group' && !restricted)?.subject;
    await client.addGroupMember({ params: { group: whole?.id ?? '', subject: sam?.id ?? '' } });
    await page.reload();
    await page.getByText(`Also sees everything through ${whole?.label}`).waitFor();
    await client.removeGroupMember({ params: { group: whole?.id ?? '', subject: sam?.id ?? '' } });
    await page.reload();

    await page.getByRole('combobox', { name: 'Level for Sam Tanaka' }).click();
    await page.getByRole('option', { name: 'Remove' }).click();
    await page.getByText('Sam Tanaka loses 1 item: “Flights at a glance”.').waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('Sam Tanaka was removed from Operations.').waitFor();
    expect(complaints.filter((complaint) => !/status of 412/.test(complaint))).toEqual([]);
  });
});
