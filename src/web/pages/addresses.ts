// Where things are found: the one place that turns a resource into an address.
import type { Kind } from '#contract';
import { placedKinds, type ShownKind } from '../data/queries.ts';

export const isShown = (kind: Kind): kind is ShownKind => (placedKinds as readonly Kind[]).includes(kind);

export const plural = {
  dashboard: { title: 'Dashboards', list: '/dashboards', one: '/dashboards/$id' },
  explore: { title: 'Explores', list: '/explores', one: '/explores/$id' },
  chart: { title: 'Charts', list: '/charts', one: '/charts/$id' },
  dataset: { title: 'Datasets', list: '/datasets', one: '/datasets/$id' },
  source: { title: 'Sources', list: '/sources', one: '/sources/$id' },
  alert: { title: 'Alerts', list: '/alerts', one: '/alerts/$id' },
  report: { title: 'Reports', list: '/reports', one: '/reports/$id' },
  rule: { title: 'Rules', list: '/rules', one: '/rules/$id' },
} as const satisfies Record<ShownKind, { title: string; list: string; one: string }>;
