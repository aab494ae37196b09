import { ReportDefinition } from '#contract';
import { describeKind, ordinary } from './kind.ts';

// Only an editor has anything to do with one: what it sends is the delivery, which isn't this.
export const report = describeKind({
  ...ordinary,
  kind: 'report',
  label: 'report',
  plural: 'reports',
  definition: ReportDefinition,
  uses: ['dashboard', 'chart', 'explore'],
  refs: ({ on }) => (on ? [{ field: 'definition.on', ref: on }] : []),
  replaceRefs: ({ on, ...rest }, replace) => {
    const kept = on && replace(on);
    return { ...rest, ...(kept && { on: kept }) };
  },
  using: ([on]) => ({ on }),
  grants: ['editor'],
  listable: (level) => level !== 'viewer',
  privateUnlessTold: true,
});
