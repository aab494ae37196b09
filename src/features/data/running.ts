// What stands under a question for data, and putting it. Rows come in that the caller has reached, or that run in context.
import { type Ask, type PartState, type Principal, partsOf, type Reached, type Row, underRules } from '#access';
import type { DatasetPlan } from '#analytics/index';
import { type Choices, type Filter, problem, type Query, type Result } from '#contract';
import type { Deps } from '../deps.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { discreetly } from './discreet.ts';
import { fieldsIn } from './filters.ts';
import { type Ground, groundOf, planOf, read, ruled } from './plan.ts';

/** Who asks, and until when: whoever leaves stops their query. */
export type Run = { deps: Deps; ask: Ask; principal: Principal; signal?: AbortSignal | undefined };
/** What several charts run on, found together: the rows, which datasets rules sit on, and how time is read. */
export type Footing = { ground: Ground; underRules: ReadonlySet<string>; calendar: Calendar };

export const footingOf = async (ask: Ask, datasets: readonly (string | undefined)[]): Promise<Footing> => {
  const ground = await groundOf(ask, datasets);
  return { ground, underRules: await underRules(ask, [...ground.keys()]), calendar: await calendarOf(ask) };
};

/** The part's row when it runs; else why not, naming nothing but the tile. */
export const runningAmong = (parts: readonly PartState[], partId: string): Row => {
  const found = parts.find(({ part }) => part.id === partId);
  if (!found || found.state === 'gone') throw problem('unavailable', 'What this shows is no longer there.');
  if (found.state === 'unconfirmed') {
    throw problem('unavailable', 'Who added this can no longer see it; an editor who can has to confirm it.');
  }
  return found.part;
};
export const runningPart = async (ask: Ask, container: Reached, partId: string): Promise<Row> =>
  runningAmong(await partsOf(ask, container), partId);

/** `fit`: choices on dimensions that this dataset lacks don't concern it, as on a dashboard over several datasets. */
export type Question = { dataset: Row; query: Query; choices?: Choices | undefined; fit?: 'fitting' };

export const questionOfChart = ({ ground }: Footing, chart: Row, choices: Choices | undefined): Question => {
  const { dataset: id, query } = read('chart', chart);
  const dataset = ground.get(id ?? '');
  if (!dataset) throw problem('unavailable', `The data behind “${chart.title}” is no longer there.`);
  if (query.measures.length === 0 && query.dimensions.length === 0)
    throw problem('invalid', `“${chart.title}” asks for nothing yet.`);
  return { dataset, query, choices, fit: 'fitting' };
};

export const runChart = async (run: Run, footing: Footing, chart: Row, choices?: Choices): Promise<Result> =>
  runPlan(run, footing, questionOfChart(footing, chart, choices));

export const runPlan = async ({ deps, ask, principal, signal }: Run, footing: Footing, question: Question): Promise<Result> => {
  const { plan, asked } = askedOf(footing, question);
  const { dataset } = question;
  return discreetly({ ask, principal, dataset, ...plan }, () => deps.analytics.run(plan, asked, { ...(signal && { signal }) }));
};

export const askedOf = (
  { ground, underRules, calendar }: Footing,
  { dataset, query, choices = {}, fit }: Question,
): { plan: DatasetPlan; asked: Query } => {
  if (underRules.has(dataset.id)) throw ruled();
  const plan = planOf(ground, dataset);
  const chosen = fit ? fitting(choices.filter, plan) : choices.filter;
  const filters = [query.filter, chosen].filter((filter): filter is Filter => filter !== undefined);
  const time = plan.time ? (choices.time ?? query.time) : query.time;
  const asked = {
    ...calendar,
    ...query,
    ...(filters.length > 0 && { filter: filters.length === 1 ? filters[0] : { and: filters } }),
    ...(time && { time }),
    ...(choices.compare && plan.time && { compare: choices.compare }),
  };
  return { plan, asked };
};

const fitting = (filter: Filter | undefined, plan: DatasetPlan): Filter | undefined => {
  if (!filter) return undefined;
  const has = (one: Filter) => fieldsIn(one).every((field) => plan.dimensions.some(({ name }) => name === field));
  if (!('and' in filter)) return has(filter) ? filter : undefined;
  const kept = filter.and.filter(has);
  return kept.length > 0 ? { and: kept } : undefined;
};
