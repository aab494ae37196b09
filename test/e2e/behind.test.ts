// Behind a number: Eve mends a formula that she wrote wrongly, sees what came of it and where it is used; Vic can't.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

describe.skipIf(whyNoBrowser)(`what is behind a number${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let eve: Visit;
  let page: Page;
  let dataset: string;
  let chart: string;
  beforeAll(async () => {
    site = await openSite();
    const client = await site.as('ana');
    const named = async (kind: string, name: string) =>
      (await client.listResources({ query: { kind, name } })).items[0]?.id ?? '';
    dataset = await named('dataset', 'flights');
    chart = await named('chart', 'busiest-airports');
    eve = await site.visit('eve');
    page = eve.page;
  });
  afterAll(async () => {
    await site?.close();
  });

  test('Eve writes a formula wrongly, reads why and where, mends it, and sees what it comes to before she saves', async () => {
    await page.goto(`/datasets/${dataset}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByRole('table').waitFor();
    await page.getByRole('button', { name: 'Add a measure' }).click();
    await page.getByRole('textbox', { name: 'Name of the measure' }).last().fill('Miles a flight');
    await page.getByRole('combobox', { name: 'How it is worked out' }).last().click();
    await page.getByRole('option', { name: 'A formula' }).click();
    const formula = page.getByRole('textbox', { name: 'Formula of “Miles a flight”' });
    await formula.fill('sum(distanse) / count()');
    await page.getByText('There is no dimension “distanse”.').waitFor();
    expect(await page.locator('mark').innerText()).toBe('distanse');
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await formula.fill('sum(distance) / count()');
    await page.waitForFunction(() => document.querySelector('[aria-label="Miles a flight now"]')?.textContent?.startsWith('7'));
    // Only some rows are counted while she types which, and what is no such value is told.
    const flights = page.getByRole('status', { name: 'Flights now' });
    const all = await flights.innerText();
    await page.getByRole('button', { name: 'More about “Flights”' }).click();
    await page.getByRole('button', { name: 'Count only some rows' }).click();
    const which = page.getByRole('group', { name: 'Rows that “Flights” counts' });
    await which
      .getByRole('button', { name: /^Field of condition 1/ })
      .or(which.getByRole('combobox', { name: /^Field of condition 1/ }))
      .click();
    await page.getByRole('option', { name: 'From', exact: true }).click();
    await which.getByRole('textbox', { name: 'Value of condition 1' }).fill('ORD, DFW');
    await page.getByText('Only rows where From is ORD or DFW').waitFor();
    await page.waitForFunction((was) => {
      const now = document.querySelector('[aria-label="Flights now"]')?.textContent;
      return now && now !== '0' && now !== was;
    }, all);
    // Of two lines alike in field and way the one that stays says what it said.
    await which.getByRole('button', { name: 'And a further condition' }).click();
    await which.getByRole('combobox', { name: /^Field of condition 2/ }).click();
    await page.getByRole('option', { name: 'From', exact: true }).click();
    await which.getByRole('textbox', { name: 'Value of condition 2' }).fill('ATL');
    await which.getByRole('button', { name: 'Take condition 1 away' }).click();
    expect(await which.getByRole('textbox', { name: 'Value of condition 1' }).inputValue()).toBe('ATL');
    await which.getByRole('button', { name: 'Take condition 1 away' }).click();
    await page.waitForFunction((was) => document.querySelector('[aria-label="Flights now"]')?.textContent === was, all);
    await page.getByRole('button', { name: 'Values of “From”' }).click();
    await preview.getByRole('heading', { name: 'Values of From' }).waitFor();
    await preview.getByText('ATL').first().waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('“Flights” is saved.').waitFor();
    await page.getByRole('checkbox', { name: 'Miles a flight' }).waitFor();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Versions' }).click();
    const versions = page.getByRole('dialog', { name: 'Versions of “Flights”' });
    await versions.getByRole('button', { name: /^Now/ }).click();
    await versions.getByText('Measures › Miles a flight').waitFor();
    await versions.getByText('formula sum(distance) / count()').waitFor();
    await page.keyboard.press('Escape');
    await versions.waitFor({ state: 'detached' });
  });

  test('she sees where the dataset is used, the rows behind a chart, and its SQL', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Lineage' }).click();
    await page.getByRole('region', { name: 'Used by' }).getByRole('link', { name: 'Busiest airports', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Busiest airports', exact: true }).waitFor();
    await settled(page);
    await page.getByRole('button', { name: 'Menu of Busiest airports' }).click();
    await page.getByRole('menuitem', { name: 'View rows' }).click();
    const rows = page.getByRole('dialog', { name: 'Rows of Busiest airports' });
    await rows.getByRole('table').waitFor();
    await rows.getByRole('button', { name: 'Next page' }).click();
    await rows.getByText('Rows 51 to 100').waitFor();
    await page.keyboard.press('Escape');
    await rows.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Menu of Busiest airports' }).click();
    await page.getByRole('menuitem', { name: 'View data' }).click();
    const data = page.getByRole('dialog', { name: 'Busiest airports' });
    const [first, second] = [data.locator('tbody button').nth(0), data.locator('tbody button').nth(1)];
    await first.focus();
    await page.keyboard.press('ArrowDown');
    expect(await second.evaluate((cell) => document.activeElement === cell)).toBe(true);
    const airport = await data.locator('tbody tr').nth(1).locator('td').first().innerText();
    await page.keyboard.press('Enter');
    const cell = data.getByRole('region', { name: new RegExp(`^Rows of .*: ${airport}$`) });
    await cell.getByText(new RegExp(`is ${airport}`)).waitFor();
    await cell.getByRole('table').waitFor();
    // Somebody shares the chart meanwhile, and the page hears of it; the focus stays where it was brought.
    await page.keyboard.press('Tab');
    const client = await site.as('ana');
    const { items } = await client.findSubjects({ query: { q: 'gus@' } });
    const grant = [{ subject: items[0]?.id ?? '', level: 'viewer' as const }];
    await client.patchAccess({ params: { resource: chart }, body: { grant, notify: false } });
    const heard = page.waitForResponse((answer) => answer.url().endsWith(`/resources/${chart}`));
    await page.evaluate(() => void setInterval(() => dispatchEvent(new Event('visibilitychange')), 500));
    await (await heard).finished();
    await page.waitForTimeout(200);
    const back = cell.getByRole('button', { name: 'Back to the numbers' });
    expect(await back.evaluate((button) => document.activeElement === button)).toBe(false);
    await back.focus();
    await page.keyboard.press('Enter');
    await cell.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Rows of'));
    await page.keyboard.press('Enter');
    await cell.waitFor();
    await page.keyboard.press('Escape');
    await data.waitFor({ state: 'detached' });
    // Opened again it begins at the numbers.
    await page.getByRole('button', { name: 'Menu of Busiest airports' }).click();
    await page.getByRole('menuitem', { name: 'View data' }).click();
    await data.getByRole('table').waitFor();
    expect(await cell.count()).toBe(0);
    await page.keyboard.press('Escape');
    await data.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Menu of Busiest airports' }).click();
    await page.getByRole('menuitem', { name: 'Show query' }).click();
    await page.getByRole('region', { name: 'SQL', exact: true }).getByText('GROUP BY').waitFor();
    expect(eve.complaints).toEqual([]);
  });

  test('a file comes back without a column: Eve is told on the dataset which field and chart fail, and Vic calmly on the tile', async () => {
    const client = await site.as('ana');
    const ana = await site.visit('ana');
    const { items: projects } = await client.listProjects({ query: { name: 'operations' } });
    const project = projects[0]?.id ?? '';
    const bring = async (text: string, source?: string) => {
      const into = `/api/projects/${project}/uploads?name=takings.csv${source ? `&source=${source}` : ''}`;
      const sent = await ana.page.request.post(into, {
        data: Buffer.from(text),
        headers: { 'content-type': 'application/octet-stream', origin: site.url },
      });
      expect(sent.status(), await sent.text()).toBe(201);
      return (await sent.json()).source as string;
    };
    const make = async (kind: 'dataset' | 'chart' | 'dashboard', title: string, definition: object) =>
      (
        await client.createResource({
          params: { project },
          body: {
            kind,
            name: title.toLowerCase().replaceAll(' ', '-'),
            title,
            definition: { ...definition },
            generalAccess: 'project',
          },
        })
      ).id;
    const source = await bring('region,amount\nnorth,5\nsouth,7\n');
    const takings = await make('dataset', 'Takings', {
      source,
      table: 'takings',
      dimensions: [{ name: 'region' }],
      measures: [{ name: 'total', label: 'All takings', aggregate: 'sum', column: 'amount' }],
    });
    const failing = await make('chart', 'Takings by region', {
      dataset: takings,
      query: { dimensions: [{ name: 'region' }], measures: ['total'] },
    });
    const board = await make('dashboard', 'The shop', { tiles: [{ id: 'a', chart: failing }] });
    await bring('region,price\nnorth,5\n', source);

    await ana.context.close();
    await page.goto(`/datasets/${takings}`);
    const told = page.getByRole('status', { name: 'What doesn’t hold any more' });
    await told.getByText(/^All takings: .*“amount”/).waitFor();
    await told.getByRole('link', { name: 'Takings by region' }).waitFor();
    await page.goto(`/dashboards/${board}`);
    await page
      .getByRole('alert')
      .getByText(/“amount”/)
      .waitFor();
    const vic = await site.visit('vic');
    await vic.page.goto(`/dashboards/${board}`);
    await vic.page.getByRole('alert').getByText('The data behind this can’t be read as it is.').waitFor();
    expect(await vic.page.getByText('amount').count()).toBe(0);
    await vic.context.close();
    // That the tiles fail is told by a status, which Chromium repeats in its console.
    eve.complaints.length = 0;
  });

  test('Vic sees the chart and its query, and neither edits the data nor reads its SQL', async () => {
    const vic = await site.visit('vic');
    await vic.page.goto(`/charts/${chart}`);
    await settled(vic.page);
    await vic.page.getByRole('button', { name: 'Menu of Busiest airports' }).click();
    await vic.page.getByRole('menuitem', { name: 'Show query' }).click();
    await vic.page.getByText('Its SQL is for who edits the data').waitFor();
    expect(await vic.page.getByText('GROUP BY').count()).toBe(0);
    await vic.page.goto(`/datasets/${dataset}`);
    await settled(vic.page);
    expect(await vic.page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);
    await vic.page.goto(`/datasets/${dataset}/edit`);
    await settled(vic.page);
    expect(await vic.page.getByRole('region', { name: 'Measures' }).count()).toBe(0);
    expect(vic.complaints).toEqual([]);
  });
});
