// What filters can be set to: the values of a dimension, queried in the context of what is open.
import { type Ask, allow, type Principal, partsOf, type Reached, type Row } from '#access';
import { sourcePlanOf } from '#analytics/index';
import {
  type AnswerOf,
  type BodyOf,
  invalid,
  type listTables as listTablesRoute,
  type listValues as listValuesRoute,
  type ParamsOf,
  problem,
} from '#contract';
import { asking, type Deps, type Given } from '../deps.ts';
import { discreetly } from './discreet.ts';
import { exposes, planOf, read, ruled } from './plan.ts';
import { type Footing, footingOf, runningPart } from './running.ts';

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
  const { footing, offering } = await offeringOf(ask, row);
  for (const { dataset, offers } of offering) {
    if (!offers(body.field)) continue;
    const plan = planOf(footing.ground, dataset);
    if (!plan.dimensions.some(({ name }) => name === body.field)) continue;
    if (footing.underRules.has(dataset.id)) throw ruled();
    return discreetly({ ask, principal, dataset, ...plan }, () =>
      deps.analytics.values(plan, body.field, { limit: body.limit, ...(body.q && { q: body.q }), ...(signal && { signal }) }),
    );
  }
  throw invalid('field', `names nothing that can be chosen here: ${body.field}`);
};

type Offering = { dataset: Row; offers: (field: string) => boolean }[];

/** Datasets behind what is open, and which of their dimensions may be chosen from there. */
const offeringOf = async (ask: Ask, row: Reached): Promise<{ footing: Footing; offering: Offering }> => {
  switch (row.kind) {
    case 'dataset':
      return { footing: await footingOf(ask, [row.id]), offering: [{ dataset: row, offers: () => true }] };
    case 'explore': {
      const definition = read('explore', row);
      const dataset = await runningPart(ask, row, definition.dataset ?? '');
      const offers = (name: string) => exposes(definition, { name, role: 'dimension' });
      return { footing: await footingOf(ask, [dataset.id]), offering: [{ dataset, offers }] };
    }
    case 'dashboard': {
      const declared = new Set(read('dashboard', row).filters.map(({ name }) => name));
      const running = (await partsOf(ask, row)).filter(({ state }) => state === 'runs');
      const ids = [...new Set(running.map(({ part }) => read('chart', part).dataset))];
      const footing = await footingOf(ask, ids);
      const offers = (name: string) => declared.has(name);
      return {
        footing,
        offering: ids.flatMap((id) => {
          const dataset = footing.ground.get(id ?? '');
          return dataset ? [{ dataset, offers }] : [];
        }),
      };
    }
    default:
      return { footing: { ground: new Map(), underRules: new Set(), calendar: {} }, offering: [] };
  }
};

export const listTables = async (
  deps: Deps,
  principal: Principal,
  { params }: Given<typeof listTablesRoute>,
): Promise<AnswerOf<typeof listTablesRoute>> => {
  const ask = asking(deps);
  const row = await allow(ask, principal, params.resource, 'view', 'source');
  const source = sourcePlanOf(row.id, read('source', row));
  if (!source) throw problem('invalid', `The source “${row.title}” names no data yet.`);
  return { items: await discreetly({ ask, principal, source }, () => deps.analytics.tables(source)) };
};
