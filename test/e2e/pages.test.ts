// Every page at three widths in both themes: nothing that axe minds, nothing in the console, no sideways scrolling, nothing
// cut or overlapping, with names of 60 characters.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ids, long, look, withLongNames } from './looking.ts';
import { openSite, type Site, settled, type Visit, whyNoBrowser } from './server.ts';

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
  'an explore with values apart, a selection and one left out': (id: Ids) =>
    `/explores/${id.explore}?split=phase&not.size=Large&selected=1999-03-01..1999-06-01&time=1999-01-01..2000-01-01`,
  'a pivot of an explore': (id: Ids) => `/explores/${id.explore}?pivot=yes&rows=phase&columns=date&show=strikes`,
  'an explore of a time without any rows': (id: Ids) => `/explores/${id.explore}?time=2030-01-01..2030-02-01`,
  'the table of an explore’s dimension': (id: Ids) => `/explores/${id.explore}?open=phase&compare=previous&time=last-4-week`,
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
  'a role': (id: Ids) => `/people/roles/${id.role}`,
  'the question who reaches what': () => '/access',
  'why somebody reaches something': (id: Ids) => `/access?who=${id.person}&thing=${id.dashboard}`,
  'two people side by side': (id: Ids) => `/access?who=${id.person}&and=${id.group}`,
  'what a person reaches': (id: Ids) => `/access?who=${id.person}`,
  'who sees a thing, and what changed': (id: Ids) => `/access?thing=${id.long}`,
  'who is outside the expected groups': (id: Ids) => `/access?list=outsiders&on=${id.project}&groups=${id.group}`,
  'what guests reach': () => '/access?list=guests',
  'what ends soon': () => '/access?list=ending&days=90',
  'what is not used': () => '/access?list=unused',
  'what has no editor left': () => '/access?list=orphans',
  'the log': () => '/audit',
  'the organization’s settings': () => '/organization',
  'the members of a project': (id: Ids) => `/projects/${id.project}/members`,
  'every kind of chart, with long names': (id: Ids) => `/dashboards/${id.dressed.dashboard}?f.origin=ORD&f.origin=DFW`,
  'their other tab': (id: Ids) => `/dashboards/${id.dressed.dashboard}?tab=airports`,
  'changing a chart with long names': (id: Ids) => `/charts/${id.dressed.chart}/edit`,
  'a dataset with long names': (id: Ids) => `/datasets/${id.dressed.dataset}`,
  'no access': () => '/dashboards/res_00000000000000000000',
};

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

  test('on a desk data begins within 112 px of the top of a dashboard, with two filters of 60 characters and a choice on each', async () => {
    const { page } = ana;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`/dashboards/${ids.dressed.dashboard}?compare=previous&f.origin=ORD&f.origin=DFW&f.destination=ATL`);
    await settled(page);
    const filters = page.getByRole('search', { name: 'Filters' });
    // Its tabs begin where its data would.
    expect((await page.getByRole('tablist').boundingBox())?.y).toBeLessThanOrEqual(112);
    // What is cut is told to who comes by keyboard, too.
    const origin = filters.getByRole('button', { name: /ORD, DFW$/ });
    await filters.getByRole('button', { name: /^Compared with/ }).focus();
    await page.keyboard.press('Tab');
    expect(await origin.evaluate((chip) => document.activeElement === chip)).toBe(true);
    expect(await origin.evaluate((chip) => getComputedStyle(chip, '::after').content)).toBe(`"${long}: ORD, DFW"`);
  });

  test('rows are 36 px high for a pointer and 44 px for a finger', async () => {
    const rowOf = async (page: Visit['page']) => {
      await page.goto('/dashboards');
      await settled(page);
      return (await page.getByRole('row').nth(1).boundingBox())?.height;
    };
    expect(await rowOf(ana.page)).toBe(36);
    const touched = await ana.context.browser()?.newContext({
      baseURL: site.url,
      storageState: await ana.context.storageState(),
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    expect(touched && (await rowOf(await touched.newPage()))).toBe(44);
    await touched?.close();
  });
});
