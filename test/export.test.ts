// Data as a CSV file: who may have it, and that no cell of it does anything in a spreadsheet.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../src/store/open.ts';
import { type TestApp, testApp } from './app.ts';
import { whyNot } from './stores.ts';

for (const dialect of ['pglite', 'postgres'] as const satisfies Store['dialect'][]) {
  describe.skipIf(whyNot(dialect))(`A CSV file [${dialect}]`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'sightline-export-'));
    let app: TestApp;
    let close: () => Promise<void>;
    const made: Record<string, string> = {};
    const ask = (who: string, method: string, path: string, body?: unknown) => app.ask(who, method, path, body);
    const make = async (kind: string, name: string, definition: object, title = name) => {
      const { status, text, json } = await ask('ana', 'post', `/projects/${made.project}/resources`, {
        kind,
        name,
        title,
        definition,
        ...(kind !== 'source' && { generalAccess: 'project' }),
      });
      expect(status, text).toBe(201);
      made[name] = json.id;
    };
    const file = (who: string, name: string, body?: object) =>
      ask(who, body ? 'post' : 'get', `/resources/${made[name]}/export.csv`, body);
    const lines = (text: string) => text.split('\r\n');

    const hostile = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '＝1',
      'a,b',
      'say ""hi""',
      'two\nlines',
      'plain',
      "'quoted",
    ];

    beforeAll(async () => {
      const cells = hostile.map((text, at) => `"${text}",${at % 2 ? -at : at},12345678901234567890`);
      writeFileSync(join(folder, 'pay.csv'), `team,amount,big\n${cells.join('\n')}\n`);
      ({ app, close } = await testApp(dialect, undefined, { allowedFolders: [folder] }));
      made.project = (await ask('ana', 'post', '/projects', { name: 'Pay' })).json.id;
      await ask('ana', 'put', `/projects/${made.project}/members/${app.ids.vic}`, { level: 'viewer' });
      await ask('ana', 'put', `/projects/${made.project}/members/${app.ids.gus}`, { level: 'viewer' });
      await make('source', 'files', { type: 'folder', path: folder });
      await make('dataset', 'pay', {
        source: 'source:files',
        table: 'pay',
        dimensions: [
          { name: 'team', label: '=HYPERLINK("x")' },
          { name: 'amount', type: 'number' },
        ],
        measures: [
          { name: 'total', aggregate: 'sum', column: 'amount', label: 'Total' },
          { name: 'rows', aggregate: 'count' },
        ],
      });
      const query = { dimensions: [{ name: 'team' }], measures: ['total'], sort: [{ field: 'team' }] };
      await make('chart', 'by-team', { dataset: 'dataset:pay', query }, '../Größe "of"\u2003pay; rm -rf / 😀');
      await make('explore', 'look', { dataset: 'dataset:pay', dimensions: ['team'], measures: ['total'] });
      await make('dashboard', 'board', { tiles: [{ id: 'a', chart: 'chart:by-team' }] });
    });
    afterAll(async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('of a chart has a header row and every row that it draws, in UTF-8', async () => {
      const { status, text, headers } = await file('vic', 'by-team');
      expect(status, text).toBe(200);
      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(lines(text)[0]).toBe(`"'=HYPERLINK(""x"")",Total`);
      expect(text.endsWith('\r\n')).toBe(true);
      expect(text).toContain('plain,10\r\n');
      expect(text).toContain('"a,b",-7\r\n');
    });

    test('holds no cell that a spreadsheet would run; numbers stay numbers', async () => {
      const { text } = await file('vic', 'by-team');
      for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1']) expect(text).toContain(`"'${formula}",`);
      expect(text).toContain('"say ""hi""",');
      expect(text).toContain('"two\nlines",');
      // Every cell that isn't quoted begins harmlessly, or is a number.
      const bare = text.replace(/"(""|[^"])*"/g, '').split(/,|\r\n/);
      for (const cell of bare) expect(cell, cell).toMatch(/^(-?\d+(\.\d+)?|[^=+\-@\t\r＝]*)$/u);
      expect(bare).toContain('-1');
    });

    test('has a name made of the title that is no path and no header', async () => {
      const header = (await file('vic', 'by-team')).headers.get('content-disposition') ?? '';
      expect(header).toBe(
        `attachment; filename="-Groe -of- pay rm -rf - .csv"; filename*=UTF-8''-Gr%C3%B6%C3%9Fe%20-of-%E2%80%83pay%3B%20rm%20-rf%20-%20%F0%9F%98%80.csv`,
      );
      expect(header).not.toMatch(/\.\.|\/\/|[\r\n]/);
    });

    test('of a dataset or explore takes the typed query, and tells when rows were cut off', async () => {
      const query = { dimensions: [{ name: 'team' }], measures: ['rows'] };
      const whole = await file('vic', 'pay', { query });
      expect(whole.headers.get('x-more-rows')).toBeNull();
      expect(whole.text.match(/,1\r\n/g)).toHaveLength(hostile.length);
      const cut = await file('vic', 'pay', { query: { ...query, limit: 3 } });
      expect(cut.headers.get('x-more-rows')).toBe('true');
      expect(cut.text.match(/,1\r\n/g)).toHaveLength(3);
      expect((await file('vic', 'look', { query: { dimensions: [{ name: 'team' }] } })).status).toBe(200);
      // What the explore doesn't show stays unshown.
      expect((await file('vic', 'look', { query: { measures: ['rows'] } })).status).toBe(400);
      expect((await file('vic', 'pay')).json.errors[0].field).toBe('query');
      expect((await file('vic', 'by-team', { query })).status).toBe(400);
      const choices = { filter: { field: 'team', in: ['plain'] } };
      expect(lines((await file('vic', 'by-team', { choices })).text).slice(1)).toEqual(['plain,10', '']);
    });

    test('needs the capability to export besides seeing the thing; what one cannot see is not there', async () => {
      const refused = await file('gus', 'by-team');
      expect([refused.status, refused.json.detail]).toEqual([403, expect.stringContaining('data.export')]);
      expect((await file('gus', 'pay', { query: { measures: ['rows'] } })).status).toBe(403);
      const nothing = (await ask('sam', 'get', '/resources/res_00000000000000000000/export.csv')).text;
      expect((await file('sam', 'by-team')).text).toBe(nothing);
      // In context is not enough: on a dashboard that Sam may see the chart is still not Sam's to take.
      await ask('ana', 'patch', `/resources/${made.board}/access`, { grant: [{ subject: app.ids.sam, level: 'viewer' }] });
      expect((await file('sam', 'by-team')).text).toBe(nothing);
      expect((await file('sam', 'board')).status).toBe(400);
      for (const name of ['project', 'files']) expect((await file('ana', name)).status).toBe(400);
    });

    test('of a tile is for who may export the dashboard, in context, with the choices that the dashboard offers', async () => {
      const tile = (who: string, id = 'a', body: object = {}) =>
        ask(who, 'post', `/resources/${made.board}/tiles/${id}/export.csv`, body);
      // Sam reaches the chart through the dashboard alone.
      await ask('ana', 'patch', `/resources/${made.board}/access`, { grant: [{ subject: app.ids.sam, level: 'viewer' }] });
      const { status, text, headers } = await tile('sam');
      expect(status, text).toBe(200);
      expect(text).toBe((await file('vic', 'by-team')).text);
      expect(headers.get('content-disposition')).toContain('filename="-Groe');
      const choices = { filter: { field: 'team', in: ['plain'] } };
      expect(lines((await tile('sam', 'a', { choices })).text).slice(1)).toEqual(['plain,10', '']);
      expect((await tile('sam', 'a', { choices: { filter: { field: 'amount', min: 1 } } })).status).toBe(400);
      const [latest] = (await ask('ana', 'get', `/audit?resource=${made.board}`)).json.items;
      expect(latest).toMatchObject({
        action: 'data.export',
        actor: app.ids.sam,
        after: { tile: 'a', rows: 1, columns: ['team', 'total'], cut: false },
      });

      const refused = await tile('gus');
      expect([refused.status, refused.json.detail]).toEqual([403, expect.stringContaining('data.export')]);
      const nothing = (await ask('sam', 'post', '/resources/res_00000000000000000000/tiles/a/export.csv', {})).text;
      expect((await tile('sam', 'other')).text).toBe(nothing);
      expect((await ask('vic', 'post', `/resources/${made['by-team']}/tiles/a/export.csv`, {})).text).toBe(nothing);
      await ask('ana', 'patch', `/resources/${made.board}/access`, { revoke: [app.ids.sam] });
      expect((await tile('sam')).text).toBe(nothing);
    });

    test('is noted: who took what, and how many rows', async () => {
      const before = (await ask('ana', 'get', `/audit?resource=${made['by-team']}`)).json.items.length;
      await file('vic', 'by-team');
      const [latest, ...rest] = (await ask('ana', 'get', `/audit?resource=${made['by-team']}`)).json.items;
      expect(rest).toHaveLength(before);
      expect(latest).toMatchObject({
        action: 'data.export',
        actor: app.ids.vic,
        after: { rows: hostile.length, columns: ['team', 'total'], cut: false },
      });
    });
  });
}
