// One tile in trouble: its viewer is told in a sentence, and the tiles beside it answer.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { onApp, type TestApp, testApp } from './app.ts';

describe('A dashboard with tiles in trouble', () => {
  const names = ['good', 'gone', 'wide', 'slow', 'broken'];
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
    for (const name of names) {
      const fields = name === 'slow' ? large : small;
      await make('dataset', name, { source: 'source:files', table: name, ...fields });
      const dimensions = name === 'good' ? [{ name: 'key' }] : fields.dimensions.map((dimension) => ({ name: dimension.name }));
      const measures = fields.measures.map((measure) => measure.name);
      await make('chart', name, { dataset: `dataset:${name}`, query: { dimensions, measures, limit: 1000 } });
    }
    dashboard = await make('dashboard', 'all', {
      tiles: names.map((name, at) => ({ id: name, chart: `chart:${name}`, x: 0, y: at * 6 })),
      filters: [{ name: 'key' }],
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

  test('all tiles come in one call, each in a line of its own when it is done, healthy ones first', async () => {
    // Twelve tenths of a second are also how long a tile here waits for a process that was just killed to be back.
    await vi.waitFor(
      async () => {
        const { status, json, headers } = await app.ask('sam', 'post', `/resources/${dashboard}/query`, {});
        expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
        const lines = json as { tile: string; result?: { rows: unknown[] }; problem?: { status: number; detail: string } }[];
        expect(lines.map(({ tile }) => tile).sort()).toEqual([...names].sort());
        const of = (name: string) => lines.find(({ tile }) => tile === name);
        expect(of('good')?.result?.rows).toHaveLength(3);
        expect(['slow', 'wide', 'gone', 'broken'].map((name) => of(name)?.problem?.status)).toEqual([504, 413, 503, 503]);
        expect(lines.findIndex(({ tile }) => tile === 'good')).toBeLessThan(lines.findIndex(({ tile }) => tile === 'slow'));
        expect(of('broken')?.problem?.detail).not.toContain('broken');
      },
      { timeout: 20_000 },
    );
  });

  test('of a dashboard only its own tiles and filters can be asked for', async () => {
    const asked = (body: object, who = 'sam') => app.ask(who, 'post', `/resources/${dashboard}/query`, body);
    expect((await asked({ tiles: ['good'] })).json.map(({ tile }: { tile: string }) => tile)).toEqual(['good']);
    const [answer] = (await asked({ tiles: ['good'], filters: { key: ['k1', 'k2'] } })).json;
    expect(answer.result.rows.map(([key]: [string]) => key).sort()).toEqual(['k1', 'k2']);
    for (const [body, field] of [
      [{ tiles: ['no_such'] }, 'tiles'],
      [{ filters: { text: ['t'] } }, 'filters.text'],
      [{ choices: { filter: { field: 'number', in: [1] } } }, 'choices.filter'],
      [{ choices: { time: { last: 3, unit: 'day' } } }, 'choices.time'],
      [{ query: { measures: ['total'] } }, 'query'],
    ] as const) {
      const refused = await asked(body);
      expect([refused.status, refused.json.errors?.[0]?.field]).toEqual([400, field]);
    }
    expect((await asked({}, 'vic')).status).toBe(404);
  });

  test('a viewer learns nothing else of what is behind: no chart, no dataset, no file list', async () => {
    const { json } = await app.ask('sam', 'get', '/resources');
    expect(json.items.map((item: { kind: string }) => item.kind).sort()).toEqual(['dashboard', 'project']);
    const { text } = await app.ask('sam', 'get', `/resources/${dashboard}`);
    expect(text).not.toContain(folder);
    expect((await app.ask('sam', 'post', `/resources/${dashboard}/tiles/no-such/query`, {})).status).toBe(404);
  });
});

const many = mkdtempSync(join(tmpdir(), 'sightline-many-'));
afterAll(() => rmSync(many, { recursive: true, force: true }));
onApp(
  'A dashboard with many tiles',
  (app) => {
    test('asks the store no oftener for forty tiles that three people added, each over a dataset of its own, than for two', async () => {
      writeFileSync(join(many, 'sales.csv'), 'region,amount\nnorth,1\nsouth,2\n');
      const project = (await app().ask('ana', 'post', '/projects', { name: 'Many', defaultAccess: 'project' })).json.id;
      for (const who of ['eve', 'vic'])
        await app().ask('ana', 'put', `/projects/${project}/members/${app().ids[who]}`, { level: 'editor' });
      const make = async (kind: string, name: string, definition: object) => {
        const made = await app().ask('ana', 'post', `/projects/${project}/resources`, { kind, name, definition });
        expect(made.status, made.text).toBe(201);
        return made.json.id as string;
      };
      await make('source', 'files', { type: 'folder', path: many });
      const measures = [{ name: 'total', aggregate: 'sum', column: 'amount' }];
      const tiles: { id: string; chart: string }[] = [];
      for (let at = 0; at < 40; at++) {
        await make('dataset', `sales${at}`, {
          source: 'source:files',
          table: 'sales',
          dimensions: [{ name: 'region' }],
          measures,
        });
        const query = { dimensions: [{ name: 'region' }], measures: ['total'] };
        tiles.push({ id: `t${at}`, chart: await make('chart', `chart${at}`, { dataset: `dataset:sales${at}`, query }) });
      }
      const few = await make('dashboard', 'few', { tiles: tiles.slice(0, 2) });
      const all = await make('dashboard', 'all', { tiles });
      await app().deps.store.rows(
        `update resource_use u set added_by = ($2::text[])[1 + n.at % 3]
           from (select part_id, row_number() over (order by part_id) as at from resource_use where container_id = $1) n
          where u.container_id = $1 and u.part_id = n.part_id`,
        [all, ['ana', 'eve', 'vic'].map((who) => app().ids[who])],
      );
      await app().ask('ana', 'patch', `/resources/${few}/access`, { grant: [{ subject: app().ids.sam, level: 'viewer' }] });
      await app().ask('ana', 'patch', `/resources/${all}/access`, { grant: [{ subject: app().ids.sam, level: 'viewer' }] });

      const statements = async (dashboard: string) => {
        const asked = vi.spyOn(pg.Client.prototype, 'query');
        const { json } = await app().ask('sam', 'post', `/resources/${dashboard}/query`, {});
        const count = asked.mock.calls.length;
        asked.mockRestore();
        return { count, answered: json.filter(({ result }: { result?: object }) => result).length };
      };
      await vi.waitUntil(async () => (await statements(few)).answered === 2, { timeout: 20_000 });
      // The store looks after itself now and then; the least of three is what the question took.
      const least = async (dashboard: string) => {
        const three = [await statements(dashboard), await statements(dashboard), await statements(dashboard)];
        return three.toSorted((a, b) => a.count - b.count)[0]!;
      };
      const [two, forty] = [await least(few), await least(all)];
      expect([two.answered, forty.answered]).toEqual([2, 40]);
      expect(forty.count).toBe(two.count);
      // What one sees of it, where weeks begin, and that it was opened are among them.
      expect(forty.count).toBeLessThan(9);
    });
  },
  ['pglite', 'postgres'],
  { allowedFolders: [many] },
);
