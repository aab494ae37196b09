// Asking for data. What is asked was reached, or runs in the context of what was; the query is what that thing defines,
// with the choices it allows. Nobody's text becomes SQL.
import { type Ask, allow, type Principal, partsOf, type Reached, type Row } from '#access';
import type { DatasetPlan } from '#analytics/index';
import {
  type AnswerOf,
  type BodyOf,
  type Choices,
  type Filter,
  invalid,
  type listTables as listTablesRoute,
  type listValues as listValuesRoute,
  notFound,
  type ParamsOf,
  problem,
  type Query,
  type Result,
  type runQuery as runQueryRoute,
  type runTile as runTileRoute,
} from '#contract';
import { asking, type Deps } from '../deps.ts';
import { discreetly } from './discreet.ts';
import { fieldsIn } from './filters.ts';
import { behind, exposes, planOf, read, requireNoRules } from './plan.ts';

/** Who asks, and until when: whoever leaves stops their query. */
type Run = { deps: Deps; ask: Ask; principal: Principal; signal?: AbortSignal | undefined };

export const runQuery = async (
  deps: Deps,
  principal: Principal,
  { params, body, signal }: { params: ParamsOf<typeof runQueryRoute>; body: BodyOf<typeof runQueryRoute>; signal?: AbortSignal },
): Promise<AnswerOf<typeof runQueryRoute>> => {
  const ask = asking(deps);
  const run = { deps, ask, principal, signal };
  const row = await allow(ask, principal, params.resource, 'query');
  switch (row.kind) {
    case 'dataset':
      return runPlan(run, row, wanted(body.query), body.choices);
    case 'chart':
      if (body.query) throw invalid('query', 'of a chart is its own; send choices');
      await requireDrawn(ask, row, body.choices);
      return runChart(run, row, body.choices);
    case 'explore':
      return runExplore(run, row, wanted(body.query), body.choices);
    default:
      throw problem('invalid', `A ${row.kind} has no data of its own to ask for.`);
  }
};

export const runTile = async (
  deps: Deps,
  principal: Principal,
  { params, body, signal }: { params: ParamsOf<typeof runTileRoute>; body: BodyOf<typeof runTileRoute>; signal?: AbortSignal },
): Promise<AnswerOf<typeof runTileRoute>> => {
  const ask = asking(deps);
  const dashboard = await allow(ask, principal, params.dashboard, 'query', 'dashboard');
  const { tiles, filters, time } = read('dashboard', dashboard);
  const tile = tiles.find(({ id }) => id === params.tile);
  if (!tile || !('chart' in tile)) throw notFound();
  const part = await runningPart(ask, dashboard, tile.chart);
  const offered = new Set([...filters.map(({ name }) => name), ...(await drawnOn(ask, dashboard))]);
  for (const field of fieldsIn(body.choices?.filter)) {
    if (!offered.has(field))
      throw invalid('choices.filter', `uses “${field}”, which is neither a filter of this dashboard nor drawn on it`);
  }
  if ((body.choices?.time || body.choices?.compare) && !time) throw invalid('choices.time', 'is not offered by this dashboard');
  return runChart({ deps, ask, principal, signal }, part, body.choices);
};

/** Dimensions that some chart of the dashboard draws: a click on one filters the others. */
const drawnOn = async (ask: Ask, dashboard: Reached): Promise<string[]> =>
  (await partsOf(ask, dashboard))
    .filter(({ state }) => state === 'runs')
    .flatMap(({ part }) => read('chart', part).query.dimensions.map(({ name }) => name));

// Who may see a chart sees the query that it is: narrowed by what it draws, not by columns that it doesn't show.
const requireDrawn = async (ask: Ask, chart: Row, choices: Choices | undefined) => {
  if (!choices) return;
  const { dataset, query } = read('chart', chart);
  const drawn = query.dimensions.map(({ name }) => name);
  for (const field of fieldsIn(choices.filter)) {
    if (!drawn.includes(field)) throw invalid('choices.filter', `uses “${field}”, which this chart doesn't draw`);
  }
  const behindIt = await behind(ask, dataset);
  const timeDrawn = behindIt && drawn.includes((await planOf(ask, behindIt)).time ?? '');
  if ((choices.time || choices.compare) && !query.time && !timeDrawn)
    throw invalid('choices.time', 'is not offered by this chart');
};

/** The choices of a dimension of a dataset, an explore, or a dashboard's filter: queried in context. */
export const listValues = async (
  deps: Deps,
  principal: Principal,
  {
    params,
    body,
    signal,
  }: { params: ParamsOf<typeof listValuesRoute>; body: BodyOf<typeof listValuesRoute>; signal?: AbortSignal },
): Promise<AnswerOf<typeof listValuesRoute>> => {
  const ask = asking(deps);
  const row = await allow(ask, principal, params.resource, 'query');
  for (const { dataset, offers } of await datasetsOf(ask, row)) {
    if (!offers(body.field)) continue;
    const plan = await planOf(ask, dataset);
    if (!plan.dimensions.some(({ name }) => name === body.field)) continue;
    await requireNoRules(ask, dataset);
    return discreetly({ ask, principal, dataset, ...plan }, () =>
      deps.analytics.values(plan, body.field, { limit: body.limit, ...(body.q && { q: body.q }), ...(signal && { signal }) }),
    );
  }
  throw invalid('field', `names nothing that can be chosen here: ${body.field}`);
};

export const listTables = async (
  deps: Deps,
  principal: Principal,
  { params }: { params: ParamsOf<typeof listTablesRoute> },
): Promise<AnswerOf<typeof listTablesRoute>> => {
  const ask = asking(deps);
  const row = await allow(ask, principal, params.resource, 'view', 'source');
  const { type, path } = read('source', row);
  if (!path) throw problem('invalid', `The source “${row.title}” has no folder yet.`);
  const source = { id: row.id, type, path };
  return { items: await discreetly({ ask, principal, source }, () => deps.analytics.tables(source)) };
};

/** The part's row when it runs in the container; else why not, naming nothing but the tile. */
const runningPart = async (ask: Ask, container: Reached, partId: string): Promise<Row> => {
  const found = (await partsOf(ask, container)).find(({ part }) => part.id === partId);
  if (!found || found.state === 'gone') throw problem('unavailable', 'What this shows is no longer there.');
  if (found.state === 'unconfirmed') {
    throw problem('unavailable', 'Who added this can no longer see it; an editor who can has to confirm it.');
  }
  return found.part;
};

/** Datasets behind what is open, and which of their dimensions may be chosen from there. */
const datasetsOf = async (ask: Ask, row: Reached): Promise<{ dataset: Row; offers: (field: string) => boolean }[]> => {
  if (row.kind === 'dataset') return [{ dataset: row, offers: () => true }];
  if (row.kind === 'explore') {
    const definition = read('explore', row);
    const dataset = await runningPart(ask, row, definition.dataset ?? '');
    return [{ dataset, offers: (name) => exposes(definition, { name, role: 'dimension' }) }];
  }
  if (row.kind === 'dashboard') {
    const declared = new Set(read('dashboard', row).filters.map(({ name }) => name));
    const running = (await partsOf(ask, row)).filter(({ state }) => state === 'runs');
    const ids = [...new Set(running.map(({ part }) => read('chart', part).dataset))];
    const datasets = await Promise.all(ids.map((id) => behind(ask, id)));
    return datasets.flatMap((dataset) => (dataset ? [{ dataset, offers: (name: string) => declared.has(name) }] : []));
  }
  return [];
};

const runChart = async (run: Run, chart: Row, choices?: Choices): Promise<Result> => {
  const { dataset: id, query } = read('chart', chart);
  const dataset = await behind(run.ask, id);
  if (!dataset) throw problem('unavailable', `The data behind “${chart.title}” is no longer there.`);
  if (query.measures.length === 0 && query.dimensions.length === 0)
    throw problem('invalid', `“${chart.title}” asks for nothing yet.`);
  return runPlan(run, dataset, query, choices, 'fitting');
};

const runExplore = async (run: Run, explore: Reached, query: Query, choices?: Choices): Promise<Result> => {
  const { deps, ask } = run;
  const definition = read('explore', explore);
  const dataset = await runningPart(ask, explore, definition.dataset ?? '');
  const plan = await planOf(ask, dataset);
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
  return runPlan(run, dataset, query, choices);
};

/** `fitting`: choices on dimensions that this dataset lacks don't concern it, as on a dashboard over several datasets. */
const runPlan = async (
  { deps, ask, principal, signal }: Run,
  dataset: Row,
  query: Query,
  choices: Choices = {},
  fit?: 'fitting',
): Promise<Result> => {
  await requireNoRules(ask, dataset);
  const plan = await planOf(ask, dataset);
  const chosen = fit ? fitting(choices.filter, plan) : choices.filter;
  const filters = [query.filter, chosen].filter((filter): filter is Filter => filter !== undefined);
  const time = plan.time ? (choices.time ?? query.time) : query.time;
  const asked = {
    ...query,
    ...(filters.length > 0 && { filter: filters.length === 1 ? filters[0] : { and: filters } }),
    ...(time && { time }),
    ...(choices.compare && plan.time && { compare: choices.compare }),
  };
  return discreetly({ ask, principal, dataset, ...plan }, () => deps.analytics.run(plan, asked, { ...(signal && { signal }) }));
};

const fitting = (filter: Filter | undefined, plan: DatasetPlan): Filter | undefined => {
  if (!filter) return undefined;
  const has = (one: Filter) => fieldsIn(one).every((field) => plan.dimensions.some(({ name }) => name === field));
  if (!('and' in filter)) return has(filter) ? filter : undefined;
  const kept = filter.and.filter(has);
  return kept.length > 0 ? { and: kept } : undefined;
};

const wanted = (query: Query | undefined): Query => {
  if (!query) throw invalid('query', 'is missing');
  return query;
};
