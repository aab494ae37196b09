// Ana looks as Vic: the same lists, the same dashboard, the same closed doors; nothing can be changed; and she comes back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minded } from './looking.ts';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

describe.skipIf(whyNoBrowser)(`viewing as somebody else${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let ana: Visit;
  let vic: Visit;
  let dashboard: string;
  const person = async (login: string) => {
    const client = await site.as('ana');
    const { items } = await client.listUsers({ query: { q: login } });
    return `/people/${items[0]?.id}`;
  };
  beforeAll(async () => {
    site = await openSite();
    [ana, vic] = [await site.visit('ana'), await site.visit('vic')];
    const { items } = await (await site.as('vic')).listResources({ query: { kind: 'dashboard', for: 'with-me' } });
    dashboard = `/dashboards/${items[0]?.id}`;
  });
  afterAll(async () => {
    await site?.close();
  });

  /** What a page shows in its main part, without times that go by. */
  const shown = async ({ page }: Visit, path: string) => {
    // Lists say that they load only when they take long.
    await page.goto(path, { waitUntil: 'networkidle' });
    await settled(page);
    const text = await page.getByRole('main').innerText();
    return text.replace(/\d+ (seconds?|minutes?) ago|just now|\d\d:\d\d(:\d\d)?/g, '…').split('\n');
  };

  test('she begins on his page, and a sentence in a frame says so from then on', async () => {
    const { page, complaints } = ana;
    await page.goto(await person('vic'));
    await page.getByRole('button', { name: 'View as Vic Osei' }).click();
    const bar = page.getByRole('region', { name: 'Viewing as somebody else' });
    await bar.getByText('You see what Vic Osei sees, as far as Ana Lindqvist may. Nothing can be changed.').waitFor();
    await settled(page);
    expect(await page.getByRole('button', { name: 'New', exact: true }).count()).toBe(0);
    expect(await minded(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.each(['/dashboards?for=all', '/explores?for=all', '/charts?for=all', '/datasets?for=all', '/projects'])(
    'her %s is his',
    async (path) => {
      const his = await shown(vic, path);
      expect(his.length).toBeGreaterThan(3);
      expect(await shown(ana, path)).toEqual(his);
    },
  );

  test('a dashboard shows her what it shows him, figure by figure, and no way to change it', async () => {
    const his = await shown(vic, dashboard);
    expect(await shown(ana, dashboard)).toEqual(his);
    expect(await ana.page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);
  });

  test('what he may not see is not there for her either', async () => {
    const all = await (await site.as('ana')).listResources({ query: { kind: 'dashboard', limit: 200 } });
    const his = await (await site.as('vic')).listResources({ query: { kind: 'dashboard', limit: 200 } });
    const seen = new Set(his.items.map(({ id }) => id));
    const hidden = all.items.find(({ id }) => !seen.has(id));
    expect(hidden).toBeDefined();
    await ana.page.goto(`/dashboards/${hidden?.id}`);
    await ana.page.getByRole('heading', { level: 1, name: 'There is nothing here that you can see.' }).waitFor();
    ana.complaints.length = 0;
  });

  test('another tab is Ana’s own, and stopping brings her back to herself', async () => {
    const other = await ana.context.newPage();
    await other.goto('/people');
    await settled(other);
    expect(await other.getByRole('region', { name: 'Viewing as somebody else' }).count()).toBe(0);
    await other.close();
    await ana.page.getByRole('button', { name: 'Stop' }).click();
    await ana.page.getByRole('heading', { level: 1, name: 'Vic Osei' }).waitFor();
    await ana.page.getByRole('button', { name: 'View as Vic Osei' }).waitFor();
    expect(await ana.page.getByRole('region', { name: 'Viewing as somebody else' }).count()).toBe(0);
    expect(ana.complaints).toEqual([]);
  });
});
