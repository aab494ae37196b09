// How a page is looked at, and names of 60 characters for what is looked at.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Dressed, dressed } from './dressed.ts';
import { misfits } from './fit.ts';
import { type Site, settled, type Visit } from './server.ts';

/** What fits is looked at in each; axe looks at a telephone in the dark and at a desk in the light. */
const looks = [
  [360, 'dark'],
  [768, 'light'],
  [1440, 'light'],
] as const;
export const long = 'Delays by operator, phase of flight, season and time of day!'; // 60 characters
export const longName = 'Maximiliane-Alexandrina von Hohenstein-Wartenberg zu Ravensb'; // 60 characters

export type Ids = Record<
  'dashboard' | 'kinds' | 'long' | 'chart' | 'explore' | 'dataset' | 'rule' | 'group' | 'role' | 'project' | 'person',
  string
> & { dressed: Dressed };

/** At three widths and in both themes: nothing that axe minds, no sideways scrolling, nothing that doesn't fit. */
export const look = async ({ page }: Visit, where: string) => {
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    // What depends on the width is drawn anew in the frames after it.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await settled(page);
    const at = `${where} at ${width} px, ${colorScheme}`;
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      `${at} scrolls sideways`,
    ).toBeLessThanOrEqual(0);
    expect(await page.evaluate(misfits), at).toEqual([]);
    if (width === 768) continue;
    // Its other mode opens a page of its own for each run, for frames, which we have none of.
    // What is there is the same in the dark; only colours can be wrong anew.
    const rules = colorScheme === 'dark' ? ['color-contrast', 'link-in-text-block'] : undefined;
    expect(await minded(page, rules), at).toEqual([]);
  }
};

/** What axe minds on a page, by rule and place; by all rules unless some are named. */
export async function minded(page: Page, rules?: string[]): Promise<string[]> {
  // A page keeps it until it is left.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${axe.source}; undefined`);
  return await page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    // Naming what passes takes most of its time, and nobody reads it.
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...(only && { runOnly: only }) });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, rules);
}

/** What the demo lacks: a person and a dashboard whose names are as long as names get. */
export async function withLongNames(site: Site): Promise<Ids> {
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
  const role = await client.createRole({ body: { name: long } });
  await client.giveRole({ params: { role: role.id, subject: person.id } });
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
    role: role.id,
    project: projects[0]?.id ?? '',
    dressed: await dressed(client, long),
  };
}
