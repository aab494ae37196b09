import { ProjectDefinition } from '#contract';
import { describeKind } from './kind.ts';

// The container. Its access is its members; nothing is given on it directly.
export const project = describeKind({
  kind: 'project',
  label: 'project',
  plural: 'projects',
  definition: ProjectDefinition,
  uses: [],
  refs: () => [],
  replaceRefs: (definition) => definition,
  using: () => ({}),
  grants: [],
  listable: () => false,
  alwaysPrivate: true,
  privateUnlessTold: true,
  showsParts: false,
});
