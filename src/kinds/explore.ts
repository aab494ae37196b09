import { ExploreDefinition } from '#contract';
import { describeKind, ordinary } from './kind.ts';

export const explore = describeKind({
  ...ordinary,
  kind: 'explore',
  label: 'explore',
  plural: 'explores',
  definition: ExploreDefinition,
  uses: ['dataset'],
  refs: ({ dataset }) => (dataset ? [{ field: 'definition.dataset', ref: dataset }] : []),
  replaceRefs: ({ dataset, ...rest }, replace) => {
    const kept = dataset && replace(dataset);
    return { ...rest, ...(kept && { dataset: kept }) };
  },
  using: ([dataset]) => ({ dataset }),
  showsParts: true,
});
