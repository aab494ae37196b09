// Every page at three widths in both themes: nothing that axe minds, nothing in the console, no sideways scrolling, with
// names of 60 characters.
import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillIn, openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

const widths = [360, 768, 1440];
const schemes = ['light', 'dark'] as const;
const long = 'Delays by operator, phase of flight, season and time of day!'; // 60 characters
const longName = 'Maximiliane-Alexandrina von Hohenstein-Wartenberg zu Ravensb'; // 60 characters

const pages = {
  home: () => '/',
  'the list of dashboards': () => '/dashboards',
  'the list of explores': () => '/explores',
  'the list of charts': () => '/charts',
  'the list of datasets': () => '/datasets',
  'a dashboard': (id: Ids) => `/dashboards/${id.dashboard}`,
  'a dashboard with filters and a comparison': (id: Ids) =>
    `/dashboards/${id.dashboard}?compare=previous&f.origin=ORD&f.origin=DFW`,
  'a dashboard with a long title and nothing on it': (id: Ids) => `/dashboards/${id.long}`,
  'a chart': (id: Ids) => `/charts/${id.chart}`,
  'an explore': (id: Ids) => `/explores/${id.explore}?compare=previous&time=last-4-week`,
  'a dataset': (id: Ids) => `/datasets/${id.dataset}`,
  'every kind of chart': (id: Ids) => `/dashboards/${id.kinds}?f.destination=ORD`,
  'its other tab': (id: Ids) => `/dashboards/${id.kinds}?tab=airports`,
  'making a chart': (id: Ids) => `/charts/new?dataset=${id.dataset}`,
  'changing a chart': (id: Ids) => `/charts/${id.chart}/edit`,
  'making an explore': () => '/explores/new',
  'making a dataset': () => '/datasets/new',
  'the list of alerts, empty': () => '/alerts',
  'the list of rules': () => '/rules',
  'a rule': (id: Ids) => `/rules/${id.rule}`,
  projects: () => '/projects',
  'the trash': () => '/trash',
  requests: () => '/requests',
  notifications: () => '/notifications',
  'sessions and tokens': () => '/sessions',
  people: () => '/people',
  'a person': (id: Ids) => `/people/${id.person}`,
  'a group': (id: Ids) => `/people/groups/${id.group}`,
  'the members of a project': (id: Ids) => `/projects/${id.project}/members`,
  'no access': () => '/dashboards/res_00000000000000000000',
};
type Ids = Record<
  'dashboard' | 'kinds' | 'long' | 'chart' | 'explore' | 'dataset' | 'rule' | 'group' | 'project' | 'person',
  string
>;

describe.skipIf(whyNoBrowser)(`every page${whyNoBrowser ? ` [${whyNoBrowser}]` : ''}`, () => {
  let site: Site;
  let ids: Ids;
  let ana: Visit;

  beforeAll(async () => {
    site = await openSite();
    ids = await withLongNames(site);
    ana = await site.visit('ana');
  });
  afterAll(async () => {
    await site?.close();
  });

  const look = async ({ page }: Visit, where: string) => {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // What is where is the same in the dark; only colours can be wrong anew, and those are the same at any width.
      for (const width of colorScheme === 'dark' ? widths.slice(-1) : widths) {
        await page.setViewportSize({ width, height: 900 });
        await settled(page);
        const at = `${where} at ${width} px, ${colorScheme}`;
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          `${at} scrolls sideways`,
        ).toBeLessThanOrEqual(0);
        // Its other mode opens a page of its own for each run, for frames, which we have none of.
        const axe = new AxeBuilder({ page }).setLegacyMode();
        if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
        const { violations } = await axe.analyze();
        expect(
          violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`),
          at,
        ).toEqual([]);
      }
    }
  };

  test.each(Object.entries(pages))('%s', async (name, address) => {
    ana.complaints.length = 0;
    await ana.page.goto(address(ids));
    await settled(ana.page);
    await look(ana, name);
    // That nothing is there is told by a status, which Chromium repeats in its console.
    const expected =
      name === 'no access' ? ana.complaints.filter((complaint) => !/status of 404/.test(complaint)) : ana.complaints;
    expect(expected).toEqual([]);
  });

  test('the dialog for sharing, with a reason unfolded and a reason missing', async () => {
    ana.complaints.length = 0;
    await ana.page.goto(`/dashboards/${ids.long}`);
    await ana.page.getByRole('button', { name: 'Share', exact: true }).click();
    await ana.page.getByRole('button', { name: `Why does ${longName} have access?` }).click();
    // Invited, and not here yet.
    await ana.page.getByRole('region', { name: `Why ${longName} has no access` }).waitFor();
    await ana.page.getByRole('button', { name: 'Why does Ana Lindqvist have access?' }).click();
    await ana.page.getByRole('region', { name: 'Why Ana Lindqvist has access' }).waitFor();
    const check = ana.page.getByRole('combobox', { name: 'Whose access to check' });
    const vic = ana.page.getByRole('option', { name: /Vic Osei/ });
    await check.fill('vic@');
    // On a busy machine the list can close before it had anything to show; a click opens it again.
    if (
      !(await vic.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      ))
    )
      await check.click();
    await vic.click();
    await ana.page.getByRole('button', { name: 'Share to view' }).waitFor();
    await look(ana, 'sharing');
    expect(ana.complaints).toEqual([]);
  });

  test('the box that opens anything and answers who can see it', async () => {
    ana.complaints.length = 0;
    await ana.page.setViewportSize({ width: 1440, height: 900 });
    await ana.page.goto('/');
    await settled(ana.page);
    await ana.page.keyboard.press('Control+K');
    const box = ana.page.getByRole('combobox', { name: 'Open or do anything' });
    await box.fill('who can see when to fly');
    const answer = ana.page.getByRole('region', { name: 'Who can see “When to fly”' });
    await answer.getByText(/\d+ people can see “When to fly”/).waitFor();
    await look(ana, 'the box');
    await box.fill('what can vic see');
    await ana.page.getByRole('region', { name: 'What Vic Osei can see' }).waitFor();
    await box.fill('punctuality');
    await ana.page
      .getByRole('option', { name: /Punctuality/ })
      .first()
      .waitFor();
    await ana.page.keyboard.press('Enter');
    await ana.page.getByRole('heading', { level: 1, name: 'Punctuality' }).waitFor();
    expect(ana.complaints).toEqual([]);
  });

  test('a list with all of it chosen, and the dialog for sharing that', async () => {
    ana.complaints.length = 0;
    await ana.page.goto('/dashboards?for=all');
    await ana.page.getByRole('checkbox', { name: /^Select all/ }).check();
    await ana.page.getByRole('region', { name: 'Selected' }).waitFor();
    await look(ana, 'choosing');
    await ana.page.getByRole('button', { name: 'Move to trash' }).click();
    await ana.page.getByText(/lose one or more of these/).waitFor();
    await look(ana, 'throwing away');
    await ana.page.keyboard.press('Escape');
    await ana.page.getByRole('button', { name: 'Share with…' }).click();
    await ana.page
      .getByRole('dialog')
      .getByRole('combobox', { name: /^Add people/ })
      .waitFor();
    await look(ana, 'sharing several');
    expect(ana.complaints).toEqual([]);
  });

  test('the bell, opened', async () => {
    ana.complaints.length = 0;
    await ana.page.goto('/');
    await ana.page.getByRole('button', { name: /^Notifications, \d+ unread/ }).click();
    await ana.page.getByRole('link', { name: /asks to view/ }).waitFor();
    await look(ana, 'the bell');
    expect(ana.complaints).toEqual([]);
  });

  test('the menu of a telephone leads on and closes', async () => {
    const { page, complaints } = ana;
    complaints.length = 0;
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto('/');
    await page.getByRole('button', { name: 'Menu' }).click();
    const menu = page.getByRole('dialog', { name: 'Menu' });
    await menu.getByRole('navigation', { name: 'Main' }).waitFor();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
    await menu.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await menu.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  test('editing a dashboard', async () => {
    ana.complaints.length = 0;
    await ana.page.setViewportSize({ width: 1440, height: 900 });
    await ana.page.goto(`/dashboards/${ids.dashboard}`);
    await ana.page.getByRole('button', { name: 'Edit', exact: true }).click();
    await ana.page.getByRole('textbox', { name: 'Title' }).waitFor();
    await look(ana, 'editing');
    const handle = ana.page.getByRole('button', { name: /^Move “/ }).first();
    await handle.focus();
    await ana.page.keyboard.press('Shift+ArrowDown');
    expect(ana.complaints).toEqual([]);
  });

  test('the data behind a chart', async () => {
    ana.complaints.length = 0;
    await ana.page.setViewportSize({ width: 1440, height: 900 });
    await ana.page.goto(`/charts/${ids.chart}`);
    await ana.page.getByRole('button', { name: /^Menu of/ }).click();
    await ana.page.getByRole('menuitem', { name: 'View data' }).click();
    await ana.page.getByRole('dialog').getByRole('table').waitFor();
    await look(ana, 'the data');
    expect(ana.complaints).toEqual([]);
  });

  test('signing in, and back to where one wanted to go', async () => {
    const nobody = await site.visit('vic');
    await nobody.context.clearCookies();
    await nobody.page.goto('/sign-in');
    await look(nobody, 'signing in');
    await nobody.page.goto(`/dashboards/${ids.dashboard}?f.origin=ORD`);
    await fillIn(nobody.page, 'vic', 'not it');
    await nobody.page.getByRole('alert').waitFor();
    await fillIn(nobody.page, 'vic');
    await nobody.page.waitForURL((url) => url.pathname === `/dashboards/${ids.dashboard}` && url.search === '?f.origin=ORD');
    await nobody.context.close();
  });

  test('a sign-in’s target cannot lead elsewhere', async () => {
    const vic = await site.visit('vic');
    await vic.context.clearCookies();
    await vic.page.goto('/sign-in?to=//elsewhere.example/');
    await fillIn(vic.page, 'vic');
    await vic.page.getByRole('navigation', { name: 'Main' }).waitFor();
    expect(new URL(vic.page.url()).origin).toBe(new URL(site.url).origin);
    await vic.context.close();
  });
});

/** What the demo lacks: a person and a dashboard whose names are as long as names get. */
async function withLongNames(site: Site): Promise<Ids> {
  const client = await site.as('ana');
  const first = async (kind: string, name: string) => {
    const { items } = await client.listResources({ query: { kind, name } });
    const id = items[0]?.id;
    if (!id) throw new Error(`the demo has no ${kind} ${name}`);
    return id;
  };
  const { items: projects } = await client.listProjects({ query: { name: 'operations' } });
  const person = await client.createUser({ body: { name: longName, email: 'max@demo.example' } });
  const made = await client.createResource({
    params: { project: projects[0]?.id ?? '' },
    body: { kind: 'dashboard', name: 'long', title: long, generalAccess: 'private' },
  });
  await client.patchAccess({
    params: { resource: made.id },
    body: { grant: [{ subject: person.id, level: 'editor', expiresAt: new Date(Date.now() + 86_400_000).toISOString() }] },
  });
  const rule = await client.createResource({
    params: { project: projects[0]?.id ?? '' },
    body: { kind: 'rule', name: 'long-rule', title: long, definition: { subjects: [person.id], clause: "origin = 'ORD'" } },
  });
  const thrown = await client.createResource({
    params: { project: projects[0]?.id ?? '' },
    body: { kind: 'dashboard', name: 'thrown', title: long },
  });
  await client.deleteResource({ params: { resource: thrown.id } });
  const vic = await site.as('vic');
  await vic.askForAccess({ params: { resource: made.id }, body: { message: 'For the monthly review of what was late, please' } });
  await client.addFavourite({ params: { resource: made.id } });
  const { items: groups } = await client.listGroups({ query: { name: 'operations' } });
  return {
    dashboard: await first('dashboard', 'flights-at-a-glance'),
    kinds: await first('dashboard', 'when-to-fly'),
    long: made.id,
    chart: await first('chart', 'flights-by-day'),
    explore: await first('explore', 'bird-strikes'),
    dataset: await first('dataset', 'flights'),
    rule: rule.id,
    person: person.id,
    group: groups[0]?.id ?? '',
    project: projects[0]?.id ?? '',
  };
}
