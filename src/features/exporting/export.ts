// Data as a file: the same question, asked by the same rule, and noted. (A convenience for who minds the data, not a barrier:
// who may query may copy.)
import { allow, type Principal } from '#access';
import { note } from '#access/giving/index';
import {
  type BodyOf,
  type exportCsv as exportCsvRoute,
  type exportQuery as exportQueryRoute,
  invalid,
  type ParamsOf,
} from '#contract';
import { runQuery } from '../data/index.ts';
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
  await note(ask, principal, {
    action: 'data.export',
    resource: row.id,
    after: { rows: result.rows.length, columns: result.columns.map(({ name }) => name), cut: result.more },
  });
  return { name: `${row.title}.csv`, text: csvOf(result), more: result.more };
};
