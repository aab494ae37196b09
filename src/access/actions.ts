// What a level allows: the closed list of section 2, as a table.
import { type Action, atLeast, type Capability, type Kind, type Level } from '#contract';

type Need = { readonly level: Level; readonly capability?: Capability };
type Needs = { readonly [A in Action]?: Need };

const resource: Needs = {
  view: { level: 'viewer' },
  query: { level: 'viewer' },
  subscribe: { level: 'viewer' },
  export: { level: 'viewer', capability: 'data.export' },
  edit: { level: 'editor' },
  delete: { level: 'editor' },
  restore: { level: 'editor' },
  share: { level: 'editor' },
  read_access: { level: 'editor' },
  schedule: { level: 'editor' },
};

// Below admin a membership of a project is never restricted here: a restricted one is only ever viewer of its name.
const project: Needs = {
  view: { level: 'viewer' },
  create: { level: 'editor' },
  edit: { level: 'admin' },
  delete: { level: 'admin' },
  restore: { level: 'admin' },
  read_access: { level: 'admin' },
  manage_members: { level: 'admin' },
  manage_sources: { level: 'admin' },
  manage_rules: { level: 'admin' },
};

// On a source these need manage_sources of its project, which is what level admin on it comes from.
const managed = { level: 'admin', capability: 'sources.manage' } as const;
const source: Needs = { ...resource, edit: managed, delete: managed, restore: managed };

/** Of an editor of a rule who isn't admin of its project; of its admin the ordinary table holds. */
const ruleOfNoAdmin: Needs = { view: { level: 'editor' }, edit: { level: 'editor' } };

export type Standing = {
  readonly kind: Kind;
  readonly level: Level;
  readonly capabilities: ReadonlySet<Capability>;
  readonly adminOfProject: boolean;
  /** Of who looks as somebody else: nothing is changed then. */
  readonly readOnly?: boolean;
};

const tableFor = ({ kind, adminOfProject }: Standing): Needs => {
  if (kind === 'project') return project;
  if (kind === 'source') return source;
  return kind === 'rule' && !adminOfProject ? ruleOfNoAdmin : resource;
};

export const actionsOf = (standing: Standing): Action[] =>
  (Object.keys(tableFor(standing)) as Action[]).filter(
    (action) => lacking(standing, action) === null && (!standing.readOnly || reading.has(action)),
  );
const reading: ReadonlySet<Action> = new Set(['view', 'query', 'export', 'read_access']);

/** What is missing for the action, or null. */
export const lacking = (standing: Standing, action: Action): { level: Level } | { capability: Capability } | 'never' | null => {
  const need = tableFor(standing)[action];
  if (!need) return 'never';
  if (!atLeast(standing.level, need.level)) return { level: need.level };
  if (need.capability && !standing.capabilities.has(need.capability)) return { capability: need.capability };
  return null;
};
