// How much script a reader's browser is sent, as it goes over the wire, and what of it never comes: what changes things waits
// until somebody changes something.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, settled, whyNoBrowser } from './server.ts';

const beforeTheFirstTile = 250_000;
const withChartsDrawn = 520_000;
const assets = join(import.meta.dirname, '..', '..', 'dist', 'web', 'assets');
/** The modules, by the names of their chunks, with which one makes and changes things. */
const forMakers = ['build-chart', 'edit-dashboard', 'new-dataset', 'new-explore', 'sql-editor'];

describe.skipIf(whyNoBrowser)(`what is loaded${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let ids: Record<'dashboard' | 'kinds' | 'chart' | 'explore', string>;
  beforeAll(async () => {
    site = await openSite();
    const client = await site.as('ana');
    const first = async (kind: string, name: string) =>
      (await client.listResources({ query: { kind, name } })).items[0]?.id ?? '';
    ids = {
      dashboard: await first('dashboard', 'flights-at-a-glance'),
      kinds: await first('dashboard', 'when-to-fly'),
      chart: await first('chart', 'flights-by-day'),
      explore: await first('explore', 'bird-strikes'),
    };
  });
  afterAll(async () => {
    await site?.close();
  });

  test('scripts and styles come in Brotli, and in gzip to who knows no better', async () => {
    const [script = ''] = readdirSync(assets).filter((name) => /^base-.*\.js$/.test(name));
    const ask = async (accepts: string) => {
      const answer = await fetch(`${site.url}/assets/${script}`, { headers: { 'accept-encoding': accepts } });
      return [answer.status, answer.headers.get('content-encoding'), answer.headers.get('vary')];
    };
    expect(await ask('gzip, deflate, br, zstd')).toEqual([200, 'br', 'accept-encoding']);
    expect(await ask('gzip')).toEqual([200, 'gzip', 'accept-encoding']);
    expect(await ask('identity')).toEqual([200, null, 'accept-encoding']);
  });

  test('a dashboard’s first bones need no more than 250 KB, its charts no more than 520', async () => {
    const { page, context } = await site.visit('ana', { width: 1440 });
    const sent = watch(page);
    const held: Route[] = [];
    let holding = true;
    // What draws and what is drawn wait, so that the bones stand alone.
    await page.route(/\/assets\/echarts-|\/tiles\//, (route) => (holding ? void held.push(route) : void route.continue()));
    await page.goto(`/dashboards/${ids.dashboard}`);
    await page.waitForFunction(() => (document.querySelector('figure [aria-busy="true"]')?.childElementCount ?? 0) > 0);
    const bones = await sent();
    holding = false;
    for (const route of held) void route.continue();
    await page.locator('canvas').first().waitFor();
    await settled(page);
    await page.waitForLoadState('networkidle');
    const drawn = await sent();
    console.log(`script before a tile's first bones: ${kb(bones.bytes)}; with charts drawn: ${kb(drawn.bytes)}, all in Brotli`);
    expect(bones.bytes, 'before the first bones').toBeLessThanOrEqual(beforeTheFirstTile);
    expect(drawn.bytes, 'with charts drawn').toBeLessThanOrEqual(withChartsDrawn);
    expect(drawn.plain, 'scripts that came as they are').toEqual([]);
    expect(drawn.names.some((name) => name.startsWith('echarts-'))).toBe(true);
    await context.close();
  });

  test('no reader is sent what only makers need', async () => {
    const names = readdirSync(assets).filter((name) => name.endsWith('.js'));
    const grids = names.filter((name) => readFileSync(join(assets, name), 'utf8').includes('react-grid-item'));
    expect(grids, 'chunks with the grid in them').toHaveLength(1);
    const makers = forMakers.map((module) => names.find((name) => name.startsWith(`${module}-`)) ?? `no chunk ${module}`);
    expect(makers.filter((name) => !names.includes(name))).toEqual([]);

    const { page, context } = await site.visit('ana', { width: 1440 });
    const sent = watch(page);
    for (const path of [
      '/',
      '/dashboards',
      `/dashboards/${ids.dashboard}`,
      `/dashboards/${ids.kinds}`,
      `/charts/${ids.chart}`,
      `/explores/${ids.explore}`,
    ]) {
      await page.goto(path);
      await settled(page);
      await page.waitForLoadState('networkidle');
    }
    const read = await sent();
    expect(read.names.filter((name) => grids.includes(name) || makers.includes(name))).toEqual([]);
    // And it is there once one edits: the names above are the right ones.
    await page.goto(`/dashboards/${ids.dashboard}?edit=yes`);
    await page.getByRole('textbox', { name: 'Title' }).waitFor();
    expect((await sent()).names).toEqual(expect.arrayContaining(grids));
    await context.close();
  });
});

const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

/** The scripts that came since, each once, by the bytes that went over the wire. */
function watch(page: Page) {
  const came = new Map<string, Promise<{ bytes: number; encoding: string | undefined }>>();
  page.on('requestfinished', (request) => {
    const name = /\/assets\/([^/]+\.js)$/.exec(new URL(request.url()).pathname)?.[1];
    if (!name || came.has(name)) return;
    came.set(
      name,
      (async () => {
        const [sizes, answer] = await Promise.all([request.sizes(), request.response()]);
        return { bytes: sizes.responseBodySize, encoding: answer?.headers()['content-encoding'] };
      })(),
    );
  });
  return async () => {
    const names = [...came.keys()];
    const sizes = await Promise.all(came.values());
    return {
      names,
      bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
      // The smallest aren't worth compressing.
      plain: names.filter((_, at) => sizes[at]?.encoding !== 'br' && (sizes[at]?.bytes ?? 0) > 1024),
    };
  };
}
