// A dataset is looked at before it is saved: what of it can't be worked out, and what it would answer; by who may save it.
import { beforeAll, expect, test } from 'vitest';
import { onApp } from './app.ts';

const bytes = { 'content-type': 'application/octet-stream' };
const csv = [
  'day,region,"=cmd|\' /C calc\'!A0","<img src=x onerror=alert(1)>",amount',
  '2026-01-01,north,a,"<b>bold</b>",10',
  '2026-01-02,south,b,"\'; drop table resource; --",20',
  '2026-01-03,north,c,"=1+1",30',
].join('\n');
const hostile = ["=cmd|' /C calc'!A0", '<img src=x onerror=alert(1)>'];

onApp('Looking at a dataset before it is saved', (app) => {
  let project: string;
  let source: string;
  let dataset: string;
  const measures = [
    { name: 'total', aggregate: 'sum', column: 'amount' },
    { name: 'each', expression: 'total / count()' },
  ];
  const definition = () => ({
    source,
    table: 'sales',
    time: 'day',
    dimensions: [{ name: 'day', type: 'date' }, { name: 'region' }],
    measures,
  });
  const check = (who: string, body: object, id = dataset) => app().ask(who, 'post', `/resources/${id}/check`, body);
  const withFormula = (expression: string) => ({
    definition: { ...definition(), measures: [measures[0], { name: 'each', expression }] },
  });

  beforeAll(async () => {
    const { ask, ids } = app();
    project = (await ask('ana', 'post', '/projects', { name: 'Sales', defaultAccess: 'project' })).json.id;
    await ask('ana', 'put', `/projects/${project}/members/${ids.eve}`, { level: 'editor' });
    await ask('ana', 'put', `/projects/${project}/members/${ids.vic}`, { level: 'viewer' });
    source = (await ask('ana', 'post', `/projects/${project}/uploads?name=sales.csv`, csv, bytes)).json.source;
    await ask('ana', 'patch', `/resources/${source}/access`, { grant: [{ subject: ids.eve, level: 'viewer' }] });
    const made = await ask('ana', 'post', `/projects/${project}/resources`, {
      kind: 'dataset',
      name: 'sales',
      definition: definition(),
    });
    expect(made.status, made.text).toBe(201);
    dataset = made.json.id;
  });

  test('Eve sees its columns, its first rows with the latest first, and what its measures come to', async () => {
    const { status, json } = await check('eve', { definition: definition(), show: 'region' });
    expect(status).toBe(200);
    expect(json.faults).toEqual([]);
    expect(json.columns.map(({ name, type }: { name: string; type: string }) => `${name} ${type}`)).toEqual([
      'day date',
      'region text',
      ...hostile.map((name) => `${name} text`),
      'amount integer',
    ]);
    expect(json.rows.rows.map(([day]: string[]) => day)).toEqual(['2026-01-03', '2026-01-02', '2026-01-01']);
    // What stands in cells and headings is text, whatever it looks like.
    expect(json.rows.rows[1]).toEqual(['2026-01-02', 'south', 'b', "'; drop table resource; --", 20]);
    expect(json.totals).toEqual([
      { name: 'total', value: 60 },
      { name: 'each', value: 20 },
    ]);
    expect(json.values.rows).toEqual([
      ['north', 2],
      ['south', 1],
    ]);
  });

  test('a formula that she writes wrongly is told with what and where, and the others still answer', async () => {
    const { json } = await check('eve', withFormula('total / count(distinct_day)'));
    expect(json.faults).toEqual([
      { field: 'measures.1.expression', message: 'There is no dimension “distinct_day”.', position: 14 },
    ]);
    expect(json.totals).toEqual([{ name: 'total', value: 60 }]);
    const lacking = await check('eve', {
      definition: {
        ...definition(),
        time: 'region',
        dimensions: [{ name: 'day', type: 'date' }, { name: 'region' }, { name: 'gone' }, { name: 'region' }],
      },
    });
    expect(lacking.json.faults.map(({ field }: { field: string }) => field)).toEqual([
      'dimensions.2.column',
      'dimensions.3.name',
      'time',
    ]);
    expect(lacking.json.rows.rows).toHaveLength(3);
  });

  test.each([
    "read_csv('/etc/passwd')",
    'sum(amount) -- and no more',
    'sum(amount) /* hidden */',
    '(select 1)',
    'sum((select amount from sales))',
    'sum("amount")',
    "sum(amount) || 'x'",
    'sum(amount); drop table data',
    'getenv(region)',
    'sum(c0)',
    '$1',
    'sum(sum(total))',
  ])('the formula %s is refused where it stands, and nothing of it runs', async (expression) => {
    const { status, json } = await check('eve', withFormula(expression));
    expect(status).toBe(200);
    expect(json.faults).toHaveLength(1);
    expect(json.faults[0]).toMatchObject({ field: 'measures.1.expression', position: expect.any(Number) });
    expect(json.totals).toEqual([{ name: 'total', value: 60 }]);
  });

  test('columns with hostile names can be dimensions, and answer as any other', async () => {
    const dimensions = hostile.map((column, at) => ({ name: `h${at}`, column }));
    const { json } = await check('eve', { definition: { ...definition(), time: undefined, dimensions }, show: 'h1' });
    expect(json.faults).toEqual([]);
    expect(json.values.rows.map(([value]: string[]) => value).toSorted()).toEqual([
      "'; drop table resource; --",
      '<b>bold</b>',
      '=1+1',
    ]);
  });

  test('Vic reads the dataset and checks nothing; to Sam it is not there; without its source its editor sees no rows', async () => {
    const refused = await check('vic', { definition: definition() });
    expect([refused.status, refused.json.code]).toEqual([403, 'forbidden']);
    const [hidden, missing] = [
      await check('sam', { definition: {} }),
      await check('sam', { definition: {} }, 'res_00000000000000000000'),
    ];
    expect([hidden.status, hidden.text]).toEqual([404, missing.text]);
    await app().ask('ana', 'patch', `/resources/${dataset}/access`, { grant: [{ subject: app().ids.gus, level: 'editor' }] });
    // Its fields he changes and sees; what the dataset doesn't tell of the table is not his to add.
    const { json } = await check('gus', withFormula('total * 2'));
    expect([json.totals[1].value, json.rows.columns.length]).toEqual([120, 2]);
    expect(json.columns.map(({ name }: { name: string }) => name)).toEqual(['day', 'region', 'amount']);
    for (const further of [
      { ...definition(), dimensions: [...definition().dimensions, { name: 'amount', type: 'number' }] },
      { ...definition(), measures: [...measures, { name: 'x', aggregate: 'count', column: hostile[0] }] },
      { ...definition(), measures: [...measures, { name: 'x', aggregate: 'count', where: { field: 'nothing', in: [1] } }] },
      { ...definition(), table: 'other' },
    ]) {
      const refused = await check('gus', { definition: further });
      expect([refused.status, refused.json.detail]).toEqual([
        403,
        'To change what this asks you need to see the data behind it.',
      ]);
      expect((await app().ask('gus', 'patch', `/resources/${dataset}`, { definition: further })).text).toBe(refused.text);
    }
    expect((await app().ask('gus', 'patch', `/resources/${dataset}`, { definition: definition() })).status).toBe(200);
  });

  test('a new one is looked at by who may make it, over what they see', async () => {
    const fresh = (who: string, body: object, id = project) => app().ask(who, 'post', `/projects/${id}/check-dataset`, body);
    expect((await fresh('eve', { definition: definition() })).json.totals).toHaveLength(2);
    expect((await fresh('eve', { definition: {} })).json.faults).toEqual([
      { field: 'source', message: expect.stringContaining('no table') },
    ]);
    expect((await fresh('vic', { definition: definition() })).status).toBe(403);
    await app().ask('ana', 'put', `/projects/${project}/members/${app().ids.gus}`, { level: 'editor' });
    const blind = await fresh('gus', { definition: definition() });
    const madeUp = await fresh('gus', { definition: { ...definition(), source: 'res_00000000000000000000' } });
    expect([blind.status, blind.text.replaceAll(source, '')]).toEqual([
      400,
      madeUp.text.replaceAll('res_00000000000000000000', ''),
    ]);
    const hidden = await fresh('sam', { definition: {} });
    expect([hidden.status, hidden.text]).toEqual([
      404,
      (await fresh('sam', { definition: {} }, 'prj_00000000000000000000')).text,
    ]);
    expect((await fresh('eve', { definition: { nonsense: true } })).status).toBe(400);
  });

  test('a dataset over another one stands on what that one offers, and on none of the table below', async () => {
    const over = { dataset, dimensions: [{ name: 'region' }], measures: [{ name: 'rows', aggregate: 'count' }] };
    const { json } = await app().ask('eve', 'post', `/projects/${project}/check-dataset`, { definition: over });
    expect(json.columns.map(({ name }: { name: string }) => name)).toEqual(['day', 'region']);
    expect(json.rows.columns.map(({ name }: { name: string }) => name)).toEqual(['region']);
    const past = { ...over, dimensions: [{ name: 'amount' }] };
    const refused = await app().ask('eve', 'post', `/projects/${project}/check-dataset`, { definition: past });
    expect(refused.json.faults).toEqual([{ field: 'dataset', message: 'The dataset below has no dimension “amount”.' }]);
  });

  test('SQL is checked for who may write it: refused where it stands, else shown in its first rows', async () => {
    const { table: _, ...rest } = definition();
    const written = (sql: string) => ({
      definition: {
        ...rest,
        sql,
        dimensions: [{ name: 'region' }],
        time: undefined,
        measures: [{ name: 'rows', aggregate: 'count' }],
      },
    });
    expect((await check('eve', written('select * from sales'))).status).toBe(403);
    const good = (
      await check('ana', { ...written('select region, sum(amount) as total\nfrom sales group by 1 -- all of it'), run: true })
    ).json;
    expect(good.faults).toEqual([]);
    expect(good.columns.map(({ name }: { name: string }) => name)).toEqual(['region', 'total']);
    expect([good.sampled, good.rows.rows, good.totals]).toEqual([
      1000,
      [
        ['north', 40],
        ['south', 20],
      ],
      [{ name: 'rows', value: 2 }],
    ]);
    for (const sql of [
      "select * from read_csv('/etc/passwd')",
      "select * from 'sales.csv'",
      'select * from sales; drop table sales',
      'select * from sales) union all (select * from sales',
      "copy sales to 'x'",
      'select * from duckdb_settings()',
      "select getenv('HOME')",
      'select * from other',
      'selec 1',
      '',
      '--',
    ]) {
      const { status, json } = await check('ana', { ...written(sql), run: true });
      if (sql === '') expect(status).toBe(400);
      else expect([sql, json.faults?.length, json.faults?.[0]?.field, json.rows]).toEqual([sql, 1, 'sql', undefined]);
    }
  });

  test('where a rule sits nothing is shown but the columns, and SQL takes who manages rules', async () => {
    const made = await app().ask('ana', 'post', `/projects/${project}/resources`, {
      kind: 'rule',
      name: 'north only',
      definition: { on: [source], clause: "region = 'north'" },
    });
    const { json } = await check('eve', { definition: definition(), show: 'region' });
    expect([json.columns.length, json.rows, json.values, json.totals]).toEqual([5, undefined, undefined, []]);
    expect(json.unread).toContain('Row rules');
    // Eve may run SQL now and edits the source, and is no admin of the project.
    const role = (await app().ask('ana', 'post', '/roles', { name: 'Analyst', capabilities: ['sql.run'] })).json.id;
    await app().ask('ana', 'put', `/roles/${role}/holders/${app().ids.eve}`);
    await app().ask('ana', 'patch', `/resources/${source}/access`, { grant: [{ subject: app().ids.eve, level: 'editor' }] });
    const { table: _, ...rest } = definition();
    const sql = { ...rest, sql: 'select * from sales' };
    expect((await check('eve', { definition: sql })).status).toBe(403);
    expect((await app().ask('eve', 'patch', `/resources/${dataset}`, { definition: sql })).status).toBe(403);
    // Who may edit a rule's clause and no more isn't told who else may.
    const grant = [app().ids.eve, app().ids.sam].map((subject) => ({ subject, level: 'editor' }));
    await app().ask('ana', 'patch', `/resources/${made.json.id}/access`, { grant });
    const reach = async (who: string) => (await app().ask(who, 'get', `/subjects/${app().ids.sam}/reach?kind=rule`)).json.items;
    expect([(await reach('ana')).length, (await reach('eve')).length]).toEqual([1, 0]);
    await app().ask('ana', 'delete', `/resources/${made.json.id}`);
    expect((await check('eve', { definition: sql })).json).toMatchObject({
      totals: [],
      faults: [],
      unread: expect.stringContaining('Run it'),
    });
    expect((await check('eve', { definition: sql, run: true })).json.totals).toHaveLength(2);
    expect((await app().ask('eve', 'patch', `/resources/${dataset}`, { definition: sql })).status).toBe(200);
  });

  test('two who change it at once: the second is told, and nothing of theirs is lost or half done', async () => {
    const { version } = (await app().ask('eve', 'get', `/resources/${dataset}`)).json;
    const save = (title: string) => app().ask('eve', 'patch', `/resources/${dataset}`, { title }, { 'if-match': `"${version}"` });
    expect((await save('Sales')).status).toBe(200);
    expect((await save('Umsatz')).status).toBe(412);
    expect((await app().ask('eve', 'get', `/resources/${dataset}`)).json.title).toBe('Sales');
  });

  test('a name that is there twice is refused by its field, and what was there stays', async () => {
    const twice = { ...definition(), measures: [measures[0], { name: 'region', aggregate: 'count' }, measures[0]] };
    const answer = await app().ask('eve', 'patch', `/resources/${dataset}`, { definition: twice });
    expect([answer.status, answer.json.errors.map(({ field }: { field: string }) => field)]).toEqual([
      400,
      ['definition.measures.1.name', 'definition.measures.2.name'],
    ]);
    expect((await app().ask('eve', 'get', `/resources/${dataset}`)).json.definition.measures.length).toBe(measures.length);
  });
});
