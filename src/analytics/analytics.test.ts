// Files come and go, are broken, or lie where they shouldn't; each says so in its own tile.
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#clock';
import type { QueryInput } from '#contract';
import { silentLog } from '#log';
import { type DatasetPlan, openAnalytics } from './index.ts';
import { airline, ask, openTrial, plan, problemOf, type Trial } from './trial.test-support.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial({ resultCap: 50, resultCharacters: 20_000 });
});
afterAll(() => trial.close());

const run = (dataset: DatasetPlan, query: QueryInput = { measures: ['rows'] }) => trial.analytics.run(dataset, ask(query));
const rowsOf = async (table: string) => (await run(plan(table))).rows;

describe('a file', () => {
  it('is loaded once, and again when it changes', async () => {
    await trial.write('growing.csv', 'a\n1\n');
    const first = await run(plan('growing'));
    expect(first.rows).toEqual([[1]]);
    expect((await run(plan('growing'))).dataAsOf).toBe(first.dataAsOf);
    await trial.write('growing.csv', 'a\n1\n2\n3\n');
    expect(await rowsOf('growing')).toEqual([[3]]);
    const kept = (await readdir(join(trial.root, 'cache'))).filter((name) => name.endsWith('.duckdb'));
    expect(kept).toHaveLength(1);
  });

  it('that vanished is named, and is back when it is back', async () => {
    await trial.write('birdstrikes.csv', 'a\n1\n');
    await trial.write('weather.csv', 'a\n1\n');
    expect(await rowsOf('birdstrikes')).toEqual([[1]]);
    await trial.remove('birdstrikes.csv');
    const failure = await problemOf(run(plan('birdstrikes')));
    expect(failure).toMatchObject({
      code: 'unavailable',
      message: 'The file birdstrikes.csv is no longer in the folder “airline”.',
    });
    expect(await rowsOf('weather')).toEqual([[1]]);
    await trial.write('birdstrikes.csv', 'a\n1\n2\n');
    expect(await rowsOf('birdstrikes')).toEqual([[2]]);
  });

  it('that never was is not found', async () => {
    expect((await problemOf(run(plan('nowhere')))).message).toBe(
      'There is no file for the table “nowhere” in the folder “airline”.',
    );
  });

  it('whose loaded form somebody deleted is loaded again', async () => {
    await trial.write('deleted.csv', 'a\n1\n');
    expect(await rowsOf('deleted')).toEqual([[1]]);
    const cache = join(trial.root, 'cache');
    for (const name of await readdir(cache)) await rm(join(cache, name));
    await trial.write('other.csv', 'a\n1\n');
    expect((await Promise.all(Array.from({ length: 6 }, () => rowsOf('deleted')))).flat(2)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it.each([
    ['uneven.csv', 'a,b\n1,2\n3,4,5\n', 'uneven.csv could not be read: line 3 has 3 values where the first line names 2.'],
    ['short.csv', 'a,b\n1,2\n3\n', 'short.csv could not be read: line 3 has 1 values where the first line names 2.'],
    [
      'late.csv',
      `a,b\n${'1,2\n'.repeat(30_000)}1,2,3\n`,
      'late.csv could not be read: line 30002 has 3 values where the first line names 2.',
    ],
    ['open.csv', 'a,b\n1,2\n3,"4\n5,6\n', 'open.csv could not be read: line 3 has a quotation mark that isn’t closed.'],
    ['bytes.csv', Buffer.from([97, 44, 98, 10, 49, 44, 0xff, 0xfe, 10]), 'bytes.csv could not be read: line 2 is not in UTF-8.'],
    ['empty.csv', '', 'empty.csv could not be read: it is empty.'],
    ['broken.json', '{"a": 1}\n{"a":', 'broken.json could not be read: line 3 is not valid JSON.'],
    ['false.parquet', 'PAR1 not really PAR1', 'false.parquet could not be read: it is not a Parquet file.'],
  ])('%s that can’t be read says where and why', async (name, text, message) => {
    await trial.write(name, text);
    const failure = await problemOf(run(plan(name.split('.')[0] ?? '')));
    expect(failure).toMatchObject({ code: 'unavailable', message });
    await trial.remove(name);
  });

  it('with numbers at first and text later is a column of text', async () => {
    await trial.write('mixed.csv', `a\n${'1\n'.repeat(30_000)}none\n`);
    const dataset = plan('mixed', { dimensions: [{ name: 'a', type: 'string' }] });
    expect((await run(dataset, { dimensions: [{ name: 'a' }], measures: ['rows'] })).rows).toEqual([
      ['1', 30_000],
      ['none', 1],
    ]);
  });

  it.each([
    ['semicolons.csv', 'a;b\n1;x\n', 2],
    ['bars.csv', 'a|b\n1|x,y\n', 2],
    ['tabs.tsv', 'a\tb\n1\tx,y\n', 2],
    ['lines.jsonl', '{"a": 1, "b": "x"}\n', 2],
    ['list.json', '[{"a": 1, "b": {"c": [1, 2]}}]', 2],
    ['it’s [odd]*? "quoted"; --.csv', 'a,b\n1,x\n', 2],
    ['quoted names.csv', '"a""b","A""b; DROP TABLE data"\n1,x\n', 2],
    ['mark.csv', '\ufeffa,b\n1,x\n', 2],
  ])('%s is read', async (name, text, columns) => {
    await trial.write(name, text);
    const table = name.replace(/\.[a-z]+$/, '');
    expect(await rowsOf(table)).toEqual([[1]]);
    const found = (await trial.analytics.tables(airline)).find((one) => one.name === table);
    expect(found?.columns).toHaveLength(columns);
  });

  it('of Parquet keeps its types, with zones taken off and what is no number left out', async () => {
    const made = await (await DuckDBInstance.create(':memory:')).connect();
    const path = join(trial.folder, 'types.parquet').replaceAll("'", "''");
    await made.run(
      `COPY (SELECT TIMESTAMP '2001-02-03 04:05:06' AT TIME ZONE 'Europe/Athens' AS zoned, CAST('nan' AS DOUBLE) AS wrong,
        CAST(1.25 AS DECIMAL(9, 2)) AS price, CAST(9007199254740993 AS BIGINT) AS big, CAST(0.5 AS FLOAT) AS half,
        TIMESTAMP_NS '2001-02-03 04:05:06.123456789' AS fine, [1, 2] AS several) TO '${path}' (FORMAT parquet)`,
    );
    const names = ['zoned', 'wrong', 'price', 'big', 'half', 'fine', 'several'];
    const types = ['time', 'number', 'number', 'number', 'number', 'time', 'string'] as const;
    const dataset = plan('types', {
      dimensions: types.map((type, at) => ({ name: names[at] ?? '', type })),
      measures: [{ name: 'sum', aggregate: 'sum', column: 'big' }],
    });
    const asked = await Promise.all(names.map((name) => run(dataset, { dimensions: [{ name }] })));
    expect(asked.map(({ rows }) => rows[0]?.[0])).toEqual([
      '2001-02-03T02:05:06',
      null,
      1.25,
      '9007199254740993',
      0.5,
      '2001-02-03T04:05:06.123456',
      '[1, 2]',
    ]);
    expect((await run(dataset, { measures: ['sum'] })).rows).toEqual([['9007199254740993']]);
  });

  it('shares its name with another: both are told apart by their endings', async () => {
    await trial.write('twice.csv', 'a\n1\n');
    await trial.write('twice.json', '[{"a": 1}, {"a": 2}]');
    expect((await problemOf(run(plan('twice')))).message).toBe(
      '“twice” is several files in the folder “airline”: twice.csv, twice.json.',
    );
    expect(await rowsOf('twice.json')).toEqual([[2]]);
  });
});

describe('loading', () => {
  it('that takes too long is given up, in time for somebody to read why', async () => {
    const hasty = await openTrial({ importDeadlineMs: 5 });
    await hasty.write('slow.csv', 'a\n1\n');
    const failure = await problemOf(hasty.analytics.run(plan('slow'), ask({ measures: ['rows'] })));
    expect(failure).toMatchObject({ code: 'timeout', message: 'slow.csv took longer than 0.005 s to load and was given up.' });
    await hasty.close();
  });

  it('goes on when a query can’t wait for it, and serves the next one', async () => {
    await trial.write('patience.csv', 'a\n1\n');
    const failure = await problemOf(trial.analytics.run(plan('patience'), ask({ measures: ['rows'] }), { deadlineMs: 5 }));
    expect(failure).toMatchObject({ code: 'unavailable', message: 'The data is still being loaded. Try again in a moment.' });
    expect(await rowsOf('patience')).toEqual([[1]]);
  });

  it('survives a restart: what was loaded stays loaded', async () => {
    const settings = { cacheDir: join(trial.root, 'kept') };
    const load = async () => {
      const opened = await openAnalytics({
        ...settings,
        allowedFolders: [join(trial.root, 'allowed')],
        log: silentLog,
        clock: systemClock,
      });
      const result = await opened.run(plan('patience'), ask({ measures: ['rows'] }));
      await opened.close();
      return result;
    };
    const first = await load();
    expect((await load()).dataAsOf).toBe(first.dataAsOf);
  });
});

describe('a folder', () => {
  const within = (path: string) => plan('x', { source: { id: 's', type: 'folder', path } });
  it('outside of what the operator allowed is refused, however it is written', async () => {
    const outside = join(trial.root, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'x.csv'), 'a\n1\n');
    await symlink(outside, join(trial.root, 'allowed', 'link'));
    for (const path of [
      outside,
      '../outside',
      '/etc',
      join(trial.root, 'allowed', '..', 'outside'),
      'link',
      join(trial.root, 'allowed', 'link'),
    ]) {
      const failure = await problemOf(run(within(path)));
      expect(failure.code, path).toBe('invalid');
      expect(failure.errors).toEqual([
        { field: 'path', message: 'is not below a folder that the operator of this server allowed for data' },
      ]);
    }
  });

  it('is as good as without a file that links out of it', async () => {
    await writeFile(join(trial.root, 'secret.csv'), 'a\n1\n');
    await symlink(join(trial.root, 'secret.csv'), join(trial.folder, 'linked.csv'));
    expect((await problemOf(run(plan('linked')))).message).toBe('The file linked.csv is no longer in the folder “airline”.');
    expect((await trial.analytics.tables(airline)).map(({ name }) => name)).not.toContain('linked');
  });

  it('that isn’t there says so', async () => {
    expect(await problemOf(run(within('gone')))).toMatchObject({
      code: 'unavailable',
      message: 'The folder “gone” isn’t there any more, or can’t be read.',
    });
  });

  it('can be named by its whole path', async () => {
    await trial.write('whole.csv', 'a\n1\n');
    expect((await run(plan('whole', { source: { id: 's', type: 'folder', path: trial.folder } }))).rows).toEqual([[1]]);
  });

  it('lists its tables, and what is wrong with one of them stays with that one', async () => {
    await trial.write('uneven2.csv', 'a,b\n1,2\n3,4,5\n');
    await trial.write('.hidden.csv', 'a\n1\n');
    await trial.write('notes.txt', 'no table');
    const tables = await trial.analytics.tables(airline);
    expect(tables.find(({ name }) => name === 'uneven2')).toEqual({
      name: 'uneven2',
      file: 'uneven2.csv',
      columns: [],
      problem: 'uneven2.csv could not be read: line 3 has 3 values where the first line names 2.',
    });
    expect(tables.find(({ name }) => name === 'semicolons')?.columns).toEqual([
      { name: 'a', type: 'integer' },
      { name: 'b', type: 'text' },
    ]);
    expect(tables.some(({ file }) => file === '.hidden.csv' || file === 'notes.txt')).toBe(false);
  });

  it('can be loaded ahead, file by file, past the broken ones', async () => {
    const seen: string[] = [];
    await trial.analytics.prepare(airline, ({ file }) => seen.push(file));
    expect(seen).toContain('uneven2.csv');
    expect(seen).toContain('whole.csv');
  });
});

describe('a question that can’t be asked', () => {
  const dataset = plan('strikes', {
    time: 'day',
    dimensions: [
      { name: 'day', type: 'date' },
      { name: 'size', type: 'string' },
      { name: 'cost', type: 'number' },
      { name: 'damaged', type: 'boolean' },
      { name: 'lost', type: 'string', column: 'no such column' },
      { name: 'hour', type: 'number', column: 'size', part: 'hour' },
    ],
    measures: [
      { name: 'strikes', aggregate: 'count' },
      { name: 'words', aggregate: 'sum', column: 'size' },
      { name: 'half_cost', aggregate: 'median', column: 'cost' },
      { name: 'gone', aggregate: 'sum', column: 'no such column' },
      { name: 'itself', ratio: { of: 'itself', to: 'strikes' } },
      { name: 'half', ratio: { of: 'strikes', to: 'nobody' } },
    ],
  });
  beforeAll(() => trial.write('strikes.csv', 'day,size,cost,damaged\n2001-01-01,small,5,true\n2001-01-02,large,7,false\n'));

  it.each([
    [{}, 'measures'],
    [{ measures: ['cost'] }, 'measures[0]'],
    [{ measures: ['strikes', 'strikes'] }, 'measures[1]'],
    [{ dimensions: [{ name: 'nothing' }] }, 'dimensions[0].name'],
    [{ dimensions: [{ name: 'strikes' }] }, 'dimensions[0].name'],
    [{ dimensions: [{ name: 'day', grain: 'hour' }] }, 'dimensions[0].grain'],
    [{ dimensions: [{ name: 'size', grain: 'day' }] }, 'dimensions[0].grain'],
    [{ measures: ['strikes'], filter: { field: 'nothing', in: ['a'] } }, 'filter.field'],
    [{ measures: ['strikes'], filter: { and: [{ not: { field: 'strikes', min: 1 } }] } }, 'filter.and[0].not.field'],
    [{ measures: ['strikes'], filter: { field: 'cost', in: [5, 'many'] } }, 'filter.in[1]'],
    [{ measures: ['strikes'], filter: { field: 'day', min: '2001-02-30' } }, 'filter.min'],
    [{ measures: ['strikes'], filter: { field: 'day', in: ['2001-01-01T25:00:00'] } }, 'filter.in[0]'],
    [{ measures: ['strikes'], filter: { field: 'damaged', in: ['perhaps'] } }, 'filter.in[0]'],
    [{ measures: ['strikes'], filter: { field: 'damaged', min: 1 } }, 'filter'],
    [{ measures: ['strikes'], sort: [{ field: 'size' }] }, 'sort[0].field'],
    [{ measures: ['strikes'], compare: 'previous' }, 'compare'],
    [{ measures: ['strikes'], compare: 'previous', time: { to: '2001-01-02' } }, 'compare'],
    [{ measures: ['strikes'], time: { from: '2001-01-02', to: '2001-01-01' } }, 'time.to'],
    [{ measures: ['strikes'], time: { last: 1, unit: 'day' }, compare: { from: '2001-01-02', to: '2001-01-01' } }, 'compare.to'],
    [{ measures: ['strikes'], derive: ['delta'] }, 'derive'],
    [{ measures: ['half_cost'], derive: ['share'] }, 'derive'],
    [{ measures: ['strikes'], others: true }, 'others'],
    [{ dimensions: [{ name: 'size' }], measures: ['strikes'], fill: true }, 'fill'],
    [{ dimensions: [{ name: 'size' }], measures: ['strikes'], sort: [{ field: 'strikes', of: 'delta' }] }, 'sort[0].of'],
    [{ dimensions: [{ name: 'size' }], measures: ['strikes'], pivot: { columns: ['damaged'] } }, 'pivot.columns[0]'],
    [{ dimensions: [{ name: 'size' }], pivot: { columns: ['size'] } }, 'pivot'],
    [
      {
        dimensions: [{ name: 'day', grain: 'day' }],
        measures: ['strikes'],
        time: { from: '2001-01-01', to: '2002-01-01' },
        fill: true,
      },
      'fill',
    ],
  ] as const)('%j names its field', async (query, field) => {
    const failure = await problemOf(run(dataset, query as unknown as QueryInput));
    expect(failure.code).toBe('invalid');
    expect(failure.errors.map((error) => error.field)).toEqual([field]);
  });

  it.each([
    [{ dimensions: [{ name: 'lost' }] }, 'strikes.csv has no column “no such column”, which the dimension “lost” is made of.'],
    [{ dimensions: [{ name: 'hour' }] }, null],
    [{ measures: ['words'] }, 'The measure “words” needs numbers, and strikes.csv holds text in “size”.'],
    [{ measures: ['gone'] }, 'strikes.csv has no column “no such column”, which the measure “gone” is made of.'],
    [{ measures: ['itself'] }, 'The measure “itself” is a ratio of itself.'],
    [{ measures: ['half'] }, 'The measure “half” is a ratio of “nobody”, which the dataset lacks.'],
  ] as const)('%j is the dataset’s own fault', async (query, message) => {
    if (message === null) {
      // Text that is no time has no hour, as an empty cell hasn't.
      expect((await run(dataset, query as unknown as QueryInput)).rows).toEqual([[null]]);
      return;
    }
    expect(await problemOf(run(dataset, query as unknown as QueryInput))).toMatchObject({ code: 'unavailable', message });
  });

  it('is a time range where there is no time', async () => {
    const failure = await problemOf(run(plan('strikes'), { measures: ['rows'], time: { last: 1, unit: 'day' } }));
    expect(failure.errors.map(({ field }) => field)).toEqual(['time']);
  });

  it('is one with conditions beyond counting', async () => {
    const deep = Array.from({ length: 25 }).reduce<object>((inner) => ({ not: inner }), { field: 'size', in: ['small'] });
    expect((await problemOf(run(dataset, { measures: ['strikes'], filter: deep as never }))).code).toBe('invalid');
    const wide = {
      and: Array.from({ length: 20 }, () => ({ or: Array.from({ length: 30 }, () => ({ field: 'size', in: ['small'] })) })),
    };
    expect((await problemOf(run(dataset, { measures: ['strikes'], filter: wide }))).code).toBe('invalid');
  });

  it('is one whose restriction can’t be held against the table', async () => {
    const restricted = trial.analytics.run(dataset, ask({ measures: ['strikes'] }), {
      restrict: [{ field: 'region', in: ['EMEA'] }],
    });
    expect((await problemOf(restricted)).code).toBe('unavailable');
  });

  it('of a dimension that bears the name of a restricted column does not get past the restriction', async () => {
    const sly = { ...dataset, dimensions: [{ name: 'size', type: 'string' as const, column: 'cost' }] };
    const result = await trial.analytics.run(sly, ask({ measures: ['strikes'] }), {
      restrict: [{ field: 'size', in: ['small'] }],
    });
    expect(result.rows).toEqual([[1]]);
  });
});

describe('an answer', () => {
  const many = plan('many', {
    dimensions: [
      { name: 'n', type: 'number' },
      { name: 'text', type: 'string' },
    ],
  });
  beforeAll(() =>
    trial.write('many.csv', `n,text\n${Array.from({ length: 200 }, (_, n) => `${n},${'long '.repeat(300)}${n}\n`).join('')}`),
  );

  it('with more rows than the cap is cut off, and says so', async () => {
    const result = await run(many, { dimensions: [{ name: 'n' }], limit: 10_000 });
    expect(result.rows).toHaveLength(50);
    expect(result.more).toBe(true);
  });

  it('larger than the cap is refused', async () => {
    expect(await problemOf(run(many, { dimensions: [{ name: 'n' }, { name: 'text' }] }))).toMatchObject({ code: 'too_large' });
  });

  it('cuts what is longer than any label', async () => {
    const result = await run(many, { dimensions: [{ name: 'text' }], limit: 1 });
    expect(String(result.rows[0]?.[0])).toHaveLength(1000);
  });

  it('says what its columns are, the period it is about, and when the data was loaded', async () => {
    await trial.write('days.csv', 'day,cost\n2001-01-31,5\n2001-02-14,7\n2001-02-28,1\n');
    const dataset = plan('days', {
      time: 'day',
      dimensions: [{ name: 'day', label: 'Day of flight', type: 'date' }],
      measures: [{ name: 'total_cost', aggregate: 'sum', column: 'cost', format: 'currency', unit: 'USD' }],
    });
    const result = await run(dataset, {
      dimensions: [{ name: 'day', grain: 'month' }],
      measures: ['total_cost'],
      time: { last: 1, unit: 'month' },
      compare: 'previous',
    });
    expect(result.columns).toEqual([
      { name: 'day', label: 'Day of flight', role: 'dimension', type: 'date', grain: 'month' },
      { name: 'total_cost', label: 'Total cost', role: 'measure', type: 'number', format: 'currency', unit: 'USD' },
      {
        name: 'total_cost',
        label: 'Total cost',
        role: 'measure',
        type: 'number',
        format: 'currency',
        unit: 'USD',
        of: 'previous',
      },
    ]);
    expect(result.period).toEqual({ from: '2001-02-01', to: '2001-03-01' });
    expect(result.rows).toEqual([['2001-02-01', 8, 5]]);
    expect(Date.now() - Date.parse(result.dataAsOf)).toBeLessThan(60_000);
  });

  it('about a table without rows is empty, or a row of nothing', async () => {
    await trial.write('nothing.csv', 'day,cost\n');
    const dataset = plan('nothing', {
      time: 'day',
      dimensions: [{ name: 'day', type: 'date' }],
      measures: [
        { name: 'rows', aggregate: 'count' },
        { name: 'cost', aggregate: 'max', column: 'cost' },
      ],
    });
    const time = { last: 3, unit: 'day' } as const;
    expect(await run(dataset, { measures: ['rows', 'cost'], time })).toMatchObject({ rows: [[0, null]], more: false });
    expect((await run(dataset, { dimensions: [{ name: 'day', grain: 'day' }], measures: ['rows'], time })).rows).toEqual([]);
  });

  it('marks the buckets that the period, or the end of the data, cuts short', async () => {
    await trial.write('cut.csv', 'at\n2001-01-10 08:00:00\n2001-02-14 09:30:00\n2001-03-05 10:00:00\n');
    const dataset = plan('cut', { time: 'at', dimensions: [{ name: 'at', type: 'time' }] });
    const partial = async (query: QueryInput) => (await run(dataset, { measures: ['rows'], ...query })).partial;
    const months = { dimensions: [{ name: 'at', grain: 'month' as const }] };
    expect(await partial({ ...months, time: { from: '2001-01-10', to: '2001-04-01' } })).toEqual(['2001-01-01', '2001-03-01']);
    expect(await partial({ ...months, time: { from: '2001-01-01', to: '2001-03-01' } })).toEqual([]);
    expect(await partial({ ...months, time: { from: '2001-02-01' }, fill: true })).toEqual(['2001-03-01']);
    expect(await partial({ dimensions: [{ name: 'at', grain: 'day' }], time: { last: 60, unit: 'day' } })).toEqual([]);
    expect(await partial({})).toBeUndefined();
  });

  it('marks the bucket that we live in', async () => {
    const today = new Date().toISOString().slice(0, 10);
    await trial.write('today.csv', `at\n${today} 00:00:00\n`);
    const dataset = plan('today', { time: 'at', dimensions: [{ name: 'at', type: 'time' }] });
    const result = await run(dataset, {
      dimensions: [{ name: 'at', grain: 'day' }],
      measures: ['rows'],
      time: { last: 2, unit: 'day' },
      fill: true,
    });
    expect(result.rows).toHaveLength(2);
    expect(result.partial).toEqual([today]);
  });
});
