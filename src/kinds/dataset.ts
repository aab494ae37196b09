import { DatasetDefinition } from '#contract';
import { describeKind, ordinary } from './kind.ts';

export const dataset = describeKind({
  ...ordinary,
  kind: 'dataset',
  label: 'dataset',
  plural: 'datasets',
  definition: DatasetDefinition,
  wrong: ({ dimensions, measures }) => {
    const seen = new Set<string>();
    const twice = (field: string, of: readonly { name: string }[]) =>
      of.flatMap(({ name }, at) =>
        seen.size === seen.add(name).size
          ? [{ field: `definition.${field}.${at}.name`, message: `is there twice: ${name}` }]
          : [],
      );
    return [...twice('dimensions', dimensions), ...twice('measures', measures)];
  },
  uses: ['source', 'dataset'],
  refs: ({ source, dataset }) => [
    ...(source ? [{ field: 'definition.source', ref: source }] : []),
    ...(dataset ? [{ field: 'definition.dataset', ref: dataset }] : []),
  ],
  replaceRefs: ({ source, dataset, ...rest }, replace) => {
    const [keptSource, keptDataset] = [source && replace(source), dataset && replace(dataset)];
    return { ...rest, ...(keptSource && { source: keptSource }), ...(keptDataset && { dataset: keptDataset }) };
  },
  using: (refs) => ({
    source: refs.find((ref) => ref.startsWith('source:')),
    dataset: refs.find((ref) => ref.startsWith('dataset:')),
  }),
});
