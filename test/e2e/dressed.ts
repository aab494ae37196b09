// The demo's dashboard with every kind of chart once more, where each name in it is one's own: 60 characters long, or hostile.
import type { Client } from '../../src/client/client.ts';

type Named = { [key: string]: unknown };
type Definition = Named & { tiles: Named[]; tabs: Named[]; filters: Named[]; dimensions: Named[]; measures: Named[] };

export type Dressed = { dashboard: string; dataset: string; chart: string };

export async function dressed(client: Client, title: string): Promise<Dressed> {
  const find = async (kind: string, name: string) => {
    const { items } = await client.listResources({ query: { kind, name } });
    return client.getResource({ params: { resource: items[0]?.id ?? '' } });
  };
  const make = (project: string, kind: 'dataset' | 'chart' | 'dashboard', name: string, definition: Named) =>
    client.createResource({ params: { project }, body: { kind, name, title, definition } });

  const [flights, board] = await Promise.all([find('dataset', 'flights'), find('dashboard', 'when-to-fly')]);
  const project = flights.project.id;
  const fields = flights.definition as Definition;
  const called = (one: Named) => ({ ...one, label: title, description: title });
  const dataset = await make(project, 'dataset', 'dressed-flights', {
    ...fields,
    description: title,
    dimensions: fields.dimensions.map(called),
    measures: fields.measures.map(called),
  });

  const { tiles, tabs, filters, ...rest } = board.definition as Definition;
  let chart = '';
  const own: Named[] = [];
  for (const [at, tile] of tiles.entries()) {
    if (typeof tile.chart !== 'string') {
      own.push({ ...tile, text: title });
      continue;
    }
    const { definition } = await client.getResource({ params: { resource: tile.chart } });
    chart = (await make(project, 'chart', `dressed-${at}`, { ...definition, dataset: dataset.id, description: title })).id;
    own.push({ ...tile, chart });
  }
  const dashboard = await make(project, 'dashboard', 'dressed', {
    ...rest,
    description: title,
    tiles: own,
    tabs: tabs.map((tab) => ({ ...tab, title })),
    filters: filters.map((filter) => ({ ...filter, label: title })),
  });
  return { dashboard: dashboard.id, dataset: dataset.id, chart };
}
