// The organization says where it is and when its weeks begin; every question that doesn't say so itself is answered by that.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../src/store/open.ts';
import { type TestApp, testApp } from './app.ts';
import { whyNot } from './stores.ts';

for (const dialect of ['pglite', 'postgres'] as const satisfies Store['dialect'][]) {
  describe.skipIf(whyNot(dialect))(`The organization’s calendar [${dialect}]`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'sightline-calendar-'));
    const made: Record<string, string> = {};
    let app: TestApp;
    let close: () => Promise<void>;
    const make = async (kind: string, name: string, definition: object) => {
      const { status, text, json } = await app.ask('ana', 'post', `/projects/${made.project}/resources`, {
        kind,
        name,
        definition,
      });
      expect(status, text).toBe(201);
      made[name] = json.id;
    };
    const rows = async (name: string, query?: object) => {
      const { status, text, json } = await app.ask('ana', 'post', `/resources/${made[name]}/query`, query ? { query } : {});
      expect(status, text).toBe(200);
      return json.rows;
    };
    const by = (grain: string, own: object = {}) => ({ dimensions: [{ name: 'at', grain }], measures: ['calls'], ...own });
    const set = async (settings: object) => expect((await app.ask('ana', 'patch', '/organization', settings)).status).toBe(200);

    beforeAll(async () => {
      // A Saturday evening and a Sunday noon in UTC; in Madrid, two hours ahead, the first is a Sunday already.
      writeFileSync(join(folder, 'calls.csv'), 'at\n2024-06-08T22:30:00\n2024-06-09T12:00:00\n');
      ({ app, close } = await testApp(dialect, undefined, { allowedFolders: [folder] }));
      made.project = (await app.ask('ana', 'post', '/projects', { name: 'Calls' })).json.id;
      await make('source', 'files', { type: 'folder', path: folder });
      await make('dataset', 'calls', {
        source: 'source:files',
        table: 'calls',
        time: 'at',
        dimensions: [{ name: 'at', type: 'time' }],
        measures: [{ name: 'calls', aggregate: 'count' }],
      });
      await make('explore', 'look', { dataset: 'dataset:calls' });
      await make('chart', 'daily', { dataset: 'dataset:calls', query: by('day') });
      await make('chart', 'daily-utc', { dataset: 'dataset:calls', query: by('day', { timeZone: 'UTC' }) });
      await make('dashboard', 'board', { tiles: [{ id: 'a', chart: 'chart:daily' }] });
    });
    afterAll(async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('while it says nothing, times are read as they are held, and weeks begin on Mondays', async () => {
      expect(await rows('calls', by('day'))).toEqual([
        ['2024-06-08', 1],
        ['2024-06-09', 1],
      ]);
      expect(await rows('look', by('week'))).toEqual([['2024-06-03', 2]]);
    });

    test('in Madrid the evening in UTC is the next day, in a dataset, an explore, a chart and a tile alike', async () => {
      await set({ timeZone: 'Europe/Madrid' });
      const oneDay = [['2024-06-09', 2]];
      expect(await rows('calls', by('day'))).toEqual(oneDay);
      expect(await rows('look', by('day'))).toEqual(oneDay);
      expect(await rows('daily')).toEqual(oneDay);
      const tile = await app.ask('ana', 'post', `/resources/${made.board}/tiles/a/query`, {});
      expect(tile.json.rows).toEqual(oneDay);
    });

    test('a question that says its own zone or first day keeps it', async () => {
      await set({ timeZone: 'Europe/Madrid', firstDayOfWeek: 0 });
      expect(await rows('daily-utc')).toHaveLength(2);
      expect(await rows('look', by('week'))).toEqual([['2024-06-09', 2]]);
      expect(await rows('look', by('week', { firstDayOfWeek: 1 }))).toEqual([['2024-06-03', 2]]);
      expect(await rows('look', by('week', { timeZone: 'UTC' }))).toEqual([
        ['2024-06-02', 1],
        ['2024-06-09', 1],
      ]);
    });
  });
}
