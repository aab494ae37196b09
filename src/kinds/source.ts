import { SourceDefinition } from '#contract';
import { describeKind, ordinary } from './kind.ts';

// Where data comes from. Always private, or a project's editors could read around the rules that restrict them.
export const source = describeKind({
  ...ordinary,
  kind: 'source',
  label: 'source',
  plural: 'sources',
  definition: SourceDefinition,
  uses: [],
  refs: () => [],
  replaceRefs: (definition) => definition,
  using: () => ({}),
  listable: () => false,
  alwaysPrivate: true,
  privateUnlessTold: true,
});
