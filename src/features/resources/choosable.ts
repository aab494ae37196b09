// What a dashboard may be filtered by: a filter lets its viewers ask for all values of a field, so whoever puts one there has
// to see that field: drawn on some chart of it, or in a dataset that they reach themselves.
import { type Ask, type Principal, type Row, reachedAmong, rows } from '#access';
import type { DatasetPlan } from '#analytics/index';
import { type DefinitionOf, invalid } from '#contract';
import { groundOf, planOf, read } from '../data/index.ts';

export type Choosable = { drawn: ReadonlySet<string>; plans: readonly DatasetPlan[] };

export const choosableOn = async (ask: Ask, principal: Principal, charts: readonly Row[]): Promise<Choosable> => {
  const asked = charts.map((chart) => read('chart', chart));
  const ground = await groundOf(
    ask,
    asked.map(({ dataset }) => dataset),
  );
  const reached = await reachedAmong(ask, principal, [...new Set(asked.flatMap(({ dataset }) => dataset ?? []))]);
  const plans = [...reached.values()].flatMap((dataset) => {
    try {
      return [planOf(ground, dataset)];
    } catch {
      // What isn't whole yet offers nothing.
      return [];
    }
  });
  return { drawn: new Set(asked.flatMap(({ query }) => query.dimensions.map(({ name }) => name))), plans };
};

/** Filters that weren't there before are of fields that who puts them there can see. */
export const requireSeeingWhatIsOffered = async (
  ask: Ask,
  actor: Principal,
  before: Record<string, unknown>,
  definition: DefinitionOf<'dashboard'>,
): Promise<void> => {
  const old = new Set(read('dashboard', { definition: before }).filters.map(({ name }) => name));
  const added = new Set(definition.filters.filter(({ name }) => !old.has(name)));
  if (added.size === 0) return;
  const unseen = (await unseenFilters(ask, actor, definition)).find((filter) => added.has(filter));
  if (!unseen) return;
  const at = definition.filters.indexOf(unseen);
  throw invalid(`definition.filters.${at}.name`, `is no field that you can see behind these charts: ${unseen.name}`);
};

export const unseenFilters = async (ask: Ask, principal: Principal, { tiles, filters }: DefinitionOf<'dashboard'>) => {
  const ids = tiles.flatMap((tile) => ('chart' in tile ? [tile.chart] : []));
  const charts = await rows<Row>(ask, "select * from resource where id = any($1::text[]) and kind = 'chart' and live", [ids]);
  const { drawn, plans } = await choosableOn(ask, principal, charts);
  const seen = (name: string) => drawn.has(name) || plans.some(({ dimensions }) => dimensions.some((one) => one.name === name));
  return filters.filter(({ name }) => !seen(name));
};
