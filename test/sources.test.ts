// Sources: what they may be made of, tried before they are made, and what over them doesn't hold any more.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onApp } from './app.ts';

const root = mkdtempSync(join(tmpdir(), 'sightline-sources-'));
const elsewhere = mkdtempSync(join(tmpdir(), 'sightline-elsewhere-'));
mkdirSync(join(root, 'sales'));
writeFileSync(join(root, 'sales', 'orders.csv'), 'region,amount\nnorth,1\n');
writeFileSync(join(elsewhere, 'secret.csv'), 'a\n1\n');
symlinkSync(elsewhere, join(root, 'way-out'));
afterAll(() => {
  for (const folder of [root, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

onApp(
  'Sources',
  (app) => {
    let project: string;
    let source: string;
    const check = (who: string, definition: object, id = project) =>
      app().ask(who, 'post', `/projects/${id}/check-source`, { definition });
    const made = async (kind: string, name: string, definition: object) => {
      const { status, json, text } = await app().ask('ana', 'post', `/projects/${project}/resources`, { kind, name, definition });
      expect(status, text).toBe(201);
      return json.id as string;
    };

    beforeAll(async () => {
      project = (await app().ask('ana', 'post', '/projects', { name: 'Sales', defaultAccess: 'project' })).json.id;
      await app().ask('ana', 'put', `/projects/${project}/members/${app().ids.vic}`, { level: 'viewer' });
      await app().ask('ana', 'put', `/projects/${project}/members/${app().ids.eve}`, { level: 'admin' });
      source = await made('source', 'orders', { type: 'folder', path: join(root, 'sales') });
    });

    test('Ana is offered the folders that hold data and the databases by name, and nothing of elsewhere', async () => {
      const { status, json } = await app().ask('ana', 'get', `/projects/${project}/places`);
      expect([status, json.folders, json.connections]).toEqual([200, [join(root, 'sales')], ['warehouse']]);
      expect((await app().ask('vic', 'get', `/projects/${project}/places`)).status).toBe(403);
      // Eve is admin of the project, and may not manage sources.
      expect((await app().ask('eve', 'get', `/projects/${project}/places`)).status).toBe(403);
      const missing = await app().ask('sam', 'get', '/projects/prj_00000000000000000000/places');
      expect((await app().ask('sam', 'get', `/projects/${project}/places`)).text).toBe(missing.text);
    });

    test('a source is tried before it is made: its tables, or the cause and what to do next', async () => {
      const good = await check('ana', { type: 'folder', path: join(root, 'sales') });
      expect(good.json.tables).toEqual([
        {
          name: 'orders',
          file: 'orders.csv',
          columns: [
            { name: 'region', type: 'text' },
            { name: 'amount', type: 'integer' },
          ],
        },
      ]);
      for (const definition of [
        { type: 'folder', path: elsewhere },
        { type: 'folder', path: join(root, 'way-out') },
        { type: 'folder', path: join(root, '..') },
        { type: 'folder', path: '/etc' },
        { type: 'duckdb', path: join(elsewhere, 'x.duckdb') },
        { type: 'duckdb', path: join(root, 'nothing.duckdb') },
        { type: 'postgres', connection: 'nobody' },
        { type: 'postgres', connection: 'warehouse' },
        { type: 'folder' },
        { type: 'upload' },
      ]) {
        const { status, json } = await check('ana', definition);
        expect([definition, status, json.tables, typeof json.problem, typeof json.next]).toEqual([
          definition,
          200,
          [],
          'string',
          'string',
        ]);
        expect(JSON.stringify(json)).not.toContain('secret');
      }
      // The address of a database is told to nobody.
      expect((await check('ana', { type: 'postgres', connection: 'warehouse' })).text).not.toMatch(/hunter2|127\.0\.0\.1/);
      expect((await check('ana', { type: 'nonsense' })).status).toBe(400);
      expect((await check('vic', { type: 'folder' })).status).toBe(403);
    });

    test('when a column goes, its source says which fields and charts go with it, to who sees them', async () => {
      const dataset = await made('dataset', 'orders', {
        source,
        table: 'orders',
        dimensions: [{ name: 'region' }],
        measures: [
          { name: 'rows', aggregate: 'count' },
          { name: 'total', aggregate: 'sum', column: 'amount' },
        ],
      });
      await made('chart', 'totals', { dataset, query: { dimensions: [{ name: 'region' }], measures: ['total'] } });
      await made('chart', 'counts', { dataset, query: { dimensions: [{ name: 'region' }], measures: ['rows'] } });
      const broken = async (who: string) => (await app().ask(who, 'get', `/resources/${source}/check`)).json;
      expect(await broken('ana')).toEqual({ datasets: [] });
      writeFileSync(join(root, 'sales', 'orders.csv'), 'region,price\nnorth,1\nsouth,2\n');
      const { datasets } = await broken('ana');
      expect(datasets).toMatchObject([{ title: 'orders', faults: [{ field: 'measures.1' }], charts: [{ title: 'totals' }] }]);
      // Who edits the dataset is told by it, and who only sees it not at all.
      const fields = (who: string) => app().ask(who, 'get', `/resources/${dataset}/check-fields`);
      expect((await fields('ana')).json).toEqual({ faults: datasets[0].faults, charts: datasets[0].charts });
      const give = (level: string) =>
        app().ask('ana', 'patch', `/resources/${dataset}/access`, { grant: [{ subject: app().ids.gus, level }] });
      expect((await fields('gus')).status).toBe(404);
      await give('viewer');
      expect((await fields('gus')).status).toBe(403);
      await give('editor');
      // He edits the dataset, doesn't see its source and sees no chart over it.
      const { faults, charts } = (await fields('gus')).json;
      expect([faults.map(({ field }: { field: string }) => field), charts]).toEqual([['measures.1'], []]);
      expect(JSON.stringify(faults)).not.toContain(root);
      await app().ask('ana', 'patch', `/resources/${dataset}/access`, { revoke: [app().ids.gus] });
      await app().ask('ana', 'patch', `/resources/${source}/access`, { grant: [{ subject: app().ids.gus, level: 'viewer' }] });
      expect(await broken('gus')).toEqual({ datasets: [] });
      expect((await app().ask('vic', 'get', `/resources/${source}/check`)).status).toBe(404);
      writeFileSync(join(root, 'sales', 'orders.csv'), 'region,amount\nnorth,1\n');
    });
  },
  undefined,
  {
    allowedFolders: [root],
    connectionOf: (name) => (name === 'warehouse' ? 'postgres://reader:hunter2@127.0.0.1:9/none' : undefined),
    connectionNames: ['warehouse'],
  },
);
