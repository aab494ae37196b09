import { ChartDefinition } from '#contract';
import { describeKind, ordinary } from './kind.ts';

export const chart = describeKind({
  ...ordinary,
  kind: 'chart',
  label: 'chart',
  plural: 'charts',
  definition: ChartDefinition,
  uses: ['dataset'],
  refs: ({ dataset }) => (dataset ? [{ field: 'definition.dataset', ref: dataset }] : []),
  replaceRefs: ({ dataset, ...rest }, replace) => {
    const kept = dataset && replace(dataset);
    return { ...rest, ...(kept && { dataset: kept }) };
  },
  using: ([dataset]) => ({ dataset }),
  showsParts: true,
});
