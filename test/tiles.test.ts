// One tile in trouble: its viewer is told in a sentence, and the tiles beside it answer.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from './app.ts';

describe('A dashboard with tiles in trouble', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-tiles-'));
  let app: TestApp;
  let close: () => Promise<void>;
  let dashboard: string;

  const file = (name: string, rows: number, row: (at: number) => string) =>
    writeFileSync(join(folder, name), `key,text,number\n${Array.from({ length: rows }, (_, at) => row(at)).join('\n')}\n`);

  beforeAll(async () => {
    file('good.csv', 10, (at) => `k${at % 3},t,${at}`);
    file('gone.csv', 10, (at) => `k${at},t,${at}`);
    // Results over the cap of characters: each text is long.
    file('wide.csv', 400, (at) => `k${at},${'x'.repeat(900)}${at},${at}`);
    // Every flight a group of its own, with a median each: more than any deadline here leaves time for.
    const flights = fileURLToPath(new URL('../data/flights-3m.parquet', import.meta.resolve('vega-datasets')));
    copyFileSync(flights, join(folder, 'slow.parquet'));
    writeFileSync(join(folder, 'broken.csv'), 'key,text,number\n"never closed,1\n2,3,4,5,6\n');
    ({ app, close } = await testApp('pglite', undefined, {
      allowedFolders: [folder],
      deadlineMs: 1200,
      resultCharacters: 100_000,
    }));
    const project = (await app.ask('eve', 'post', '/projects', { name: 'Trouble' })).json.id;
    const make = async (kind: string, name: string, definition: object) => {
      const made = await app.ask('ana', 'post', `/projects/${project}/resources`, { kind, name, definition });
      expect(made.status, made.text).toBe(201);
      return made.json.id as string;
    };
    await make('source', 'files', { type: 'folder', path: folder });
    const small = {
      dimensions: [{ name: 'key' }, { name: 'text' }],
      measures: [{ name: 'total', aggregate: 'sum', column: 'number' }],
    };
    const large = {
      dimensions: [{ name: 'date', type: 'time' }, { name: 'origin' }, { name: 'destination' }],
      measures: ['delay', 'distance'].map((column) => ({ name: column, aggregate: 'median', column })),
    };
    const names = ['good', 'gone', 'wide', 'slow', 'broken'];
    for (const name of names) {
      const fields = name === 'slow' ? large : small;
      await make('dataset', name, { source: 'source:files', table: name, ...fields });
      const dimensions = name === 'good' ? [{ name: 'key' }] : fields.dimensions.map((dimension) => ({ name: dimension.name }));
      const measures = fields.measures.map((measure) => measure.name);
      await make('chart', name, { dataset: `dataset:${name}`, query: { dimensions, measures, limit: 1000 } });
    }
    dashboard = await make('dashboard', 'all', {
      tiles: names.map((name, at) => ({ id: name, chart: `chart:${name}`, x: 0, y: at * 6 })),
    });
    await app.ask('ana', 'patch', `/resources/${dashboard}/access`, { grant: [{ subject: app.ids.sam, level: 'viewer' }] });
  });
  afterAll(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As soon as its file is loaded: until then a tile says so, which is shorter than any deadline here. */
  const tile = async (name: string, who = 'sam') => {
    for (;;) {
      const answer = await app.ask(who, 'post', `/resources/${dashboard}/tiles/${name}/query`, {});
      if (!/still being loaded/.test(answer.text)) return answer;
      await new Promise((done) => setTimeout(done, 50));
    }
  };

  test('a healthy tile answers, before and after all the trouble beside it', async () => {
    expect((await tile('good')).json.rows).toHaveLength(3);
    await Promise.all(['gone', 'wide', 'slow', 'broken', 'good'].map((name) => tile(name)));
    expect((await tile('good')).json.rows).toHaveLength(3);
  });

  test('a query that does not end in time is stopped, and says the limit', async () => {
    const { status, json } = await tile('slow');
    expect([status, json.code]).toEqual([504, 'timeout']);
    expect(json.detail).toContain('1.2 s');
  });

  test('a result over the cap is refused with what to do', async () => {
    const { status, json } = await tile('wide');
    expect([status, json.code]).toEqual([413, 'too_large']);
  });

  test('a file that vanished, or cannot be read, is named to who edits the source, and not to a viewer', async () => {
    expect((await tile('gone')).status).toBe(200);
    rmSync(join(folder, 'gone.csv'));
    const gone = await tile('gone');
    expect([gone.status, gone.json.code]).toEqual([503, 'unavailable']);
    expect(gone.json.detail).not.toContain('gone');
    expect((await tile('gone', 'ana')).json.detail).toContain('gone.csv');
    const broken = await tile('broken');
    expect([broken.status, broken.json.code]).toEqual([503, 'unavailable']);
    expect(broken.json.detail).not.toContain('broken');
    expect((await tile('broken', 'ana')).json.detail).toContain('broken.csv');
  });

  test('a viewer learns nothing else of what is behind: no chart, no dataset, no file list', async () => {
    const { json } = await app.ask('sam', 'get', '/resources');
    expect(json.items.map((item: { kind: string }) => item.kind).sort()).toEqual(['dashboard', 'project']);
    const { text } = await app.ask('sam', 'get', `/resources/${dashboard}`);
    expect(text).not.toContain(folder);
    expect((await app.ask('sam', 'post', `/resources/${dashboard}/tiles/no-such/query`, {})).status).toBe(404);
    expect(
      (await app.ask('sam', 'post', `/resources/${dashboard}/query`, { query: { dimensions: [{ name: 'key' }] } })).status,
    ).toBe(400);
  });
});
