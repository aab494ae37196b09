// Asking one thing for data. What is asked was reached, or runs in the context of what was; the query is what that thing
// defines, with the choices it allows. Nobody's text becomes SQL.
import { allow, type Principal, type Reached, type Row } from '#access';
import {
  type BodyOf,
  type Choices,
  invalid,
  type ParamsOf,
  problem,
  type Query,
  type Result,
  type runQuery as runQueryRoute,
} from '#contract';
import { asking, type Deps } from '../deps.ts';
import { fieldsIn } from './filters.ts';
import { exposes, planOf, read } from './plan.ts';
import { type Footing, footingOf, type Run, runChart, runningPart, runPlan } from './running.ts';
import { openTiles, type TileOutcome } from './tiles.ts';

/** Of a dashboard its tiles, each as soon as it is there; of everything else one result. */
export const runQuery = async (
  deps: Deps,
  principal: Principal,
  { params, body, signal }: { params: ParamsOf<typeof runQueryRoute>; body: BodyOf<typeof runQueryRoute>; signal?: AbortSignal },
): Promise<Result | AsyncIterable<TileOutcome>> => {
  const ask = asking(deps);
  const run = { deps, ask, principal, signal };
  const row = await allow(ask, principal, params.resource, 'query');
  if (row.kind === 'dashboard') {
    if (body.query) throw invalid('query', 'is not for a dashboard; its charts have their own');
    return openTiles(run, row, body);
  }
  for (const field of ['tiles', 'filters'] as const)
    if (body[field]) throw invalid(field, `is for dashboards; this is a ${row.kind}`);
  switch (row.kind) {
    case 'dataset':
      return runPlan(run, await footingOf(ask, [row.id]), row, wanted(body.query), body.choices);
    case 'chart': {
      if (body.query) throw invalid('query', 'of a chart is its own; send choices');
      const footing = await footingOf(ask, [read('chart', row).dataset]);
      requireDrawn(footing, row, body.choices);
      return runChart(run, footing, row, body.choices);
    }
    case 'explore':
      return runExplore(run, row, wanted(body.query), body.choices);
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

const runExplore = async (run: Run, explore: Reached, query: Query, choices?: Choices): Promise<Result> => {
  const { deps, ask } = run;
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
  const shown = deps.analytics.fields(plan).filter((field) => exposes(definition, field));
  for (const name of asked) {
    if (!shown.some((field) => field.name === name)) throw invalid('query', `uses “${name}”, which this explore doesn't show`);
  }
  return runPlan(run, footing, dataset, query, choices);
};

const wanted = (query: Query | undefined): Query => {
  if (!query) throw invalid('query', 'is missing');
  return query;
};
