// A dashboard's tiles: one decision opens them all, each answers on its own.
import { type Ask, allow, type PartState, type Principal, partsOf, type Reached, type Row } from '#access';
import {
  type AnswerOf,
  type BodyOf,
  type Choices,
  type DefinitionOf,
  type Filter,
  invalid,
  notFound,
  type ParamsOf,
  type Result,
  type runQuery as runQueryRoute,
  type runTile as runTileRoute,
} from '#contract';
import { asking, type Deps } from '../deps.ts';
import { asTheyFinish } from './as-they-finish.ts';
import { fieldsIn } from './filters.ts';
import { read } from './plan.ts';
import { type Footing, footingOf, type Run, runChart, runningAmong } from './running.ts';

/** What came of a tile, or what was thrown instead. */
export type TileOutcome = { tile: string; result: Result } | { tile: string; failed: unknown };

/** One dashboard's tiles leave room for other people's: these run or queue at once, the rest wait here. */
const atOnce = 6;

/** Statements asked of the store don't grow with the tiles: the parts, what they stand on, rules. */
export const openTiles = async (
  run: Run,
  dashboard: Reached,
  { tiles: wished, choices, filters }: BodyOf<typeof runQueryRoute>,
): Promise<AsyncIterable<TileOutcome>> => {
  const board = await openBoard(run.ask, dashboard);
  const chosen = withFilters(board, choices, filters);
  requireOffered(board, chosen);
  const charted = board.definition.tiles.flatMap((tile) => ('chart' in tile ? [tile] : []));
  for (const id of wished ?? [])
    if (!charted.some((tile) => tile.id === id)) throw invalid('tiles', `names no chart's tile of this dashboard: ${id}`);
  const asked = wished ? charted.filter(({ id }) => wished.includes(id)) : charted;
  return asTheyFinish(
    asked.map(({ id, chart }) => async (): Promise<TileOutcome> => {
      try {
        return { tile: id, result: await runChart(run, board.footing, runningAmong(board.parts, chart), chosen) };
      } catch (failed) {
        return { tile: id, failed };
      }
    }),
    atOnce,
  );
};

export const runTile = async (
  deps: Deps,
  principal: Principal,
  { params, body, signal }: { params: ParamsOf<typeof runTileRoute>; body: BodyOf<typeof runTileRoute>; signal?: AbortSignal },
): Promise<AnswerOf<typeof runTileRoute>> => {
  const ask = asking(deps);
  const dashboard = await allow(ask, principal, params.dashboard, 'query', 'dashboard');
  const tile = read('dashboard', dashboard).tiles.find(({ id }) => id === params.tile);
  if (!tile || !('chart' in tile)) throw notFound();
  const board = await openBoard(ask, dashboard);
  const part = runningAmong(board.parts, tile.chart);
  requireOffered(board, body.choices);
  return runChart({ deps, ask, principal, signal }, board.footing, part, body.choices);
};

type Board = {
  definition: DefinitionOf<'dashboard'>;
  parts: readonly PartState[];
  footing: Footing;
};

const openBoard = async (ask: Ask, dashboard: Reached): Promise<Board> => {
  const parts = await partsOf(ask, dashboard);
  const datasets = running(parts).map((part) => read('chart', part).dataset);
  return {
    definition: read('dashboard', dashboard),
    parts,
    footing: await footingOf(ask, datasets),
  };
};

const running = (parts: readonly PartState[]): Row[] => parts.flatMap(({ state, part }) => (state === 'runs' ? [part] : []));

/** Filters that the dashboard offers, and dimensions that some chart of it draws: a click on one filters the others. */
const requireOffered = ({ definition, parts }: Board, choices: Choices | undefined) => {
  const drawn = running(parts).flatMap((part) => read('chart', part).query.dimensions.map(({ name }) => name));
  const offered = new Set([...definition.filters.map(({ name }) => name), ...drawn]);
  for (const field of fieldsIn(choices?.filter)) {
    if (!offered.has(field))
      throw invalid('choices.filter', `uses “${field}”, which is neither a filter of this dashboard nor drawn on it`);
  }
  if ((choices?.time || choices?.compare) && !definition.time) throw invalid('choices.time', 'is not offered by this dashboard');
};

/** `filters` is the short way to say what a dashboard's own filters are set to. */
const withFilters = (
  { definition }: Board,
  choices: Choices = {},
  filters: BodyOf<typeof runQueryRoute>['filters'] = {},
): Choices => {
  const said = Object.entries(filters).map(([field, set]): Filter => {
    if (!definition.filters.some(({ name }) => name === field))
      throw invalid(`filters.${field}`, 'is no filter of this dashboard');
    return Array.isArray(set) ? { field, in: set } : { field, ...set };
  });
  const all = choices.filter ? [choices.filter, ...said] : said;
  if (all.length === 0) return choices;
  return { ...choices, filter: all.length === 1 ? all[0] : { and: all.flatMap((one) => ('and' in one ? one.and : [one])) } };
};
