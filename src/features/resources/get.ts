// One resource with what its page needs: what it holds, the parts it draws, the fields that may be asked for.
import { type Ask, open, type Principal, partsOf, type Reached, type Row, whoReaches } from '#access';
import type {
  AnswerOf,
  Column,
  DefinitionOf,
  Field,
  getProject as getProjectRoute,
  getResource as getResourceRoute,
  Part,
  Resource,
} from '#contract';
import { atLeast, ChartLook } from '#contract';
import { behindOf, exposes, type Ground, groundOf, planOf, read } from '../data/index.ts';
import { asking, type Deps, type Given } from '../deps.ts';
import { noteOpened } from '../opened.ts';
import { choosableOn } from './choosable.ts';
import { presentItems, seenByNameAlone } from './present.ts';

export const getResource = async (
  deps: Deps,
  principal: Principal,
  { params }: Given<typeof getResourceRoute>,
): Promise<AnswerOf<typeof getResourceRoute>> => {
  const ask = asking(deps);
  const row = await open(ask, principal, params.resource);
  await noteOpened(ask, principal, row.id);
  const [item] = await presentItems(ask, principal, [row]);
  const nameAlone = await seenByNameAlone(ask, principal, [row]);
  const drawn = await drawing(deps, ask, principal, row);
  const behind =
    row.kind === 'chart' || row.kind === 'explore' ? await behindOf(ask, principal, read(row.kind, row).dataset) : undefined;
  return {
    // One row in, one item out.
    ...item!,
    definition: nameAlone.has(row.id) ? {} : shown(row, item!.actions.includes('edit')),
    createdAt: row.created_at.toISOString(),
    version: row.version,
    ...drawn,
    ...runsAs(row),
    ...(behind && { behind }),
    ...(item!.actions.includes('read_access') && { seenBy: (await whoReaches(ask, row.id)).length }),
  };
};

const runsAs = ({ kind }: Row): Pick<Resource, 'runsAs'> => {
  if (kind === 'alert' || kind === 'report') return { runsAs: 'recipient' };
  return kind === 'dashboard' || kind === 'chart' || kind === 'explore' || kind === 'dataset' ? { runsAs: 'viewer' } : {};
};

export const getProject = (
  deps: Deps,
  principal: Principal,
  { params }: Given<typeof getProjectRoute>,
): Promise<AnswerOf<typeof getProjectRoute>> => getResource(deps, principal, { params: { resource: params.project } });

/** A source's address is for its editors, and so is the SELECT that a dataset is made of. */
export const shown = (row: Reached, editable: boolean): Record<string, unknown> => {
  if (editable || (row.kind !== 'source' && row.kind !== 'dataset')) return row.definition;
  const { path: _, connection: __, sql: ___, ...rest } = row.definition;
  return rest;
};

type Drawing = Pick<Resource, 'parts' | 'fields' | 'choosable' | 'time' | 'origins'>;

const drawing = async (deps: Deps, ask: Ask, principal: Principal, row: Reached): Promise<Drawing> => {
  switch (row.kind) {
    case 'dataset':
      return ofDataset(deps, await groundOf(ask, [row.id]), row);
    case 'chart': {
      const { dataset = '', query } = read('chart', row);
      const ground = await groundOf(ask, [dataset]);
      const drawn = ofDataset(deps, ground, ground.get(dataset));
      const named = new Set([...query.dimensions.map(({ name }) => name), ...query.measures]);
      return { ...drawn, fields: drawn.fields?.filter(({ name }) => named.has(name)) };
    }
    case 'explore': {
      const definition = read('explore', row);
      const [part] = await partsOf(ask, row);
      if (part?.state !== 'runs') return {};
      const drawn = ofDataset(deps, await groundOf(ask, [part.part.id]), part.part);
      return { ...drawn, fields: drawn.fields?.filter((field) => exposes(definition, field)) };
    }
    case 'dashboard':
      return ofDashboard(deps, ask, principal, row);
    default:
      return {};
  }
};

const ofDataset = (deps: Deps, ground: Ground, dataset: Row | undefined): Drawing => {
  if (!dataset) return {};
  const { dimensions, measures, origin } = read('dataset', dataset);
  try {
    const plan = planOf(ground, dataset);
    return {
      fields: described(deps.analytics.fields(plan), [...plan.dimensions, ...plan.measures]),
      ...(plan.time && { time: plan.time }),
      ...(origin && { origins: [origin] }),
    };
  } catch {
    // A draft without a table yet still shows the fields that it has.
    const plan = { source: { id: dataset.id, type: 'folder' as const, path: '' }, table: '', dimensions, measures };
    return { fields: described(deps.analytics.fields(plan), [...dimensions, ...measures]) };
  }
};

const described = (columns: readonly Column[], of: readonly { name: string; description?: string }[]): Field[] =>
  columns.map((column) => {
    const description = of.find(({ name }) => name === column.name)?.description;
    return { ...column, ...(description && { description }) };
  });

const ofDashboard = async (deps: Deps, ask: Ask, principal: Principal, row: Reached): Promise<Drawing> => {
  const { tiles, filters } = read('dashboard', row);
  const all = await partsOf(ask, row);
  const states = new Map(all.map((part) => [part.part.id, part]));
  const ground = await groundOf(
    ask,
    all.map(({ part }) => read('chart', part).dataset),
  );
  const datasets = new Map<string, Drawing>();
  const parts: Part[] = [];
  for (const tile of tiles) {
    if (!('chart' in tile)) continue;
    const found = states.get(tile.chart);
    if (found?.state !== 'runs') {
      // What doesn't run is not shown by being on here: nothing about it is told but that.
      const state = found?.state ?? 'gone';
      const title = tile.title ?? (state === 'gone' ? 'Gone' : 'To be confirmed');
      parts.push({ tile: tile.id, title, type: 'table', columns: [], state });
      continue;
    }
    const chart = read('chart', found.part);
    const key = chart.dataset ?? '';
    if (!datasets.has(key)) datasets.set(key, ofDataset(deps, ground, ground.get(key)));
    parts.push({
      tile: tile.id,
      title: tile.title ?? found.part.title,
      state: found.state,
      ...drawn(chart),
      columns: columnsOf(chart, datasets.get(key)?.fields ?? []),
    });
  }
  const drawings = [...datasets.values()];
  const fields = filters.flatMap(
    ({ name }) => drawings.flatMap((dataset) => dataset.fields ?? []).find((field) => field.name === name) ?? [],
  );
  const origins = drawings.flatMap((dataset) => dataset.origins ?? []);
  const time = drawings.find((dataset) => dataset.time)?.time;
  const running = all.flatMap(({ state, part }) => (state === 'runs' ? [part] : []));
  const editable = atLeast(row.level, 'editor');
  return {
    parts,
    fields,
    ...(editable && { choosable: await choosableFields(deps, ask, principal, running, parts) }),
    ...(time && { time }),
    origins: [...new Map(origins.map((origin) => [origin.name, origin])).values()],
  };
};

const choosableFields = async (deps: Deps, ask: Ask, principal: Principal, charts: readonly Row[], parts: readonly Part[]) => {
  const { plans } = await choosableOn(ask, principal, charts);
  const fields = [...plans.flatMap((plan) => deps.analytics.fields(plan)), ...parts.flatMap(({ columns }) => columns)];
  const dimensions = fields.filter(({ role }) => role === 'dimension').map(({ grain: _, ...field }) => field);
  return [...new Map(dimensions.map((field) => [field.name, field])).values()];
};

/** How to draw it, without what it is made of. */
const drawn = (chart: DefinitionOf<'chart'>) => ({
  ...ChartLook.parse(chart),
  ...(chart.query.pivot && { across: chart.query.pivot.columns }),
});

const columnsOf = ({ query }: DefinitionOf<'chart'>, fields: readonly Field[]): Column[] =>
  [...query.dimensions, ...query.measures.map((name) => ({ name, grain: undefined }))].flatMap(({ name, grain }) => {
    const field = fields.find((one) => one.name === name);
    if (!field) return [];
    const { description: _, ...column } = field;
    return [{ ...column, ...(grain && { grain }) }];
  });
