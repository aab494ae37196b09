import { RuleDefinition } from '#contract';
import { describeKind, ordinary } from './kind.ts';

// Which rows and columns its subjects see. Always private, never listed: or those it restricts could change it.
export const rule = describeKind({
  ...ordinary,
  kind: 'rule',
  label: 'rule',
  plural: 'rules',
  definition: RuleDefinition,
  uses: ['dataset', 'source'],
  refs: ({ on }) => on.map((ref, at) => ({ field: `definition.on[${at}]`, ref })),
  replaceRefs: ({ on, ...rest }, replace) => ({ ...rest, on: on.flatMap((ref) => replace(ref) ?? []) }),
  using: (refs) => ({ on: refs }),
  grants: ['editor'],
  listable: () => false,
  alwaysPrivate: true,
  privateUnlessTold: true,
});
