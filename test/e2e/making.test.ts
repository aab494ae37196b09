// From a file to a dashboard that somebody else reads on a telephone: everything through the pages, nothing else.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

const file = {
  name: 'orders.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'day,region,product,amount,discount_rate',
      ...Array.from({ length: 120 }, (_, at) => {
        const day = new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10);
        return `${day},${['North', 'South', 'East'][at % 3]},${['Tea', 'Coffee'][at % 2]},${10 + (at % 7)},0.${at % 5}`;
      }),
    ].join('\n'),
  ),
};

describe.skipIf(whyNoBrowser)(`from a file to a dashboard${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let eve: Visit;
  let page: Page;
  let address: string;
  beforeAll(async () => {
    site = await openSite();
    // Eve is an analyst: she may bring data.
    const client = await site.as('ana');
    const { id } = await client.createRole({ body: { name: 'Analyst', capabilities: ['sources.manage'] } });
    const { items } = await client.listUsers({ query: { q: 'eve@' } });
    await client.giveRole({ params: { role: id, subject: items[0]?.id ?? '' } });
    eve = await site.visit('eve');
    page = eve.page;
    await page.goto('/');
  });
  afterAll(async () => {
    await site?.close();
  });

  const makeNew = async (what: string) => {
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await page.getByRole('menuitem', { name: what, exact: true }).click();
  };
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

  test('Eve makes a project and brings a file, which becomes a dataset with two measures', async () => {
    await page.goto('/');
    await makeNew('Project');
    await page.getByRole('textbox', { name: 'Title' }).fill('Orders');
    await page.getByRole('button', { name: 'Make project' }).click();
    await page.getByText('“Orders” is there; only you are in it.').waitFor();
    await heading('Members of Orders');
    await makeNew('Dataset');
    await page
      .getByLabel('File')
      .setInputFiles({ ...file, name: 'broken.csv', buffer: Buffer.from('a,b\n"never closed,1\n2,3,4\n') });
    await page.getByRole('alert').filter({ hasText: 'broken.csv could not be read' }).waitFor();
    await page.getByLabel('File').setInputFiles(file);
    await page.getByText('120 rows, 5 columns').waitFor();
    // Rows, the total amount and an average discount are suggested; she keeps two.
    const measures = page.getByRole('region', { name: 'Measures' });
    expect(await measures.getByRole('textbox').count()).toBe(3);
    await measures.getByRole('button', { name: 'Take the measure “Rows” away' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Orders of 2026');
    await page.getByRole('button', { name: 'Make dataset' }).click();
    await heading('Orders of 2026');
  });

  const tick = (name: string) => page.getByRole('checkbox', { name, exact: true }).check();
  const makeChart = async (title: string, fields: string[], kind?: string) => {
    await page.goto('/datasets');
    await page.getByRole('link', { name: 'Orders of 2026' }).click();
    await page.getByRole('button', { name: 'New chart' }).click();
    for (const field of fields) await tick(field);
    if (kind) await page.getByRole('radio', { name: kind, exact: true }).check({ force: true });
    await page.getByRole('textbox', { name: 'Title' }).fill(title);
    await page.getByRole('figure', { name: title }).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await heading(title);
  };

  test('she makes three charts over it, each drawn as she chooses', async () => {
    await makeChart('Sales by month', ['Total amount', 'Day']);
    await makeChart('Sales by region', ['Total amount', 'Region'], 'Leaderboard');
    await makeChart('Products by region', ['Total amount', 'Region', 'Product'], 'Pivot');
    await page.getByRole('table').getByText('Coffee').first().waitFor();
  });

  test('and an explore', async () => {
    await makeNew('Explore');
    await page.getByRole('link', { name: /Orders of 2026/ }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Explore orders');
    await page.getByRole('button', { name: 'Make explore' }).click();
    await heading('Explore orders');
  });

  test('and a dashboard with a filter and a second tab, which nobody sees before she saves it', async () => {
    await makeNew('Dashboard');
    await page.getByRole('textbox', { name: 'Title' }).fill('Orders');
    const project = page.getByRole('dialog', { name: 'New dashboard' }).getByRole('combobox', { name: 'Project' });
    if ((await project.count()) > 0 && !(await project.innerText()).includes('Orders')) {
      await project.click();
      await page.getByRole('option', { name: 'Orders', exact: true }).click();
    }
    await page.getByRole('button', { name: 'Make dashboard' }).click();
    const add = async (title: string) => {
      await page.getByRole('button', { name: 'Add a chart', exact: true }).click();
      await page.getByRole('dialog', { name: 'Add a chart' }).getByRole('button', { name: title }).click();
      await page
        .getByRole('button', { name: `Take “${title}” off` })
        .or(page.getByText(title))
        .first()
        .waitFor();
    };
    await add('Sales by month');
    await add('Sales by region');
    await page.getByRole('button', { name: 'Use tabs' }).click();
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.getByRole('textbox', { name: 'Name of the tab' }).fill('Products');
    await add('Products by region');
    await page.getByText('only you see it until you save').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await heading('Orders');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('combobox', { name: 'Add a filter' }).click();
    await page.getByRole('option', { name: 'Region', exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: /^Region/ }).waitFor();
    address = new URL(page.url()).pathname;
  });

  test('she shares it with Sam, who reads it on a telephone: filters, turns to the other tab, edits nothing', async () => {
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share "Orders"' });
    await dialog.getByRole('combobox', { name: 'Add people, groups or e-mail addresses' }).fill('sam@');
    await page.getByRole('option', { name: /Sam Tanaka/ }).click();
    await dialog.getByRole('button', { name: 'Share with 1' }).click();
    await page.getByText('Sam Tanaka can open this now.').waitFor();

    const sam = await site.visit('sam', { width: 390 });
    await sam.page.goto(address);
    await sam.page.getByRole('figure', { name: 'Sales by month' }).waitFor();
    await settled(sam.page);
    await sam.page.getByRole('button', { name: /^Region/ }).click();
    await sam.page.getByRole('checkbox', { name: 'North' }).check();
    await sam.page.keyboard.press('Escape');
    const regions = sam.page.getByRole('figure', { name: 'Sales by region' });
    await regions.getByText('North').waitFor();
    await sam.page.waitForFunction(() => !document.querySelector('figure[aria-labelledby] ol')?.textContent?.includes('South'));
    await sam.page.getByRole('tab', { name: 'Products', exact: true }).click();
    await sam.page.getByRole('figure', { name: 'Products by region' }).getByText('Coffee').first().waitFor();
    expect(await sam.page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);
    expect(await sam.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect(sam.complaints).toEqual([]);
  });

  test('and nothing complained on the way', () => {
    // The file that could not be read is told by the browser too.
    expect(eve.complaints.filter((said) => !said.includes('uploads?name=broken.csv'))).toEqual([]);
  });
});
