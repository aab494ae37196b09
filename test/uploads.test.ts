// A file that somebody brings becomes a table that they alone can use, until they say otherwise.
import { expect, test } from 'vitest';
import { onApp, type TestApp } from './app.ts';

const bytes = { 'content-type': 'application/octet-stream' };
const csv = 'day,region,amount\n2026-01-01,north,10\n2026-01-02,south,20\n';
const bring = (app: TestApp, who: string, project: string, query: string, body: string, headers = bytes) =>
  app.ask(who, 'post', `/projects/${project}/uploads?${query}`, body, headers);

onApp('Bringing a file', (app) => {
  let project: string;
  let source: string;

  test('Ana brings a CSV file, and it is a table of a source of its own that only she sees', async () => {
    project = (await app().ask('ana', 'post', '/projects', { name: 'Sales', defaultAccess: 'project' })).json.id;
    await app().ask('ana', 'put', `/projects/${project}/members/${app().ids.vic}`, { level: 'editor' });
    const { status, json } = await bring(app(), 'ana', project, 'name=sales.csv&title=Sales%20of%20January', csv);
    expect([status, json.table, json.rows]).toEqual([201, 'sales', 2]);
    expect(json.columns.map(({ name, type }: { name: string; type: string }) => `${name} ${type}`)).toEqual([
      'day date',
      'region text',
      'amount integer',
    ]);
    source = json.source;
    expect((await app().ask('ana', 'get', `/resources/${source}`)).json).toMatchObject({
      title: 'Sales of January',
      generalAccess: 'private',
    });
    expect((await app().ask('vic', 'get', `/resources/${source}`)).status).toBe(404);
  });

  test('a dataset over it answers, and a file brought again takes its place', async () => {
    const made = await app().ask('ana', 'post', `/projects/${project}/resources`, {
      kind: 'dataset',
      name: 'sales',
      definition: {
        source,
        table: 'sales',
        dimensions: [{ name: 'region' }],
        measures: [{ name: 'total', aggregate: 'sum', column: 'amount' }],
      },
    });
    expect(made.status, made.text).toBe(201);
    const total = async () =>
      (await app().ask('ana', 'post', `/resources/${made.json.id}/query`, { query: { measures: ['total'] } })).json.rows;
    expect(await total()).toEqual([[30]]);
    const again = await bring(app(), 'ana', project, `name=sales.csv&source=${source}`, `${csv}2026-01-03,east,70\n`);
    expect([again.status, again.json.source, again.json.rows]).toEqual([201, source, 3]);
    expect(await total()).toEqual([[100]]);
    // What can't be read leaves what was there.
    const broken = await bring(
      app(),
      'ana',
      project,
      `name=sales.csv&source=${source}`,
      'day,region\n"never closed,1\n2,3,4,5\n',
    );
    expect(broken.status).toBe(400);
    expect(await total()).toEqual([[100]]);
  });

  test('a file that cannot be read, or is none that we know, makes nothing', async () => {
    const before = (await app().ask('ana', 'get', `/resources?project=${project}&kind=source`)).json.items.length;
    for (const [query, body] of [
      ['name=sales.xlsx', csv],
      ['name=.csv', csv],
      ['name=a%2Fb.csv', csv],
      ['name=..%2F..%2Fetc.csv', csv],
      ['name=not.parquet', 'this is no parquet file'],
      ['name=nothing.csv', ''],
    ] as const) {
      const answer = await bring(app(), 'ana', project, query, body);
      expect([query, answer.status]).toEqual([query, 400]);
    }
    expect((await bring(app(), 'ana', project, 'name=a.csv', csv, { 'content-type': 'text/csv' })).status).toBe(400);
    const after = (await app().ask('ana', 'get', `/resources?project=${project}&kind=source`)).json.items.length;
    expect(after).toBe(before);
  });

  test('who may not manage sources brings none, and who does not see the project hears of none', async () => {
    expect((await bring(app(), 'vic', project, 'name=mine.csv', csv)).status).toBe(403);
    expect((await bring(app(), 'sam', project, 'name=mine.csv', csv)).status).toBe(404);
    // An admin of another project with the capability can't put a file into this one's source.
    const role = (await app().ask('ana', 'post', '/roles', { name: 'Analyst', capabilities: ['sources.manage'] })).json.id;
    await app().ask('ana', 'put', `/roles/${role}/holders/${app().ids.eve}`);
    const other = (await app().ask('eve', 'post', '/projects', { name: 'Other' })).json.id;
    expect((await bring(app(), 'eve', other, 'name=mine.csv', csv)).status).toBe(201);
    expect((await bring(app(), 'eve', other, `name=sales.csv&source=${source}`, csv)).status).toBe(404);
  });

  test('nobody points a source at what another one holds', async () => {
    const made = await app().ask('ana', 'post', `/projects/${project}/resources`, {
      kind: 'source',
      name: 'thief',
      definition: { type: 'upload', path: source },
    });
    expect([made.status, made.json.errors[0].field]).toEqual([400, 'definition.path']);
  });

  test('SQL is written by who may run SQL and edits the source, and is shown to who edits the dataset', async () => {
    const sql = 'select region, amount from sales where amount > 15';
    const definition = {
      source,
      table: 'sales',
      sql,
      dimensions: [{ name: 'region' }],
      measures: [{ name: 'rows', aggregate: 'count' }],
    };
    const { table: _, ...over } = definition;
    const made = await app().ask('ana', 'post', `/projects/${project}/resources`, {
      kind: 'dataset',
      name: 'large',
      definition: over,
      generalAccess: 'project',
    });
    expect(made.status, made.text).toBe(201);
    const ran = await app().ask('ana', 'post', `/resources/${made.json.id}/query`, { query: { measures: ['rows'] } });
    expect([ran.status, ran.json.rows]).toEqual([200, [[2]]]);
    expect((await app().ask('ana', 'get', `/resources/${made.json.id}`)).json.definition.sql).toBe(sql);
    await app().ask('ana', 'put', `/projects/${project}/members/${app().ids.gus}`, { level: 'viewer' });
    expect((await app().ask('gus', 'get', `/resources/${made.json.id}`)).json.definition.sql).toBeUndefined();
    // Vic edits in the project and even the source, but may not run SQL.
    await app().ask('ana', 'patch', `/resources/${source}/access`, { grant: [{ subject: app().ids.vic, level: 'editor' }] });
    const changed = await app().ask('vic', 'patch', `/resources/${made.json.id}`, {
      definition: { ...over, sql: `${sql} limit 1` },
    });
    expect([changed.status, changed.json.detail]).toEqual([403, expect.stringContaining('sql.run')]);
    expect((await app().ask('vic', 'patch', `/resources/${made.json.id}`, { definition: over })).status).toBe(200);
  });

  test('a rule on a table holds for every SELECT over its source, which could read it', async () => {
    const { items } = (await app().ask('ana', 'get', `/resources?project=${project}&kind=dataset`)).json;
    const id = (name: string) => items.find((item: { name: string }) => item.name === name).id;
    const rule = await app().ask('ana', 'post', `/projects/${project}/resources`, {
      kind: 'rule',
      name: 'north only',
      definition: { on: [id('sales')], clause: "region = 'north'" },
    });
    expect(rule.status, rule.text).toBe(201);
    const ran = await app().ask('ana', 'post', `/resources/${id('large')}/query`, { query: { measures: ['rows'] } });
    expect([ran.status, ran.json.detail]).toEqual([503, expect.stringContaining('Row rules')]);
  });
});
