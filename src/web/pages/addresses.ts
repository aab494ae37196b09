// Where things are found: the one place that turns a resource into an address.
import type { Kind } from '#contract';
import { type ShownKind, shownKinds } from '../data/queries.ts';

export const isShown = (kind: Kind): kind is ShownKind => (shownKinds as readonly Kind[]).includes(kind);

export const plural = {
  dashboard: { title: 'Dashboards', one: '/dashboards/$id' },
  explore: { title: 'Explores', one: '/explores/$id' },
  chart: { title: 'Charts', one: '/charts/$id' },
  dataset: { title: 'Datasets', one: '/datasets/$id' },
} as const satisfies Record<ShownKind, { title: string; one: string }>;
