// Eve explores the bird strikes: into a time and out again, against the time before, without a value, apart, across; she keeps a
// part as a chart, and the address shows the same to who opens it.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

describe.skipIf(whyNoBrowser)(`exploring${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let eve: Visit;
  let page: Page;
  let address: string;
  let kept: string[];
  beforeAll(async () => {
    site = await openSite();
    const { items } = await (await site.as('eve')).listResources({ query: { kind: 'explore', name: 'bird-strikes' } });
    address = `/explores/${items[0]?.id}`;
    eve = await site.visit('eve');
    page = eve.page;
    await page.goto(address);
    await settled(page);
  });
  afterAll(async () => {
    await site?.close();
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });
  const board = (name: string) => page.getByRole('region', { name, exact: true });
  const strikes = () => page.getByRole('slider', { name: 'Selected time, Strikes', exact: true });
  const said = (key: string) => new URL(page.url()).searchParams.get(key);
  const saidAll = (key: string) => new URL(page.url()).searchParams.getAll(key);
  /** Until the address says it, and the page has been answered. */
  const saying = async (key: string, text: RegExp | null) => {
    await page.waitForURL((url) => (text ? text.test(url.searchParams.get(key) ?? '') : !url.searchParams.has(key)));
    await settled(page);
  };

  test('she drags over a line: those days are selected on all of them, and the values count these only', async () => {
    const most = () => board('Phase of flight').getByRole('listitem').first().innerText();
    const all = await most();
    const box = await strikes().boundingBox();
    if (!box) throw new Error('the line has no place');
    await page.mouse.move(box.x + box.width * 0.4, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 40);
    await page.mouse.move(box.x + box.width * 0.6, box.y + 40);
    const drawn = page.locator('[data-selected]');
    expect(await drawn.count()).toBe(4);
    expect(said('selected')).toBeNull();
    await page.mouse.up();
    await saying('selected', /^2001-\d\d-\d\d\.\.2001-\d\d-\d\d$/);
    await page.getByRole('status').filter({ hasText: 'the values count this only' }).waitFor();
    expect(await drawn.count()).toBe(4);
    await expect.poll(most).not.toBe(all);
  });

  test('she zooms into them and out again, and once by keyboard alone', async () => {
    const selected = said('selected');
    await button('Zoom in').click();
    await saying('selected', null);
    expect(said('time')).toBe(selected);
    await button(/^Zoom out/).click();
    await saying('time', null);

    await strikes().focus();
    for (const key of ['ArrowLeft', 'Shift+ArrowLeft', 'ArrowRight']) await page.keyboard.press(key);
    await saying('selected', /\.\.2002-01-01$/);
    expect(await strikes().getAttribute('aria-valuetext')).toMatch(/31 Dec 2001 selected$/);
    await page.keyboard.press('Enter');
    await saying('time', /\.\.2002-01-01$/);
    await button(/^Zoom out/).click();
    await saying('time', null);
  });

  test('she compares with the period before, and ranks by what changed', async () => {
    await page.getByRole('button', { name: /^Compared with/ }).click();
    await page.getByRole('button', { name: 'The period before', exact: true }).click();
    await saying('compare', /^previous$/);
    await page
      .getByText(/than the period before$/)
      .first()
      .waitFor();
    await board('Operator').getByRole('button', { name: 'Sort by change', exact: true }).click();
    await saying('sort', /^change$/);
  });

  test('she leaves a value out by keyboard: what is counted is less, and its row stays in sight', async () => {
    const total = () =>
      page
        .getByRole('list', { name: 'Measures' })
        .getByRole('button', { name: /^Strikes/ })
        .first()
        .innerText();
    const before = await total();
    await board('Size of the animal')
      .getByRole('button', { name: /^Small/ })
      .focus();
    await page.keyboard.press('x');
    await saying('not.size', /^Small$/);
    await expect.poll(total).not.toBe(before);
    await board('Size of the animal').getByRole('button', { name: 'Leave out Small', pressed: true }).waitFor();
  });

  test('she draws values apart, and takes another one in and one out', async () => {
    await button('Menu of Phase of flight').click();
    await page.getByRole('menuitem', { name: 'Draw its values apart' }).click();
    await saying('split', /^phase$/);
    const lines = page.getByRole('list', { name: 'Lines by Phase of flight' }).getByRole('listitem');
    const drawn = board('Phase of flight').getByRole('button', { name: /^Draw / });
    const first = drawn.and(page.locator('[aria-pressed="true"]'));
    await first.first().waitFor();
    while ((await first.count()) > 3) {
      const count = await first.count();
      await first.last().click();
      await page.waitForFunction((n) => new URL(location.href).searchParams.getAll('line').length === n, count - 1);
    }
    await settled(page);
    expect(saidAll('line')).toHaveLength(3);
    expect(await lines.allInnerTexts()).toEqual(saidAll('line'));
  });

  test('she shows all measures but one', async () => {
    await button('Measures all 4').click();
    await page.getByRole('checkbox', { name: 'Strikes with damage', exact: true }).uncheck();
    await saying('measures', /^strikes,damaging_share,total_cost$/);
    await page.keyboard.press('Escape');
    await button('Measures 3 of 4').waitFor();
    expect(await page.getByRole('slider').count()).toBe(3);
  });

  test('she keeps all that as a view', async () => {
    const before = await seen();
    await button('Views').click();
    const panel = page.getByRole('region', { name: 'Saved views' });
    await panel.getByRole('button', { name: 'Save this view' }).click();
    await panel.getByRole('textbox', { name: 'Title' }).fill('Not the small ones');
    await page.keyboard.press('Enter');
    await button('View: Not the small ones').waitFor();
    kept = await seen();
    // A comparison is kept with the time that it compares.
    expect(kept.filter((word) => !/^(view|time),/.test(word))).toEqual(before);
  });

  test('she keeps a board as a chart with its filters and its time', async () => {
    await button('Menu of Species').click();
    await page.getByRole('menuitem', { name: 'Save as chart' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as chart' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Species that hit');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('“Species that hit” is in Operations').waitFor();
    const client = await site.as('eve');
    const { items } = await client.listResources({ query: { kind: 'chart', q: 'Species that hit' } });
    expect((await client.getResource({ params: { resource: items[0]?.id ?? '' } })).definition).toMatchObject({
      type: 'leaderboard',
      query: {
        dimensions: [{ name: 'species' }],
        measures: ['strikes'],
        filter: { field: 'size', notIn: ['Small'] },
        time: { from: '2001-01-01', to: '2002-01-01' },
        compare: 'previous',
      },
    });
    await button('Stay here').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  test('who opens the copied address sees the same', () => sameAgain());

  test('she lays out a pivot: from lists, and by dragging a dimension from across to down', async () => {
    await button('Pivot').click();
    await saying('pivot', /^yes$/);
    const [rows, columns] = ['Rows', 'Columns'].map((name) => page.getByRole('group', { name, exact: true }));
    if (!rows || !columns) throw new Error('there are two');
    await columns.getByRole('button', { name: /^Remove Date/ }).click();
    await page.getByRole('combobox', { name: 'Add to columns' }).click();
    await page.getByRole('option', { name: 'Time of day', exact: true }).click();
    await saying('columns', /^time_of_day$/);
    await page.getByRole('columnheader', { name: 'Night' }).waitFor();
    await columns.getByText('Time of day').dragTo(rows.getByText('Airport'));
    await saying('rows', /^time_of_day,airport$/);
    expect(said('columns')).toBeNull();
    await page.getByRole('columnheader', { name: 'Night' }).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Add to columns' }).click();
    await page.getByRole('option', { name: 'Phase of flight', exact: true }).click();
    await page.getByRole('columnheader', { name: 'Approach' }).waitFor();
  });

  test('and its address shows the same too', () => sameAgain());

  test('the view leads back from there', async () => {
    await button('View: Not the small ones, changed').click();
    await page.getByRole('region', { name: 'Saved views' }).getByRole('button', { name: 'Not the small ones' }).click();
    await button('View: Not the small ones').waitFor();
    await saying('pivot', null);
    expect(await seen()).toEqual(kept);
  });

  test('and nothing complained on the way', () => {
    expect(eve.complaints).toEqual([]);
  });

  async function seen() {
    await settled(page);
    return [...new URL(page.url()).searchParams].map(String).toSorted();
  }

  /** In a page of its own, from the address alone. */
  async function sameAgain() {
    await settled(page);
    const other = await eve.context.newPage();
    await other.goto(page.url());
    await settled(other);
    const shown = (one: Page) => one.getByRole('main').innerText();
    await expect.poll(async () => (await shown(other)) === (await shown(page))).toBe(true);
    expect(await shown(other)).toBe(await shown(page));
    expect(other.url()).toBe(page.url());
    await other.close();
  }
});
