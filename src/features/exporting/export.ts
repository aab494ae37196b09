// Data as a file: the same question, asked by the same rule, and noted. (A convenience for who minds the data, not a barrier:
// who may query may copy.)
import { type Ask, allow, type Principal, partsOf, type Reached } from '#access';
import { note } from '#access/giving/index';
import {
  type BodyOf,
  type exportCsv as exportCsvRoute,
  type exportQuery as exportQueryRoute,
  type exportTile as exportTileRoute,
  invalid,
  type ParamsOf,
  type Result,
} from '#contract';
import { read, runQuery, runTile } from '../data/index.ts';
import { asking, type Deps } from '../deps.ts';
import { csvOf } from './csv.ts';

export type CsvFile = {
  readonly name: string;
  readonly text: AsyncIterable<string> /** The result was cut off. */;
  readonly more: boolean;
};
type Input = { params: ParamsOf<typeof exportQueryRoute>; body: BodyOf<typeof exportQueryRoute>; signal?: AbortSignal };

export const exportCsv = (
  deps: Deps,
  principal: Principal,
  { params, signal }: { params: ParamsOf<typeof exportCsvRoute>; signal?: AbortSignal },
): Promise<CsvFile> => exportQuery(deps, principal, { params, body: {}, ...(signal && { signal }) });

export const exportQuery = async (deps: Deps, principal: Principal, input: Input): Promise<CsvFile> => {
  const ask = asking(deps);
  const row = await allow(ask, principal, input.params.resource, 'export');
  if (row.kind === 'dashboard') throw invalid('resource', 'is a dashboard; export one of its charts');
  const result = await runQuery(deps, principal, input);
  // Only a dashboard answers in tiles.
  if (!('columns' in result)) throw invalid('resource', 'has no table to export');
  return fileOf(ask, principal, row, result);
};

/** In context, as the tile itself runs: whoever may export the dashboard takes what it draws for them, and no more. */
export const exportTile = async (
  deps: Deps,
  principal: Principal,
  input: { params: ParamsOf<typeof exportTileRoute>; body: BodyOf<typeof exportTileRoute>; signal?: AbortSignal },
): Promise<CsvFile> => {
  const ask = asking(deps);
  const { dashboard, tile } = input.params;
  const row = await allow(ask, principal, dashboard, 'export', 'dashboard');
  const result = await runTile(deps, principal, input);
  return fileOf(ask, principal, { id: row.id, title: await titleOf(ask, row, tile) }, result, { tile });
};

/** As the tile is headed on the dashboard. */
const titleOf = async (ask: Ask, dashboard: Reached, id: string): Promise<string> => {
  const tile = read('dashboard', dashboard).tiles.find((one) => one.id === id);
  if (!tile || !('chart' in tile)) return dashboard.title;
  return tile.title ?? (await partsOf(ask, dashboard)).find(({ part }) => part.id === tile.chart)?.part.title ?? dashboard.title;
};

const fileOf = async (
  ask: Ask,
  principal: Principal,
  { id, title }: { id: string; title: string },
  result: Result,
  of: { tile?: string } = {},
): Promise<CsvFile> => {
  await note(ask, principal, {
    action: 'data.export',
    resource: id,
    after: { ...of, rows: result.rows.length, columns: result.columns.map(({ name }) => name), cut: result.more },
  });
  return { name: `${title}.csv`, text: csvOf(result), more: result.more };
};
