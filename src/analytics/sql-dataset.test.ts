// A dataset that is a SELECT: what it may be made of, and who learns what of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { airline, ask, openTrial, plan, problemOf, type Trial } from './trial.test-support.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial();
  await trial.write('flights.csv', 'day,origin,delay\n2001-01-01,MAD,5\n2001-01-02,JFK,7\n2001-01-02,MAD,\n');
  await trial.write('airports.csv', 'code,city\nMAD,Madrid\nJFK,"New York; --"\n');
  await trial.write('secret.csv', 'word\nhush\n');
});
afterAll(() => trial.close());

const over = (sql: string) =>
  plan('', {
    sql,
    time: 'day',
    dimensions: [
      { name: 'city', type: 'string' },
      { name: 'day', type: 'date' },
    ],
    measures: [{ name: 'delay', aggregate: 'sum', column: 'delay' }],
  });
const joined = 'select f.*, a.city from flights f join airports a on f.origin = a.code -- that is all';

describe('a SELECT as a dataset', () => {
  it('is asked as a table is, with filters, times and rules of its own', async () => {
    const query = ask({ dimensions: [{ name: 'city' }], measures: ['delay'], time: { last: 2, unit: 'day' } });
    expect((await trial.analytics.run(over(joined), query)).rows).toEqual([
      ['New York; --', 7],
      ['Madrid', 5],
    ]);
    const ruled = await trial.analytics.run(over(joined), query, { restrict: [{ field: 'origin', in: ['MAD'] }] });
    expect(ruled.rows).toEqual([['Madrid', 5]]);
  });

  it('tells those who may write it what columns come out', async () => {
    expect(await trial.analytics.checkSql(airline, `${joined}\n;`)).toEqual({
      columns: [
        { name: 'day', type: 'date' },
        { name: 'origin', type: 'text' },
        { name: 'delay', type: 'integer' },
        { name: 'city', type: 'text' },
      ],
    });
  });

  it('is made again when a file that it reads changes, and not before', async () => {
    await trial.write('growing.csv', 'n\n1\n');
    const dataset = plan('', { sql: 'select n * 2 as n from growing', measures: [{ name: 'n', aggregate: 'sum', column: 'n' }] });
    const first = await trial.analytics.run(dataset, ask({ measures: ['n'] }));
    expect(first.rows).toEqual([[2]]);
    expect((await trial.analytics.run(dataset, ask({ measures: ['n'] }))).dataAsOf).toBe(first.dataAsOf);
    await trial.write('growing.csv', 'n\n1\n20\n');
    expect((await trial.analytics.run(dataset, ask({ measures: ['n'] }))).rows).toEqual([[42]]);
  });

  it.each([
    'with x as (select origin, avg(delay) over (partition by origin order by day) as late from flights) select * from x',
    "select date_trunc('month', day) as m, count(*) filter (where delay > 5) as n from flights group by all having count(*) > 0",
    "select * exclude (delay), coalesce(delay, 0)::decimal(9, 2) as delay from \"flights\" where day between '2001-01-01' and '2001-02-01'",
    'select origin from flights union all select code from AIRPORTS order by 1 limit 2',
    "select case when delay is null then 1 else -delay % 3 end as d, origin || 'x' as o, origin like 'M%' as l from flights",
    'select * from flights where origin in (select code from airports) and exists (select 1 from airports where code = origin)',
    'from flights select distinct origin',
    'select unnest([1, 2]) as n, range from range(3)',
    'values (1, 2), (3, 4)',
    "select count(distinct origin), median(delay), quantile_cont(delay, 0.9), string_agg(origin, ',' order by origin) from flights",
  ])('may be %s', async (sql) => {
    expect(await trial.analytics.checkSql(airline, sql)).toHaveProperty('columns');
  });

  it.each([
    ["select * from read_csv('/etc/passwd')", 'The function “read_csv” can’t be read from here.'],
    ["select * from '/etc/passwd'", 'There is no table “/etc/passwd” in this source.'],
    ["select * from 'flights.csv'", 'There is no table “flights.csv” in this source.'],
    ["select * from query('select 1')", 'The function “query” can’t be read from here.'],
    ["select * from query_table('flights')", 'The function “query_table” can’t be read from here.'],
    ["select read_text('/etc/passwd')", 'The function “read_text” can’t be used here.'],
    ["select getenv('HOME')", 'The function “getenv” can’t be used here.'],
    ["select current_setting('threads')", 'The function “current_setting” can’t be used here.'],
    ["select * from enable_logging(storage = 'file')", 'The function “enable_logging” can’t be read from here.'],
    ['select stats(delay) from flights', 'The function “stats” can’t be used here.'],
    ["select repeat('x', 2000000000)", 'The function “repeat” can’t be used here.'],
    ['select * from duckdb_settings()', 'The function “duckdb_settings” can’t be read from here.'],
    ['select * from information_schema.tables', 'Tables are named without anything before them: “tables”.'],
    ['select * from held0.main.data', 'Tables are named without anything before them: “data”.'],
    ['select * from data', 'There is no table “data” in this source.'],
    ['select pg_catalog.upper(origin) from flights', 'The function “upper” can’t be named with a schema.'],
    ['select * from duckdb_tables', 'There is no table “duckdb_tables” in this source.'],
    ['with x as (select * from y), y as (select 1) select * from x', 'There is no table “y” in this source.'],
    ['select * from (with hidden as (select 1) select * from hidden), hidden', 'There is no table “hidden” in this source.'],
    [
      'with recursive r as (select 1 as n union all select n + 1 from r) select * from r',
      'It uses something that can’t be used here (recursive cte node).',
    ],
    ['describe flights', 'It uses something that can’t be used here (show ref).'],
    ['show tables', 'It uses something that can’t be used here (show ref).'],
    ['select $1', 'It uses something that can’t be used here (value parameter).'],
    ['select 1; select 2', 'Only a single SELECT can stand here.'],
    ['select 1; drop table data', 'Only a single SELECT can stand here.'],
    ['select 1) as t; drop table data; select (1', 'syntax error at or near ")".'],
    ['insert into flights values (1)', 'Only a single SELECT can stand here.'],
    ["copy flights to '/tmp/x.csv'", 'Only a single SELECT can stand here.'],
    ["attach '/tmp/x' as y", 'Only a single SELECT can stand here.'],
    ['set threads = 1', 'Only a single SELECT can stand here.'],
    ['pragma version', 'Only a single SELECT can stand here.'],
    ['explain select 1', 'Only a single SELECT can stand here.'],
    ['', 'Only a single SELECT can stand here.'],
  ])('may not be %s', async (sql, what) => {
    expect(await trial.analytics.checkSql(airline, sql)).toMatchObject({ problem: what });
    const failure = await problemOf(trial.analytics.run(over(sql), ask({ measures: ['delay'] })));
    expect(failure).toMatchObject({
      code: 'unavailable',
      message: 'The query that this dataset is made of can’t be run as it is.',
    });
  });

  it('says what is wrong, and where, in the engine’s words to those who may write it, and nothing to others', async () => {
    expect(await trial.analytics.checkSql(airline, 'select selec from')).toEqual({
      problem: 'syntax error at end of input.',
      position: 17,
    });
    const wrong = 'select CAST(word AS INTEGER) AS delay from secret';
    const told = await trial.analytics.checkSql(airline, wrong);
    expect(told).toMatchObject({ problem: expect.stringContaining('hush') });
    const failure = await problemOf(trial.analytics.run(over(wrong), ask({ measures: ['delay'] })));
    expect(failure.message).not.toContain('hush');
  });
});
