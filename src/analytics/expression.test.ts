import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, openTrial, plan, problemOf, type Trial } from './trial.test-support.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial();
  await trial.write('sales.csv', 'day,region,price,units\n2001-01-01,North,5,2\n2001-01-02,South,7,\n');
});
afterAll(() => trial.close());

const dataset = plan('sales', {
  dimensions: [
    { name: 'region', type: 'string' },
    { name: 'price', type: 'number' },
    { name: 'units', type: 'number' },
    { name: 'lost', type: 'number', column: 'no such column' },
  ],
  measures: [
    { name: 'rows', aggregate: 'count' },
    { name: 'turnover', expression: 'sum(price * units) / rows' },
    { name: 'circle', expression: 'turnover + circle' },
    { name: 'wrong', expression: 'sum(region)' },
  ],
});
const check = (expression: string) => trial.analytics.checkFormula(dataset, { name: 'new', expression });

it.each([
  'sum(price)',
  'count() * 2',
  '-(rows + 1.5) / count_distinct(region)',
  'coalesce(max(units), 0)',
  'SUM(price)',
  ' turnover ',
])('%s can be worked out', async (expression) => expect(await check(expression)).toBeNull());

it.each([
  ['sum(price', '“)” is missing here.', 9],
  ['sum(prise)', 'There is no dimension “prise”.', 4],
  ['price * 2', '“price” has to stand in an aggregate, such as sum(price).', 0],
  ['rows + nothing', 'There is no measure “nothing”.', 7],
  ['rows +', 'Something is missing here.', 6],
  ['', 'Something is missing here.', 0],
  ['sum(sum(price))', 'An aggregate can’t stand in another.', 4],
  ['sum(region)', '“region” holds no numbers.', 4],
  ['sleep(5)', 'There is no function “sleep”.', 0],
  ['sum(price, units)', '“sum” is given the wrong number of values.', 0],
  ['rows; drop table data', '“;” isn’t expected here.', 4],
  ["sum('x')", "“'” isn’t expected here.", 4],
  ['rows rows', '“rows” isn’t expected here.', 5],
  ['1 + "price"', '“"” isn’t expected here.', 4],
  ['('.repeat(60), 'It is nested too deeply.', 50],
])('%s is told what is wrong, and where', async (expression, problem, position) => {
  expect(await check(expression)).toEqual({ problem, position });
});

it('that is made of itself, or of a column that is gone, is told so', async () => {
  expect(await check('circle')).toEqual({ problem: 'The measure “circle” is made of itself.' });
  expect(await check('new + 1')).toMatchObject({ position: 0 });
  expect(await check('sum(lost)')).toEqual({
    problem: 'sales.csv has no column “no such column”, which the dimension “lost” is made of.',
  });
});

it('that can’t be worked out says so to who asks for it', async () => {
  expect((await trial.analytics.run(dataset, ask({ measures: ['turnover'] }))).rows).toEqual([[5]]);
  expect(await problemOf(trial.analytics.run(dataset, ask({ measures: ['wrong'] })))).toMatchObject({
    code: 'unavailable',
    message: 'The measure “wrong” can’t be worked out: “region” holds no numbers.',
  });
});
