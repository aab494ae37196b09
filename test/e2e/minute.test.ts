// What a newcomer manages in a minute: seven things, each with no more clicks and words than are counted here.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

const title = 'Strike damage audit';
const other = 'Pilots’ briefing, EMEA';

describe.skipIf(whyNoBrowser)(`in a minute${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let ana: Visit;
  let sam: Visit;
  let audit: string;
  let briefing: string;
  let actions = 0;
  const click = (on: Locator) => {
    actions += 1;
    return on.click();
  };
  const type = (into: Locator, text: string) => {
    actions += 1;
    return into.fill(text);
  };
  /** Counted from the page that one is on. */
  const within = async (most: number, work: () => Promise<void>) => {
    actions = 0;
    await work();
    expect(actions).toBeLessThanOrEqual(most);
  };
  const dialog = () => ana.page.getByRole('dialog', { name: `Share "${title}"` });
  const box = () => dialog().getByRole('combobox', { name: 'Add people, groups or e-mail addresses' });
  const share = () => click(ana.page.getByRole('button', { name: 'Share', exact: true }));
  const done = async () => {
    await dialog().getByRole('button', { name: 'Done' }).click();
    await dialog().waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    site = await openSite();
    [ana, sam] = [await site.visit('ana'), await site.visit('sam')];
    const client = await site.as('ana');
    const path = async (q: string) =>
      `/dashboards/${(await client.listResources({ query: { kind: 'dashboard', q } })).items[0]?.id}`;
    [audit, briefing] = [await path(title), await path(other)];
  });
  afterAll(async () => {
    await site?.close();
  });

  test('hit a forbidden link and ask: one click, and one’s own words if one has any', async () => {
    await sam.page.goto(briefing);
    await within(1, async () => {
      await click(sam.page.getByRole('button', { name: 'Ask for access' }));
      await sam.page.getByText(/^Asked\./).waitFor();
    });
    await sam.page.getByRole('textbox', { name: 'Message' }).fill('I fly to Madrid on Monday');
    await sam.page
      .getByRole('button', { name: /Send|message/ })
      .first()
      .click();
    await sam.page.getByText('Your message is with it now.').waitFor();
    // That nothing is there is told by a status, which Chromium repeats in its console.
    sam.complaints.length = 0;
  });

  test('share with one colleague: four actions', async () => {
    await ana.page.goto(audit);
    await settled(ana.page);
    await within(4, async () => {
      await share();
      await type(box(), 'sam');
      await click(ana.page.getByRole('option', { name: /Sam Tanaka/ }));
      await dialog()
        .getByText(/people will see this/)
        .waitFor();
      await click(dialog().getByRole('button', { name: 'Share with 1' }));
      await ana.page.getByText('Sam Tanaka can open this now.').waitFor();
    });
    await done();
  });

  test('share with a group, and read before it how many people that is', async () => {
    await within(4, async () => {
      await share();
      await type(box(), 'network');
      await click(ana.page.getByRole('option', { name: /network-planning.*5 people/ }));
      await dialog()
        .getByText(/^\d+ people will see this/)
        .waitFor();
      await click(dialog().getByRole('button', { name: 'Share with 1' }));
      await ana.page.getByText('network-planning can open this now.').waitFor();
    });
    await done();
  });

  test('tell who can see this now, and why one of them can: two clicks', async () => {
    await within(2, async () => {
      await click(ana.page.getByRole('button', { name: /^Seen by \d+/ }));
      await click(dialog().getByRole('button', { name: 'Why does network-planning have access?' }));
      const why = dialog().getByRole('region', { name: 'Why network-planning has access' });
      await why.getByText(/Can view: given by Ana Lindqvist on/).waitFor();
    });
    await done();
  });

  test('invite an address from outside and see it pending', async () => {
    await within(4, async () => {
      await share();
      await type(box(), 'lea@partner.example');
      await click(ana.page.getByRole('option', { name: 'lea@partner.example: Invite' }));
      await click(dialog().getByRole('button', { name: 'Share with 1' }));
      await dialog().getByText('Invited, has not signed in yet').waitFor();
    });
    await done();
  });

  test('as the colleague: it is under “Shared with me”, and the letter leads to it', async () => {
    await within(1, async () => {
      await sam.page.goto('/');
      const shared = sam.page.getByRole('region', { name: 'Shared with me' });
      await click(shared.getByRole('link', { name: new RegExp(title) }));
      await sam.page.getByRole('heading', { level: 1, name: title }).waitFor();
    });
    await expect.poll(() => site.letters('sam@demo.example').length, { timeout: 60_000, interval: 500 }).toBeGreaterThan(0);
    const [letter] = site.letters('sam@demo.example');
    expect(letter).toContain(`Ana Lindqvist shared the dashboard “${title}” with you: you can view it.`);
    const link = /https?:\S+(\/dashboards\/\S+)/.exec(letter ?? '')?.[1];
    expect(link).toBe(audit);
    await sam.page.goto(link ?? '');
    await sam.page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(sam.complaints).toEqual([]);
  });

  test('as the owner: the letter says who asks and what they say, and leads to where one click answers', async () => {
    await expect.poll(() => site.letters('eve@demo.example').length, { timeout: 60_000, interval: 500 }).toBeGreaterThan(0);
    const letter = site.letters('eve@demo.example').join('\n');
    expect(letter).toContain(`Sam Tanaka asks to view the dashboard “${other}”.`);
    expect(letter).toContain('“I fly to Madrid on Monday”');
    const link = /Answer here: https?:\/\/[^/]+(\/\S+)/.exec(letter)?.[1];
    const eve = await site.visit('eve');
    await eve.page.goto(link ?? '');
    await within(1, async () => {
      await click(eve.page.getByRole('button', { name: 'Approve' }));
      await eve.page.getByText('Sam Tanaka can open this now.').waitFor();
    });
    expect(eve.complaints).toEqual([]);
    await sam.page.goto(briefing);
    await sam.page.getByRole('heading', { level: 1, name: other }).waitFor();
  });

  test('remove someone and know that they are out, while they have it open', async () => {
    await sam.page.goto(audit);
    await settled(sam.page);
    await within(3, async () => {
      await share();
      await click(
        dialog()
          .getByRole('button', { name: 'Level for Sam Tanaka' })
          .or(dialog().getByRole('combobox', { name: 'Level for Sam Tanaka' }))
          .first(),
      );
      await click(ana.page.getByRole('option', { name: 'Remove' }));
      await ana.page.getByText(`Sam Tanaka was removed from “${title}”.`).waitFor();
    });
    await expect.poll(() => dialog().getByText('Sam Tanaka').count()).toBe(0);
    // What he has open asks again as soon as he does anything.
    await sam.page.reload();
    await sam.page.getByRole('heading', { level: 1, name: 'There is nothing here that you can see.' }).waitFor();
    expect(ana.complaints).toEqual([]);
  });
});
