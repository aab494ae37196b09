// Whatever people type, and whatever stands in their files, is shown as it was written: nothing of it runs, opens a dialog, or
// makes the browser ask anybody else.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../src/client/client.ts';
import { type Dressed, dressed } from './dressed.ts';
import { fillIn, openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

const outside = 'elsewhere.example';
const evil = `<img src="//${outside}/a" onerror="hurt=1">"'><script>hurt=1</script>`;
const short = `<svg onload="hurt=1">{a|b}`;
const markdown = [
  evil,
  '[press](javascript:hurt=1) [press](JaVaScRiPt:hurt=1) [press](data:text/html,<script>hurt=1</script>) [press](vbscript:x)',
  `![seen](https://${outside}/b.png)`,
  `<iframe src="https://${outside}/c"></iframe>`,
  `**${short}** \`${short}\``,
  '[fine](https://example.org/)',
].join('\n\n');
const formulas = ['=1+1', '+1', '-1', '@SUM(A1)'];

describe.skipIf(whyNoBrowser)(`hostile text${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let ana: Visit;
  let it: Dressed;
  let project: string;
  let person: string;
  let group: string;
  let brought: { dashboard: string; explore: string; dataset: string };
  const asked: string[] = [];
  const dialogs: string[] = [];

  beforeAll(async () => {
    site = await openSite();
    const client = await site.as('ana');
    it = await dressed(client, evil);
    const dashboard = await client.getResource({ params: { resource: it.dashboard } });
    const tiles = (dashboard.definition as { tiles: { id: string; y: number; tab?: string }[] }).tiles;
    await client.updateResource({
      params: { resource: it.dashboard },
      body: {
        definition: {
          ...dashboard.definition,
          tiles: [...tiles, { id: 'evil', text: markdown, x: 0, y: 40, w: 12, h: 8, tab: tiles[0]?.tab }],
        },
      },
    });
    project = (await client.createProject({ body: { name: 'evil', title: evil, description: evil } })).id;
    person = (await client.createUser({ body: { name: short, email: 'mallory@demo.example' } })).id;
    group = (await client.createGroup({ body: { name: short } })).id;
    await client.addGroupMember({ params: { group, subject: person } });
    await client.createRole({ body: { name: short, capabilities: [] } });
    await client.patchAccess({
      params: { resource: it.dashboard },
      body: {
        grant: [
          { subject: group, level: 'viewer' },
          { subject: person, level: 'viewer' },
        ],
      },
    });
    await client.createView({
      params: { resource: it.dashboard },
      body: { title: short, choices: { filter: { field: 'origin', in: [evil] } } },
    });
    const sam = await site.as('sam');
    await sam.askForAccess({ params: { resource: it.dashboard }, body: { message: evil } });
    brought = await bring(site);
    ana = await site.visit('ana', { width: 1440 });
    ana.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    ana.page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== new URL(site.url).origin)
        asked.push(request.url());
    });
  });
  afterAll(async () => {
    await site?.close();
  });

  const harmless = async (where: string) => {
    const found = await ana.page.evaluate(
      (host) => ({
        ran: 'hurt' in globalThis,
        elements: [
          ...document.querySelectorAll(
            `[src*="${host}"], [onerror], [onload], iframe, a[href^="javascript" i], a[href^="data:" i], a[href^="vbscript" i]`,
          ),
        ].map((element) => element.outerHTML),
      }),
      outside,
    );
    expect({ where, ...found, asked, dialogs, complaints: ana.complaints }).toEqual({
      where,
      ran: false,
      elements: [],
      asked: [],
      dialogs: [],
      complaints: [],
    });
  };
  const says = async (text: string) => expect(await ana.page.locator('body').innerText()).toContain(text);

  test.each([
    ['the first page', () => '/', ''],
    ['a list', () => '/dashboards', evil],
    ['charts', () => '/charts', evil],
    ['a dataset', () => `/datasets/${it.dataset}`, ''],
    ['projects', () => '/projects', evil],
    ['members', () => `/projects/${project}/members`, ''],
    ['requests', () => '/requests', evil],
    ['notifications', () => '/notifications', evil],
    ['people', () => '/people', short],
    ['a person', () => `/people/${person}`, short],
    ['a group', () => `/people/groups/${group}`, short],
    ['building a chart', () => `/charts/${it.chart}/edit`, ''],
    ['a chart', () => `/charts/${it.chart}`, evil],
    ['a search that finds nothing', () => `/dashboards?q=${encodeURIComponent(evil)}`, ''],
  ])('%s shows it as text', async (name, at, text) => {
    await ana.page.goto(at());
    await settled(ana.page);
    await ana.page.waitForLoadState('networkidle');
    if (text) await says(text);
    await harmless(name);
  });

  test('a dashboard with all kinds of charts, their words under the pointer, and its text', async () => {
    for (const tab of ['hours', 'airports']) {
      await ana.page.goto(`/dashboards/${it.dashboard}?tab=${tab}`);
      await settled(ana.page);
      for (const canvas of await ana.page.locator('canvas').all()) {
        const box = await canvas.boundingBox();
        if (!box) continue;
        await canvas.hover({ position: { x: box.width / 2, y: box.height / 2 } });
        await canvas.hover({ position: { x: box.width / 3, y: box.height / 1.5 } });
      }
      await says(evil.slice(0, 30));
      await harmless(`the tab ${tab}`);
    }
    await ana.page.goto(`/dashboards/${it.dashboard}`);
    await settled(ana.page);
    const text = ana.page.getByRole('region', { name: 'Text' }).last();
    expect(await text.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
      // Named as what they are, and nothing until somebody presses one.
      `https://${outside}/b.png`,
      `https://${outside}/c`,
      'https://example.org/',
    ]);
    expect(await text.innerText()).toContain('[press](javascript:hurt=1)');
  });

  test('its picture, its sharing, its views and the box', async () => {
    await ana.page.goto(`/dashboards/${it.dashboard}`);
    await settled(ana.page);
    await ana.page
      .getByRole('button', { name: /^Menu of/ })
      .first()
      .click();
    const [picture] = await Promise.all([
      ana.page.waitForEvent('download'),
      ana.page.getByRole('menuitem', { name: 'Download picture' }).click(),
    ]);
    expect(picture.suggestedFilename()).not.toMatch(/[<>"/\\]/);
    await harmless('a picture');
    await ana.page.getByRole('button', { name: 'Share', exact: true }).first().click();
    await ana.page.getByRole('dialog').getByText(short).first().waitFor();
    await harmless('sharing');
    await ana.page.keyboard.press('Escape');
    await ana.page.getByRole('button', { name: /^Views/ }).click();
    await ana.page.getByText(short).first().waitFor();
    await harmless('views');
    await ana.page.keyboard.press('Escape');
    await ana.page.keyboard.press('Control+K');
    await ana.page.getByRole('combobox', { name: 'Open or do anything' }).fill('img src');
    await ana.page.getByRole('option').first().waitFor();
    await harmless('the box');
  });

  test('a file of such, drawn in every way, with a hostile name of its own', async () => {
    await ana.page.goto(`/dashboards/${brought.dashboard}`);
    await settled(ana.page);
    await says(evil.slice(0, 30));
    for (const canvas of await ana.page.locator('canvas').all()) await canvas.hover();
    await harmless('cells');
    await ana.page.goto(`/explores/${brought.explore}`);
    await settled(ana.page);
    await ana.page.waitForLoadState('networkidle');
    await harmless('an explore');
    await ana.page.goto(`/datasets/${brought.dataset}`);
    await settled(ana.page);
    await harmless('its dataset');
  });

  test('an address to go on to leads nowhere else', async () => {
    for (const to of [
      `//${outside}/`,
      `/\\${outside}/`,
      `/\t/${outside}/`,
      `/\n/${outside}/`,
      `/.//${outside}/`,
      `https://${outside}/`,
      'javascript:hurt=1',
    ]) {
      const visit = await site.visit('vic');
      await visit.context.clearCookies();
      await visit.page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
      await fillIn(visit.page, 'vic');
      await visit.page.getByRole('navigation', { name: 'Main' }).waitFor();
      expect(new URL(visit.page.url()).origin, to).toBe(new URL(site.url).origin);
      expect(await visit.page.evaluate(() => 'hurt' in globalThis)).toBe(false);
      await visit.context.close();
    }
  });

  test('no answer of any kind lets a browser run what is in it', async () => {
    const token = await tokenOfAna(site);
    const [asset = ''] = (await (await fetch(site.url)).text()).match(/\/assets\/[^"]+\.js/) ?? [];
    const kinds: [string, string, Record<string, string>?][] = [
      ['a page', '/'],
      ['a page that is not there', '/nowhere'],
      ['a script', asset],
      ['no script', '/assets/nothing.js'],
      ['a picture', '/icon.svg'],
      ['the first setting up', '/setup'],
      ['an invitation', '/invitation'],
      ['the documentation', '/api/docs'],
      ['the contract', '/api/openapi.json'],
      ['health', '/healthz'],
      ['nobody', '/api/resources'],
      ['an answer', '/api/resources', { authorization: `Bearer ${token}` }],
      ['nothing there', '/api/resources/res_00000000000000000000', { authorization: `Bearer ${token}` }],
      ['a CSV file', `/api/resources/${it.chart}/export.csv`, { authorization: `Bearer ${token}` }],
    ];
    for (const [name, path, headers = {}] of kinds) {
      const answer = await fetch(`${site.url}${path}`, { headers });
      const policy = answer.headers.get('content-security-policy') ?? '';
      const body = await answer.text();
      expect(policy, name).toContain("default-src 'none'");
      expect(policy, name).toContain("frame-ancestors 'none'");
      expect(policy, name).not.toMatch(/unsafe-|\*|https?:/);
      expect(/script-src ([^;]*)/.exec(policy)?.[1] ?? "'self'", name).toBe("'self'");
      expect(answer.headers.get('x-content-type-options'), name).toBe('nosniff');
      // What would be a script between other tags, an event, or a style without the page's nonce.
      if (answer.headers.get('content-type')?.startsWith('text/html')) {
        expect(body, name).not.toMatch(/<script(?![^>]*\bsrc=)/i);
        expect(body, name).not.toMatch(/\son\w+=|javascript:|<style(?![^>]*nonce=)/i);
      }
    }
  });
});

/** A file whose name, headers and cells are hostile, and every way to draw those. */
async function bring(site: Site): Promise<{ dashboard: string; explore: string; dataset: string }> {
  const client = await site.as('ana');
  const { items } = await client.listProjects({ query: { name: 'operations' } });
  const params = { project: items[0]?.id ?? '' };
  const token = await tokenOfAna(site);
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = [evil, short, ...formulas].flatMap((text, at) => [
    `${cell(text)},${cell(short)},${at + 1}`,
    `${cell(text)},b,${at}`,
  ]);
  const up = await fetch(
    `${site.url}/api/projects/${params.project}/uploads?name=${encodeURIComponent(`${short}.csv`)}&title=${encodeURIComponent(evil)}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${token}` },
      body: `${cell(evil)},${cell(short)},n\n${rows.join('\n')}\n`,
    },
  );
  const file = await up.json();
  if (up.status !== 201) throw new Error(JSON.stringify(file));
  const [one, two, three] = file.columns.map(({ name }: { name: string }) => name);
  const dataset = await client.createResource({
    params,
    body: {
      kind: 'dataset',
      name: 'brought',
      title: evil,
      definition: {
        source: file.source,
        table: file.table,
        dimensions: [
          { name: 'one', column: one, label: evil },
          { name: 'two', column: two, label: short },
        ],
        measures: [
          { name: 'total', aggregate: 'sum', column: three, label: evil, unit: short.slice(0, 12) },
          { name: 'rows', aggregate: 'count' },
        ],
      },
    },
  });
  const one2 = { dimensions: [{ name: 'one' }], measures: ['total'] };
  const both = { dimensions: [{ name: 'one' }, { name: 'two' }], measures: ['total'] };
  const looks: [string, object][] = [
    ['table', { query: both }],
    ['pivot', { query: { ...both, pivot: { columns: ['two'], limit: 5 } } }],
    ['leaderboard', { query: one2 }],
    ['pie', { query: one2 }],
    ['bar', { query: one2 }],
    ['bar', { query: both, series: 'two', stacked: true }],
    ['scatter', { query: { ...one2, measures: ['total', 'rows'] } }],
    ['heatmap', { query: both, series: 'two' }],
  ];
  const tiles = [];
  for (const [at, [type, look]] of looks.entries()) {
    const chart = await client.createResource({
      params,
      body: {
        kind: 'chart',
        name: `brought-${at}`,
        title: evil,
        definition: { type, dataset: dataset.id, ...look } as Record<string, unknown>,
      },
    });
    tiles.push({ id: `t${at}`, chart: chart.id, x: (at % 2) * 6, y: Math.floor(at / 2) * 6, w: 6, h: 6 });
  }
  const dashboard = await client.createResource({
    params,
    body: { kind: 'dashboard', name: 'brought', title: evil, definition: { tiles, filters: [] } },
  });
  const explore = await client.createResource({
    params,
    body: {
      kind: 'explore',
      name: 'brought',
      title: evil,
      definition: { dataset: dataset.id, dimensions: ['one', 'two'], measures: ['total', 'rows'] },
    },
  });
  return { dashboard: dashboard.id, explore: explore.id, dataset: dataset.id };
}

async function tokenOfAna(site: Site): Promise<string> {
  const body = { email: 'ana@demo.example', password: 'sightline-demo' };
  return (await createClient({ baseUrl: site.url }).signIn({ body })).token;
}
