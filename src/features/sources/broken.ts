// What stands over a source and can't be worked out as its tables are now: a column that is gone, or holds something else.
import { type Ask, allow, type Principal, type Reached, reachedAmong, rows } from '#access';
import type {
  AnswerOf,
  checkFields as checkFieldsRoute,
  checkSource as checkSourceRoute,
  DefinitionOf,
  Fault,
  ParamsOf,
} from '#contract';
import { Problem } from '#contract';
import { discreetly, groundOf, planOf, read } from '../data/index.ts';
import { asking, type Deps } from '../deps.ts';

type Broken = AnswerOf<typeof checkFieldsRoute>;

export const checkSource = async (
  deps: Deps,
  principal: Principal,
  { params, signal }: { params: ParamsOf<typeof checkSourceRoute>; signal?: AbortSignal },
): Promise<AnswerOf<typeof checkSourceRoute>> => {
  const ask = asking(deps);
  const source = await allow(ask, principal, params.resource, 'view', 'source');
  const over = (await usersOf(ask, principal, [source.id])).filter(({ kind }) => kind === 'dataset');
  const found: AnswerOf<typeof checkSourceRoute>['datasets'] = [];
  for (const dataset of over) {
    const broken = await brokenIn(deps, principal, dataset, signal);
    if (broken.faults.length > 0) found.push({ id: dataset.id, title: dataset.title, ...broken });
  }
  return { datasets: found };
};

export const checkFields = async (
  deps: Deps,
  principal: Principal,
  { params, signal }: { params: ParamsOf<typeof checkFieldsRoute>; signal?: AbortSignal },
): Promise<Broken> => brokenIn(deps, principal, await allow(asking(deps), principal, params.resource, 'edit', 'dataset'), signal);

const brokenIn = async (deps: Deps, principal: Principal, dataset: Reached, signal?: AbortSignal): Promise<Broken> => {
  const ask = asking(deps);
  const faults = await faultsOf();
  if (faults.length === 0) return { faults, charts: [] };
  const names = namesAtFault(read('dataset', dataset), faults);
  const charts = (await usersOf(ask, principal, [dataset.id])).filter((chart) => {
    if (chart.kind !== 'chart') return false;
    const { query } = read('chart', chart);
    return names === 'all' || [...query.measures, ...query.dimensions.map(({ name }) => name)].some((name) => names.has(name));
  });
  return { faults, charts: charts.map(({ id, title }) => ({ id, title })) };

  async function faultsOf(): Promise<Fault[]> {
    try {
      const plan = planOf(await groundOf(ask, [dataset.id]), dataset);
      const about = { ask, principal, dataset, ...plan };
      return (await discreetly(about, () => deps.analytics.examine(plan, signal))).faults;
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      return [{ field: 'table', message: failure.message }];
    }
  }
};

const namesAtFault = ({ dimensions, measures }: DefinitionOf<'dataset'>, faults: readonly Fault[]): Set<string> | 'all' => {
  const names = new Set<string>();
  for (const { field } of faults) {
    const [, of, at] = /^(dimensions|measures)\.(\d+)/.exec(field) ?? [];
    // Its table itself can't be read.
    if (!of) return 'all';
    const name = (of === 'dimensions' ? dimensions : measures)[Number(at)]?.name;
    if (name !== undefined) names.add(name);
  }
  return names;
};

const usersOf = async (ask: Ask, principal: Principal, ids: readonly string[]): Promise<Reached[]> => {
  const found = await rows<{ id: string }>(
    ask,
    'select distinct container_id as id from resource_use where part_id = any($1::text[])',
    [ids],
  );
  const reached = await reachedAmong(
    ask,
    principal,
    found.map(({ id }) => id),
  );
  return [...reached.values()].toSorted((a, b) => a.title.localeCompare(b.title));
};
