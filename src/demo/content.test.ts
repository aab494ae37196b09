// The demo holds together: it parses, refers to what is there, tells its story, and every chart draws something real.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Analytics, type DatasetPlan, openAnalytics } from '#analytics/index';
import { systemClock } from '#clock';
import { ChartType, type DefinitionOf, definitions, Email, Kind, Name, type Tile, Title } from '#contract';
import { silentLog } from '#log';
import { content } from './content.ts';
import { layDemoFiles } from './files.ts';
import type { DemoGrant, DemoResource } from './words.ts';

const { people, groups, roles, projects, resources } = content;
const label = ({ project, kind, name }: DemoResource) => `${project}/${kind}:${name}`;
const all = resources.map((resource) => [label(resource), resource] as const);
const ofKind = (kind: DemoResource['kind']) => all.filter(([, resource]) => resource.kind === kind);
const parse = <K extends DemoResource['kind']>(kind: K, resource: DemoResource) =>
  // The schema of the kind gives the definition of the kind.
  definitions[kind].parse(resource.definition) as DefinitionOf<K>;
const find = (project: string, ref: string) =>
  resources.find((one) => one.project === project && `${one.kind}:${one.name}` === ref);

describe('each resource', () => {
  it.each(all)('%s parses, and uses only what stands before it in its project', (_, resource) => {
    Name.parse(resource.name);
    Title.parse(resource.title);
    Kind.parse(resource.kind);
    parse(resource.kind, resource);
    expect(projects.map(({ name }) => name)).toContain(resource.project);
    for (const ref of JSON.stringify(resource.definition).match(/"(source|dataset|chart):[^"]+"/g) ?? []) {
      const used = find(resource.project, JSON.parse(ref));
      expect(used, ref).toBeDefined();
      expect(resources.indexOf(used as DemoResource)).toBeLessThan(resources.indexOf(resource));
    }
  });

  it('has a name of its own', () => {
    expect(new Set(all.map(([name]) => name.toLowerCase())).size).toBe(all.length);
  });

  it('is given to subjects that exist', () => {
    const known = new Set([
      ...people.map(({ login }) => `user:${login}`),
      ...groups.map(({ name }) => `group:${name}`),
      ...roles.map(({ name }) => `role:${name}`),
    ]);
    const subject = (grant: DemoGrant) => (typeof grant === 'string' ? grant : grant.subject);
    const named = [
      ...resources.flatMap(({ editors, viewers }) => [...editors, ...viewers].map(subject)),
      ...projects.flatMap(({ members }) => members.map((member) => member.subject)),
      ...groups.flatMap(({ members }) => members),
      ...roles.flatMap(({ holders }) => holders),
    ];
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('of data says where it comes from and under which terms', () => {
    for (const [name, resource] of ofKind('dataset')) expect(parse('dataset', resource).origin?.licence, name).toBeTruthy();
  });
});

describe('dashboards', () => {
  it.each(ofKind('dashboard'))('%s lie on twelve columns, without gaps in a row or overlaps', (_, resource) => {
    const { tiles, tabs } = parse('dashboard', resource);
    for (const { tab } of tiles) expect(tab === undefined || tabs?.some(({ id }) => id === tab)).toBe(true);
    for (const [, onOne] of Map.groupBy(tiles, ({ tab }) => tab)) requireTight(onOne);
    expect(new Set(tiles.map(({ id }) => id)).size).toBe(tiles.length);
  });
  const requireTight = (tiles: readonly Tile[]) => {
    const taken = new Set<string>();
    for (const { id, x, y, w, h } of tiles) {
      expect(x + w, id).toBeLessThanOrEqual(12);
      for (let column = x; column < x + w; column++) {
        for (let row = y; row < y + h; row++) {
          expect(taken.has(`${column},${row}`), `${id} overlaps another`).toBe(false);
          taken.add(`${column},${row}`);
        }
      }
    }
    const bottom = Math.max(...tiles.map(({ y, h }) => y + h));
    expect(taken.size).toBe(12 * bottom);
  };

  it.each(ofKind('dashboard'))('%s filter by dimensions that one of their charts has', (_, resource) => {
    const { tiles, filters } = parse('dashboard', resource);
    const offered = tiles.flatMap((tile) =>
      'chart' in tile ? planOf(find(resource.project, tile.chart) as DemoResource).dimensions : [],
    );
    for (const { name, kind } of filters) {
      const dimension = offered.find((one) => one.name === name);
      expect(dimension, name).toBeDefined();
      if (kind === 'range') expect(dimension?.type).toBe('number');
    }
  });

  it('draw every kind of chart there is', () => {
    const used = new Set(ofKind('chart').map(([, resource]) => parse('chart', resource).type));
    expect([...used].toSorted()).toEqual([...ChartType.options].toSorted());
  });

  it('are at least nine, one of them ten charts over the three million flights', () => {
    expect(ofKind('dashboard').length).toBeGreaterThanOrEqual(9);
    const glance = find('operations', 'dashboard:flights-at-a-glance') as DemoResource;
    const charts = parse('dashboard', glance).tiles.flatMap((tile) => ('chart' in tile ? [tile.chart] : []));
    expect(charts).toHaveLength(10);
    for (const ref of charts) expect(planOf(find('operations', ref) as DemoResource).table).toBe('flights-3m');
  });
});

describe('people', () => {
  it('are told apart by login and address', () => {
    for (const { login, email, name } of people) {
      expect(login).toBe(login.toLowerCase());
      expect(email).toBe(Email.parse(`${login}@demo.example`));
      Title.parse(name);
    }
    expect(new Set(people.map(({ login }) => login)).size).toBe(people.length);
  });

  it('stand in groups nested two deep, without circles', () => {
    const inside = (name: string): string[] =>
      groups
        .find((group) => group.name === name)
        ?.members.flatMap((member) => (member.startsWith('group:') ? [member.slice(6), ...inside(member.slice(6))] : [])) ?? [];
    expect(inside('operations')).toContain('pilots-emea');
    for (const { name } of groups) expect(inside(name)).not.toContain(name);
  });

  it('who have nothing yet have nothing: neither a group, nor a grant, nor a membership', () => {
    const given = JSON.stringify([groups, roles, projects, resources]);
    for (const login of ['sam', 'rex']) expect(given).not.toContain(`"user:${login}"`);
  });
});

describe('the story', () => {
  const strikes = find('operations', 'dataset:bird-strikes') as DemoResource;
  const over = ofKind('dashboard').filter(([, resource]) =>
    parse('dashboard', resource).tiles.some(
      (tile) =>
        'chart' in tile && parse('chart', find(resource.project, tile.chart) as DemoResource).dataset === 'dataset:bird-strikes',
    ),
  );

  it('has Operations and Safety audit read one dataset', () => {
    expect(strikes.generalAccess).toBe('project');
    expect(strikes.viewers).toContain('group:safety-audit');
    expect(projects[0]?.members.map(({ subject }) => subject)).toEqual(['user:eve', 'group:operations']);
  });

  it('and see none of each other’s dashboards over it', () => {
    const ofAudit = over.filter(([, { viewers }]) => viewers.includes('group:safety-audit'));
    expect(ofAudit.length).toBeGreaterThanOrEqual(2);
    for (const [, { generalAccess, viewers }] of ofAudit)
      expect([generalAccess, viewers]).toEqual(['private', ['group:safety-audit']]);
    const ofOperations = over.filter(([, { generalAccess }]) => generalAccess === 'project');
    expect(ofOperations.length).toBeGreaterThanOrEqual(1);
    for (const [, { viewers }] of ofOperations) expect(viewers).not.toContain('group:safety-audit');
  });

  it('has a role as a subject, a grant that ends, and one that has ended', () => {
    const grants = resources.flatMap(({ viewers }) => viewers);
    expect(grants).toContain('role:Safety Investigator');
    expect(grants.some((grant) => typeof grant !== 'string' && grant.endsInDays > 0)).toBe(true);
    expect(grants).toContainEqual({ subject: 'user:old', endsInDays: -14 });
  });
});

function planOf(chart: DemoResource): DatasetPlan {
  const definition = parse(chart.kind === 'explore' ? 'explore' : 'chart', chart);
  const dataset = find(chart.project, definition.dataset ?? '') as DemoResource;
  const { source: ref = '', table = '', time, dimensions, measures } = parse('dataset', dataset);
  const { path = '' } = parse('source', find(chart.project, ref) as DemoResource);
  return { source: { id: ref, type: 'folder', path }, table, ...(time && { time }), dimensions, measures };
}

describe('the data', () => {
  let analytics: Analytics;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sightline-demo-'));
    await layDemoFiles(join(folder, 'files'));
    analytics = await openAnalytics({
      cacheDir: join(folder, 'cache'),
      allowedFolders: [join(folder, 'files')],
      log: silentLog,
      clock: systemClock,
    });
  });
  afterAll(async () => {
    await analytics.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(ofKind('chart'))('%s draws at least one row of something', async (_, resource) => {
    const { query, type, series } = parse('chart', resource);
    const { rows, columns } = await analytics.run(planOf(resource), query);
    expect(rows.length).toBeGreaterThanOrEqual(type === 'number' ? 1 : 2);
    const measures = columns.flatMap(({ role }, at) => (role === 'measure' ? [at] : []));
    expect(rows.some((row) => measures.every((at) => row[at] !== null))).toBe(true);
    if (type === 'number') expect(measures.every((at) => rows[0]?.[at] !== null && rows[0]?.[at] !== 0)).toBe(true);
    if (series) expect(query.dimensions.map(({ name }) => name)).toContain(series);
  });

  it.each(ofKind('dashboard'))('%s has values for each filter, and its charts for its time', async (_, resource) => {
    const { tiles, filters, time } = parse('dashboard', resource);
    const charts = tiles.flatMap((tile) => ('chart' in tile ? [find(resource.project, tile.chart) as DemoResource] : []));
    for (const { name } of filters) {
      const plan = charts.map(planOf).find(({ dimensions }) => dimensions.some((dimension) => dimension.name === name));
      const { values } = await analytics.values(plan as DatasetPlan, name, { limit: 5 });
      expect(values.length, name).toBeGreaterThan(1);
    }
    for (const chart of charts) {
      const plan = planOf(chart);
      const { query } = parse('chart', chart);
      const { rows } = await analytics.run(plan, { ...query, ...(plan.time && time && { time }) });
      expect(rows.length, chart.name).toBeGreaterThan(0);
    }
  });

  it.each(ofKind('explore'))('%s exposes what its dataset has', async (_, resource) => {
    const plan = planOf(resource);
    const { dimensions, measures, time } = parse('explore', resource);
    const known = analytics.fields(plan);
    for (const name of [...(dimensions ?? []), ...(measures ?? [])]) expect(known.map((field) => field.name)).toContain(name);
    const shown = measures ?? plan.measures.map((measure) => measure.name);
    for (const { name } of plan.dimensions) {
      if (dimensions && !dimensions.includes(name)) continue;
      const { rows } = await analytics.run(plan, {
        dimensions: [{ name }],
        measures: shown.slice(0, 12),
        limit: 10,
        ...(time && { time }),
      });
      expect(rows.length, name).toBeGreaterThan(0);
    }
  });
});
