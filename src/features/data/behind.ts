// What is behind a number. Rows are for who sees the dataset itself, whatever chart or dashboard it is looked at from; its SQL
// for who edits it, or sees it and may run SQL (docs/decisions/0006).
import { type Ask, allow, type Principal, reachedAmong } from '#access';
import {
  type AnswerOf,
  atLeast,
  type BodyOf,
  type listRows as listRowsRoute,
  type ParamsOf,
  problem,
  type showSql as showSqlRoute,
} from '#contract';
import { asking, type Deps } from '../deps.ts';
import { discreetly } from './discreet.ts';
import { planOf, read, ruled } from './plan.ts';
import { questionOf } from './question.ts';
import { askedOf, footingOf } from './running.ts';

/** Every column of the table for who sees its source; else what the dataset offers to see things by. */
export const listRows = async (
  deps: Deps,
  principal: Principal,
  { params, body, signal }: { params: ParamsOf<typeof listRowsRoute>; body: BodyOf<typeof listRowsRoute>; signal?: AbortSignal },
): Promise<AnswerOf<typeof listRowsRoute>> => {
  const ask = asking(deps);
  const dataset = await allow(ask, principal, params.resource, 'query', 'dataset');
  const { ground, underRules, calendar } = await footingOf(ask, [dataset.id]);
  if (underRules.has(dataset.id)) throw ruled();
  const plan = planOf(ground, dataset);
  const { source } = read('dataset', dataset);
  const columns = source !== undefined && (await reachedAmong(ask, principal, [source])).has(source);
  return discreetly({ ask, principal, dataset, ...plan }, () =>
    deps.analytics.rows(plan, { ...body, calendar, columns, ...(signal && { signal }) }),
  );
};

/** The dataset behind something, where one sees it, and whether its SQL is told to this one. */
export const behindOf = async (
  ask: Ask,
  principal: Principal,
  id: string | undefined,
): Promise<{ dataset: string; title: string; sql: boolean } | undefined> => {
  const dataset = id === undefined ? undefined : (await reachedAmong(ask, principal, [id])).get(id);
  if (!dataset) return undefined;
  const sql = atLeast(dataset.level, 'editor') || principal.capabilities.has('sql.run');
  return { dataset: dataset.id, title: dataset.title, sql };
};

export const showSql = async (
  deps: Deps,
  principal: Principal,
  { params, body, signal }: { params: ParamsOf<typeof showSqlRoute>; body: BodyOf<typeof showSqlRoute>; signal?: AbortSignal },
): Promise<AnswerOf<typeof showSqlRoute>> => {
  const ask = asking(deps);
  const row = await allow(ask, principal, params.resource, 'query');
  // Before anything else is looked at: whatever is behind it, and wherever, is refused in the same words.
  const used = row.kind === 'chart' || row.kind === 'explore' ? read(row.kind, row).dataset : row.id;
  if (row.kind !== 'dashboard' && !(await behindOf(ask, principal, used))?.sql) throw notTold();
  const { footing, question } = await questionOf(deps, ask, row, body);
  const { plan, asked } = askedOf(footing, question);
  return discreetly({ ask, principal, dataset: question.dataset, ...plan }, () =>
    deps.analytics.explain(plan, asked, signal ? { signal } : {}),
  );
};

const notTold = () => problem('forbidden', 'The SQL is for who edits the data behind this, or sees that data and may run SQL.');
