// What a browser does with much: forty tiles scrolled through, and a list of 100,000 resources.
// npm run bench -- browser [--world M] [--pages 100]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type { Client } from '../src/client/client.ts';
import { systemClock } from '../src/clock.ts';
import { readConfig } from '../src/config.ts';
import { setPassword } from '../src/features/sessions/index.ts';
import { silentLog } from '../src/log.ts';
import { start } from '../src/main.ts';
import { load } from './load.ts';
import { quantile } from './measure.ts';
import { openFor } from './open.ts';
import { clientOf, launch, signedIn } from './visit.ts';
import { makeWorld, type Size, subjectId } from './world.ts';

const { values: options } = parseArgs({
  options: {
    world: { type: 'string', default: 'M' },
    pages: { type: 'string', default: '100' },
    port: { type: 'string', default: '4631' },
  },
});
export type BrowserResult = {
  tiles: { tiles: number; canvases: number; longTasks: number; longest: number; steps: number };
  list: {
    rows: number;
    pages: number;
    requests: number;
    drawn: number;
    first: number;
    median: number;
    p95: number;
    nodes: number;
  };
  depths: { page: number; ms: number }[];
};

const password = 'only-for-measuring';
const data = mkdtempSync(join(tmpdir(), 'sightline-bench-'));
const browser = await launch();
try {
  const tiles = await fortyTiles();
  const result: BrowserResult = { tiles, ...(await longList()) };
  console.log(JSON.stringify(result, null, 2));
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
  writeFileSync(join(import.meta.dirname, 'results', 'browser.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await browser.close();
  rmSync(data, { recursive: true, force: true });
}

async function fortyTiles(): Promise<BrowserResult['tiles']> {
  const server = await start({ config: readConfig({ port: Number(options.port), data, demo: true }, {}, data), log: silentLog });
  try {
    const client = await clientOf(server.url, 'ana@demo.example', 'sightline-demo');
    const all = await client.listResources({ query: { kind: 'chart', limit: 100 } });
    const items = all.items.filter(({ project }) => project.name === 'operations');
    const tall = 6;
    const tiles = Array.from({ length: 40 }, (_, at) => ({
      id: `tile_${at}`,
      chart: items[at % items.length]?.id ?? '',
      x: (at % 3) * 4,
      y: Math.floor(at / 3) * tall,
      w: 4,
      h: tall,
    }));
    const project = items[0]?.project.id ?? '';
    const made = await client.createResource({
      params: { project },
      body: { kind: 'dashboard', name: 'forty-tiles', title: 'Forty tiles', definition: { tiles } },
    });
    const page = await signedIn(browser, server.url, 'ana@demo.example', 'sightline-demo');
    await page.addInitScript(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { longTasks: tasks });
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
        buffered: true,
      });
    });
    await page.goto(`/dashboards/${made.id}`);
    await page.locator('canvas').first().waitFor();
    // Opening it is not scrolling it.
    await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0).length);
    let steps = 0;
    for (; steps < 200; steps++) {
      await page.mouse.move(800, 500);
      await page.mouse.wheel(0, 120);
      await page.waitForTimeout(50);
      if (await page.evaluate(() => innerHeight + scrollY >= document.documentElement.scrollHeight - 1)) break;
    }
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    const seen = await page.evaluate(() => ({
      tasks: (globalThis as unknown as { longTasks: number[] }).longTasks,
      canvases: document.querySelectorAll('canvas').length,
    }));
    await page.context().close();
    return {
      tiles: tiles.length,
      canvases: seen.canvases,
      steps,
      longTasks: seen.tasks.length,
      longest: Math.round(Math.max(0, ...seen.tasks)),
    };
  } finally {
    await server.close();
  }
}

async function longList(): Promise<Pick<BrowserResult, 'list' | 'depths'>> {
  const world = makeWorld(options.world as Size, 1);
  const opened = await openFor('postgres');
  if ('missing' in opened) throw new Error(opened.missing);
  await load(opened.store, world);
  const id = subjectId(world, world.viewers['90 % by memberships']);
  const email = 'viewer@bench.example';
  await opened.store.rows('update app_user set email = $2, login = $3 where id = $1', [id, email, 'viewer']);
  await setPassword({ db: opened.store.db, now: systemClock.now() }, { id, email, name: 'Viewer' }, password);
  const server = await start({
    config: readConfig({ port: Number(options.port), data: join(data, 'list') }, {}, data),
    log: silentLog,
    store: Promise.resolve(opened.store),
  });
  try {
    const client = await clientOf(server.url, email, password);
    const depths = await walk(client);
    const page = await signedIn(browser, server.url, email, password);
    let requests = 0;
    page.on('request', (request) => void (/\/api\/resources\?/.test(request.url()) && requests++));
    const began = performance.now();
    await page.goto('/dashboards');
    await page.locator('tbody tr[data-index="20"]').waitFor();
    const first = performance.now() - began;
    const times: number[] = [];
    let drawn = 0;
    for (let at = 0; at < Number(options.pages); at++) {
      const before = await height(page);
      const from = performance.now();
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await page.waitForFunction((old) => document.documentElement.scrollHeight > old, before, { polling: 5 });
      times.push(performance.now() - from);
      drawn = Math.max(drawn, await page.locator('tbody tr[data-index]').count());
    }
    const last = Number(await page.locator('tbody tr[data-index]').last().getAttribute('data-index'));
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    await page.context().close();
    return {
      depths,
      list: {
        rows: last + 1,
        pages: times.length,
        requests,
        drawn,
        nodes,
        first: Math.round(first),
        median: Math.round(quantile(times, 0.5)),
        p95: Math.round(quantile(times, 0.95)),
      },
    };
  } finally {
    await server.close();
  }
}

/** The whole list by its cursor, and how long its pages took near the beginning, in the middle and at the end. */
async function walk(client: Client): Promise<BrowserResult['depths']> {
  const times: number[] = [];
  let cursor: string | undefined;
  do {
    const from = performance.now();
    const page = await client.listResources({ query: { limit: 50, ...(cursor && { cursor }) } });
    times.push(performance.now() - from);
    cursor = page.next ?? undefined;
  } while (cursor);
  const around = (at: number) => quantile(times.slice(Math.max(0, at - 10), at + 10), 0.5);
  return [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = Math.round(share * (times.length - 1));
    return { page: at + 1, ms: Number(around(at).toFixed(1)) };
  });
}

function height(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollHeight);
}
