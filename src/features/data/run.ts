// Asking one thing for data. What is asked was reached, or runs in the context of what was; the query is what that thing
// defines, with the choices it allows. Nobody's text becomes SQL.
import { allow, type Principal } from '#access';
import { type BodyOf, invalid, type ParamsOf, type Result, type runQuery as runQueryRoute } from '#contract';
import { asking, type Deps } from '../deps.ts';
import { noteOpened } from '../opened.ts';
import { questionOf } from './question.ts';
import { runPlan } from './running.ts';
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
  await noteOpened(ask, principal, row.id);
  if (row.kind === 'dashboard') {
    if (body.query) throw invalid('query', 'is not for a dashboard; its charts have their own');
    return openTiles(run, row, body);
  }
  for (const field of ['tiles', 'filters'] as const)
    if (body[field]) throw invalid(field, `is for dashboards; this is a ${row.kind}`);
  const { footing, question } = await questionOf(deps, ask, row, body);
  return runPlan(run, footing, question);
};
