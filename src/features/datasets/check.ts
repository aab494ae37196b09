// What a dataset would be if it were saved: what doesn't hold, what it stands on, its first rows, what its measures come to.
import { allow, allowed, open, type Principal } from '#access';
import type { DatasetPlan } from '#analytics/index';
import {
  type AnswerOf,
  type BodyOf,
  type checkDataset as checkDatasetRoute,
  type checkNewDataset as checkNewDatasetRoute,
  type DatasetCheck,
  type Fault,
  type ParamsOf,
  Problem,
  type Query,
  type ValueType,
} from '#contract';
import { type Calendar, calendarOf, discreetly, groundOf, planOf, ruled } from '../data/index.ts';
import { asking, type Deps } from '../deps.ts';
import { type Draft, draftOf } from './draft.ts';

type Body = BodyOf<typeof checkDatasetRoute>;
const rowsShown = 50;
const valuesShown = 20;
/** Of a SELECT that nobody saved yet. */
const sample = 1000;

export const checkDataset = async (
  deps: Deps,
  principal: Principal,
  { params, body, signal }: { params: ParamsOf<typeof checkDatasetRoute>; body: Body; signal?: AbortSignal },
): Promise<AnswerOf<typeof checkDatasetRoute>> => {
  const ask = asking(deps);
  const row = await allow(ask, principal, params.resource, 'edit', 'dataset');
  const draft = await draftOf(ask, principal, { project: row.project_id, row, definition: body.definition });
  const asSaved = draft.definition.sql === row.definition.sql && draft.definition.source === row.definition.source;
  return checkDraft(deps, principal, draft, { ...body, asSaved, signal });
};

export const checkNewDataset = async (
  deps: Deps,
  principal: Principal,
  { params, body, signal }: { params: ParamsOf<typeof checkNewDatasetRoute>; body: Body; signal?: AbortSignal },
): Promise<AnswerOf<typeof checkNewDatasetRoute>> => {
  const ask = asking(deps);
  const project = await open(ask, principal, params.project, 'project');
  await allowed(ask, principal, project, 'create');
  const draft = await draftOf(ask, principal, { project: project.id, definition: body.definition });
  return checkDraft(deps, principal, draft, { ...body, asSaved: false, signal });
};

type Wanted = Pick<Body, 'show' | 'run'> & { asSaved: boolean; signal: AbortSignal | undefined };

const checkDraft = async (deps: Deps, principal: Principal, draft: Draft, wanted: Wanted): Promise<DatasetCheck> => {
  const nothing: DatasetCheck = { columns: [], faults: [], totals: [] };
  const ask = asking(deps);
  const found = await planned(deps, draft);
  if ('fault' in found) return { ...nothing, faults: [found.fault] };
  const { plan, over } = found;
  return discreetly({ ask, principal, ...plan }, async () => {
    const unsaved = plan.sql !== undefined && !wanted.asSaved;
    // Before a word of it runs: whoever may not read these rows may not have them read either.
    if (draft.ruled && plan.sql !== undefined) return { ...nothing, unread: ruled().message };
    const asked = unsaved ? await selected(deps, plan, wanted.run === true) : { plan };
    if ('fault' in asked) return { ...nothing, faults: [asked.fault] };
    if ('readOnly' in asked) return { ...nothing, unread: 'Run it to see what it answers.' };
    const { columns, faults } = await deps.analytics.examine(asked.plan, wanted.signal);
    const offered = (over ?? columns).filter(({ name }) => draft.only?.has(name) ?? true);
    const known = { columns: offered, faults, ...(unsaved && { sampled: sample }) };
    if (draft.ruled) return { ...nothing, ...known, unread: ruled().message };
    return {
      ...known,
      ...(await answered(deps, asked.plan, faults, {
        ...wanted,
        calendar: await calendarOf(ask),
        columns: over === null && draft.only === null,
      })),
    };
  });
};

type Planned = { plan: DatasetPlan; over: DatasetCheck['columns'] | null } | { fault: Fault };

/** Over another dataset it stands on what that one offers, not on the table below. */
const planned = async (deps: Deps, { definition, uses }: Draft): Promise<Planned> => {
  const field = definition.dataset ? 'dataset' : definition.source ? 'table' : 'source';
  try {
    const ground = await groundOf(asking(deps), uses);
    const below = definition.dataset ? ground.get(definition.dataset) : undefined;
    const over = below ? planOf(ground, below).dimensions.map(({ name, type }) => ({ name, type: columnTypes[type] })) : null;
    return { plan: planOf(ground, { definition }), over };
  } catch (failure) {
    if (failure instanceof Problem) return { fault: { field, message: failure.message } };
    throw failure;
  }
};
const columnTypes: Record<ValueType, string> = {
  string: 'text',
  number: 'decimal',
  boolean: 'boolean',
  date: 'date',
  time: 'timestamp',
};

/** The first rows of a SELECT: it is looked at as it stands before anything is put around it. */
const selected = async (
  { analytics }: Deps,
  plan: DatasetPlan,
  run: boolean,
): Promise<{ plan: DatasetPlan } | { fault: Fault } | { readOnly: true }> => {
  const sql = plan.sql ?? '';
  const asItStands = await analytics.gateSql(plan.source, sql);
  if ('problem' in asItStands) return { fault: faultOfSql(asItStands) };
  if (!run) return { readOnly: true };
  const few = `SELECT * FROM (\n${sql.replace(/[\s;]+$/, '')}\n) AS asked LIMIT ${sample}`;
  const checked = await analytics.checkSql(plan.source, few);
  if ('problem' in checked) return { fault: { field: 'sql', message: checked.problem } };
  return { plan: { ...plan, sql: few } };
};
const faultOfSql = ({ problem: message, position }: { problem: string; position?: number }): Fault => ({
  field: 'sql',
  message,
  ...(position !== undefined && { position }),
});

const answered = async (
  { analytics }: Deps,
  plan: DatasetPlan,
  faults: readonly Fault[],
  { show, signal, columns, calendar }: Wanted & { columns: boolean; calendar: Calendar },
): Promise<Pick<DatasetCheck, 'totals' | 'rows' | 'values' | 'unread'>> => {
  const faulty = (of: string, at: number) =>
    faults.some(({ field }) => field === `${of}.${at}` || field.startsWith(`${of}.${at}.`));
  const dimensions = plan.dimensions.filter((_, at) => !faulty('dimensions', at));
  const measures = plan.measures.filter((_, at) => !faulty('measures', at));
  const { time: _, ...timeless } = plan;
  const whole = { ...timeless, ...(faults.some(({ field }) => field === 'time') ? {} : { time: plan.time }), dimensions };
  const options = signal ? { signal } : {};
  try {
    const rows =
      columns || dimensions.length > 0
        ? await analytics.rows(asPlan(whole), { limit: rowsShown, columns, calendar, ...options })
        : undefined;
    const names = measures.map(({ name }) => name);
    const [totals = []] =
      names.length > 0
        ? (await analytics.run(plan, { ...calendar, dimensions: [], measures: names, limit: 1 }, options)).rows
        : [];
    const shown = dimensions.find(({ name }) => name === show);
    const values = shown && (await commonest(analytics, plan, { ...calendar, dimensions: [{ name: shown.name }] }, options));
    return {
      totals: names.map((name, at) => ({ name, value: totals[at] ?? null })),
      ...(rows && { rows }),
      ...(values && { values }),
    };
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    return { totals: [], unread: failure.message };
  }
};
const asPlan = ({ time, ...plan }: Omit<DatasetPlan, 'time'> & { time?: string | undefined }): DatasetPlan => ({
  ...plan,
  ...(time !== undefined && { time }),
});

/** Counted by a measure of our own, which none of theirs is called. */
const commonest = (
  analytics: Deps['analytics'],
  plan: DatasetPlan,
  by: Pick<Query, 'dimensions'> & Calendar,
  options: { signal?: AbortSignal },
) => {
  const rows = { name: 'rows_of_it', label: 'Rows', aggregate: 'count' as const, format: 'integer' as const };
  const sort = [{ field: rows.name, descending: true }];
  return analytics.run({ ...plan, measures: [rows] }, { ...by, measures: [rows.name], sort, limit: valuesShown }, options);
};
