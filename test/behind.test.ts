// What is behind a number: its rows, for who sees the dataset; its SQL, for who edits that, or sees it and may run SQL.
import { beforeAll, expect, test } from 'vitest';
import { onApp } from './app.ts';

const bytes = { 'content-type': 'application/octet-stream' };
const csv = [
  'day,region,salary',
  ...Array.from(
    { length: 60 },
    (_, at) => `2026-01-${String((at % 30) + 1).padStart(2, '0')},${['north', 'south'][at % 2]},${at}`,
  ),
].join('\n');

onApp('Behind a number', (app) => {
  let project: string;
  let source: string;
  let dataset: string;
  let chart: string;
  let dashboard: string;
  const made = async (kind: string, name: string, definition: object, who = 'ana') => {
    const answer = await app().ask(who, 'post', `/projects/${project}/resources`, {
      kind,
      name,
      definition,
      generalAccess: 'private',
    });
    expect(answer.status, answer.text).toBe(201);
    return answer.json.id as string;
  };
  const give = (id: string, who: string, level: string) =>
    app().ask('ana', 'patch', `/resources/${id}/access`, { grant: [{ subject: app().ids[who], level }] });
  const rows = (who: string, body: object = {}, id = dataset) => app().ask(who, 'post', `/resources/${id}/rows`, body);
  const sql = (who: string, id: string, body: object = {}) => app().ask(who, 'post', `/resources/${id}/sql`, body);

  beforeAll(async () => {
    const { ask } = app();
    project = (await ask('ana', 'post', '/projects', { name: 'Pay' })).json.id;
    source = (await ask('ana', 'post', `/projects/${project}/uploads?name=pay.csv`, csv, bytes)).json.source;
    dataset = await made('dataset', 'pay', {
      source,
      table: 'pay',
      time: 'day',
      dimensions: [{ name: 'day', type: 'date' }, { name: 'region' }],
      measures: [{ name: 'mean', aggregate: 'avg', column: 'salary' }],
    });
    chart = await made('chart', 'mean pay', { dataset, query: { dimensions: [{ name: 'region' }], measures: ['mean'] } });
    dashboard = await made('dashboard', 'board', { tiles: [{ id: 'a', chart }] });
    await give(dataset, 'vic', 'viewer');
    await give(chart, 'vic', 'viewer');
    await give(chart, 'gus', 'viewer');
    await give(dashboard, 'sam', 'viewer');
    await give(dataset, 'eve', 'editor');
    await give(chart, 'eve', 'viewer');
  });

  test('Vic sees the rows of what he clicked, the latest first, page after page, and no salary', async () => {
    const body = { filter: { field: 'region', in: ['north'] }, limit: 20 };
    const [first, second] = [await rows('vic', body), await rows('vic', { ...body, offset: 20 })];
    expect([first.status, first.json.columns.map(({ name }: { name: string }) => name)]).toEqual([200, ['day', 'region']]);
    expect([first.json.rows.length, first.json.more, second.json.rows.length, second.json.more]).toEqual([20, true, 10, false]);
    expect(first.json.rows[0]).toEqual(['2026-01-29', 'north']);
    expect([...first.json.rows, ...second.json.rows].every(([, region]: string[]) => region === 'north')).toBe(true);
    const days = [...first.json.rows, ...second.json.rows].map(([day]: string[]) => day);
    expect(days).toEqual(days.toSorted().toReversed());
    const inTime = await rows('vic', { time: { from: '2026-01-10', to: '2026-01-11' } });
    expect(inTime.json.rows).toEqual([
      ['2026-01-10', 'south'],
      ['2026-01-10', 'south'],
    ]);
  });

  test('who sees the source sees every column; what is no dimension is no way to narrow', async () => {
    const { json } = await rows('ana', { limit: 1 });
    expect([json.columns.map(({ name }: { name: string }) => name), json.rows]).toEqual([
      ['day', 'region', 'salary'],
      [['2026-01-30', 'south', 29]],
    ]);
    const probing = await rows('vic', { filter: { field: 'salary', min: 50 } });
    expect([probing.status, probing.text.includes('not a dimension')]).toEqual([400, true]);
    expect((await rows('vic', { limit: 201 })).status).toBe(400);
    expect((await rows('vic', { offset: 9801 })).status).toBe(400);
    expect((await rows('vic', { columns: true })).status).toBe(400);
  });

  test('a chart or dashboard is no way to rows: whoever has only those finds no dataset', async () => {
    const missing = await rows('gus', {}, 'res_00000000000000000000');
    for (const [who, id] of [
      ['gus', dataset],
      ['sam', dataset],
      ['gus', chart],
      ['sam', dashboard],
      ['vic', 'nonsense'],
    ] as const) {
      const answer = await rows(who, {}, id);
      expect([who, answer.status, answer.text]).toEqual([who, 404, missing.text]);
    }
    expect((await app().ask('gus', 'get', `/resources/${chart}`)).json.behind).toBeUndefined();
    expect((await app().ask('vic', 'get', `/resources/${chart}`)).json.behind).toEqual({ dataset, title: 'pay', sql: false });
    expect((await app().ask('eve', 'get', `/resources/${chart}`)).json.behind.sql).toBe(true);
  });

  test('the SQL is told to who edits the data; everybody else is refused in the same words, whatever is behind it', async () => {
    const { status, json } = await sql('eve', chart);
    expect(status).toBe(200);
    expect([json.columns, json.statements[0].what]).toEqual([
      [
        { as: 'c1', name: 'region' },
        { as: 'c2', name: 'salary' },
      ],
      'rows',
    ]);
    expect(json.statements[0].text).toMatch(/avg\(c2\)/);
    // Of columns that the statement has nothing to do with, nobody hears by it.
    const counted = await sql('eve', dataset, { query: { dimensions: [{ name: 'region' }] } });
    expect(counted.text).not.toMatch(/salary|c2/);
    const refused = await sql('vic', chart);
    expect(refused.status).toBe(403);
    // Vic sees the dataset, Gus doesn't; and of one that is gone nobody learns more.
    expect((await sql('gus', chart)).text).toBe(refused.text);
    expect((await sql('vic', dataset, { query: { measures: ['mean'] } })).text).toBe(refused.text);
    const draft = await made('chart', 'empty', {});
    await give(draft, 'vic', 'viewer');
    expect((await sql('vic', draft)).text).toBe(refused.text);
    const hidden = await sql('sam', chart);
    expect([hidden.status, hidden.text]).toEqual([404, (await sql('sam', 'res_00000000000000000000')).text]);
  });

  test('Vic who may run SQL is told it where he sees the data, and not where he does not', async () => {
    const role = (await app().ask('ana', 'post', '/roles', { name: 'Analyst', capabilities: ['sql.run'] })).json.id;
    for (const who of ['vic', 'gus']) await app().ask('ana', 'put', `/roles/${role}/holders/${app().ids[who]}`);
    expect((await sql('vic', chart)).status).toBe(200);
    expect(
      (await sql('vic', dataset, { query: { measures: ['mean'], filter: { field: 'region', in: ["'; --"] } } })).json
        .statements[0],
    ).toMatchObject({
      text: expect.not.stringContaining("'; --"),
      values: expect.arrayContaining(["'; --"]),
    });
    expect((await sql('gus', chart)).status).toBe(403);
    expect((await sql('ana', dashboard)).status).toBe(400);
  });

  test('where a rule sits there are no rows and no SQL until it can be enforced', async () => {
    await made('rule', 'north only', { on: [dataset], clause: "region = 'north'" });
    expect((await rows('vic')).status).toBe(503);
    expect((await sql('eve', chart)).status).toBe(503);
  });
});
