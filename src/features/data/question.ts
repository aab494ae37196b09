// What one thing asks of which data: its own query, or one that it allows, with the choices that it allows.
import type { Ask, Reached, Row } from '#access';
import { type BodyOf, type Choices, invalid, problem, type Query, type showSql as showSqlRoute } from '#contract';
import type { Deps } from '../deps.ts';
import { fieldsIn } from './filters.ts';
import { exposes, planOf, read } from './plan.ts';
import { type Footing, footingOf, type Question, questionOfChart, runningPart } from './running.ts';

type Asked = Pick<BodyOf<typeof showSqlRoute>, 'query' | 'choices'>;

export const questionOf = async (
  { analytics }: Pick<Deps, 'analytics'>,
  ask: Ask,
  row: Reached,
  { query, choices }: Asked,
): Promise<{ footing: Footing; question: Question }> => {
  switch (row.kind) {
    case 'dataset':
      return { footing: await footingOf(ask, [row.id]), question: { dataset: row, query: wanted(query), choices } };
    case 'chart': {
      if (query) throw invalid('query', 'of a chart is its own; send choices');
      const footing = await footingOf(ask, [read('chart', row).dataset]);
      requireDrawn(footing, row, choices);
      return { footing, question: questionOfChart(footing, row, choices) };
    }
    case 'explore':
      return ofExplore(analytics, ask, row, { query: wanted(query), choices });
    default:
      throw problem('invalid', `A ${row.kind} has no data of its own to ask for.`);
  }
};

// Who may see a chart sees the query that it is: narrowed by what it draws, not by columns that it doesn't show.
const requireDrawn = ({ ground }: Footing, chart: Row, choices: Choices | undefined) => {
  if (!choices) return;
  const { dataset, query } = read('chart', chart);
  const drawn = query.dimensions.map(({ name }) => name);
  for (const field of fieldsIn(choices.filter)) {
    if (!drawn.includes(field)) throw invalid('choices.filter', `uses “${field}”, which this chart doesn't draw`);
  }
  const behindIt = ground.get(dataset ?? '');
  const timeDrawn = behindIt && drawn.includes(planOf(ground, behindIt).time ?? '');
  if ((choices.time || choices.compare) && !query.time && !timeDrawn)
    throw invalid('choices.time', 'is not offered by this chart');
};

const ofExplore = async (
  analytics: Deps['analytics'],
  ask: Ask,
  explore: Reached,
  { query, choices }: { query: Query; choices: Choices | undefined },
) => {
  const definition = read('explore', explore);
  const dataset = await runningPart(ask, explore, definition.dataset ?? '');
  const footing = await footingOf(ask, [dataset.id]);
  const plan = planOf(footing.ground, dataset);
  const asked = new Set([
    ...query.dimensions.map(({ name }) => name),
    ...query.measures,
    ...fieldsIn(query.filter),
    ...fieldsIn(choices?.filter),
    ...(query.sort ?? []).map(({ field }) => field),
  ]);
  const shown = analytics.fields(plan).filter((field) => exposes(definition, field));
  for (const name of asked) {
    if (!shown.some((field) => field.name === name)) throw invalid('query', `uses “${name}”, which this explore doesn't show`);
  }
  return { footing, question: { dataset, query, choices } };
};

const wanted = (query: Query | undefined): Query => {
  if (!query) throw invalid('query', 'is missing');
  return query;
};
