// What stands over a source and can't be worked out as its tables are now: a column that is gone, or holds something else.
import { type Ask, allow, type Principal, type Reached, reachedAmong, rows } from '#access';
import type { AnswerOf, checkSource as checkSourceRoute, DefinitionOf, Fault, ParamsOf } from '#contract';
import { Problem } from '#contract';
import { discreetly, groundOf, planOf, read } from '../data/index.ts';
import { asking, type Deps } from '../deps.ts';

type Broken = AnswerOf<typeof checkSourceRoute>['datasets'][number];

export const checkSource = async (
  deps: Deps,
  principal: Principal,
  { params, signal }: { params: ParamsOf<typeof checkSourceRoute>; signal?: AbortSignal },
): Promise<AnswerOf<typeof checkSourceRoute>> => {
  const ask = asking(deps);
  const source = await allow(ask, principal, params.resource, 'view', 'source');
  const over = (await usersOf(ask, principal, [source.id])).filter(({ kind }) => kind === 'dataset');
  const ground = await groundOf(
    ask,
    over.map(({ id }) => id),
  );
  const datasets: Broken[] = [];
  for (const dataset of over) {
    const faults = await faultsOf(dataset);
    if (faults.length > 0)
      datasets.push({ id: dataset.id, title: dataset.title, faults, charts: await chartsBroken(dataset, faults) });
  }
  return { datasets };

  async function faultsOf(dataset: Reached): Promise<Fault[]> {
    try {
      const plan = planOf(ground, dataset);
      const about = { ask, principal, dataset, ...plan };
      return (await discreetly(about, () => deps.analytics.examine(plan, signal))).faults;
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      return [{ field: 'table', message: failure.message }];
    }
  }

  async function chartsBroken(dataset: Reached, faults: readonly Fault[]) {
    const names = namesAtFault(read('dataset', dataset), faults);
    const charts = (await usersOf(ask, principal, [dataset.id])).filter(({ kind }) => kind === 'chart');
    return charts
      .filter((chart) => {
        const { query } = read('chart', chart);
        return (
          names === 'all' || [...query.measures, ...query.dimensions.map(({ name }) => name)].some((name) => names.has(name))
        );
      })
      .map(({ id, title }) => ({ id, title }));
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
