import type { Kind, Level } from '#contract';
import { alert } from './alert.ts';
import { chart } from './chart.ts';
import { dashboard } from './dashboard.ts';
import { dataset } from './dataset.ts';
import { explore } from './explore.ts';
import type { KindOf } from './kind.ts';
import { project } from './project.ts';
import { report } from './report.ts';
import { rule } from './rule.ts';
import { source } from './source.ts';

// One record holds kinds of different definitions; each is only ever called with what its own schema parsed.
// biome-ignore lint/suspicious/noExplicitAny: see above
type AnyKind = KindOf<any>;
const byKind = { project, source, dataset, chart, dashboard, explore, alert, report, rule } satisfies Record<Kind, AnyKind>;

export const kindOf = (kind: Kind): AnyKind => byKind[kind];
export const allKinds: readonly AnyKind[] = Object.values(byKind);
export const kindsWhere = (holds: (kind: AnyKind) => boolean): Kind[] => allKinds.filter(holds).map(({ kind }) => kind);
/** On these only editor counts: a higher reason counts as editor, a lower one as nothing. */
export const editorOnly = kindsWhere(({ grants }) => grants.length === 1);
export const alwaysPrivate = kindsWhere((kind) => kind.alwaysPrivate && kind.kind !== 'project');
export const listableAt = (level: Level): Kind[] => kindsWhere((kind) => kind.listable(level));
export type { KindOf } from './kind.ts';
