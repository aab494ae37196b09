// Acting through the rule: a reached row becomes proof that an action is allowed, or a refusal that says what is missing.
import { type Action, type Kind, type Level, problem } from '#contract';
import { kindOf } from '#kinds/index';
import { actionsOf, lacking, type Standing } from './actions.ts';
import type { Ask } from './ask.ts';
import { open, type Reached, reachedAmong } from './reached.ts';
import type { Principal } from './words.ts';

declare const proven: unique symbol;
/** A row on which the principal may do `A`. Made here alone; functions that act ask for it instead of an id. */
export type Allowed<K extends Kind = Kind, A extends Action = Action> = Reached & { readonly kind: K; readonly [proven]: A };

/** Opens it and proves the action: `not_found` without a level, `forbidden` with too little. */
export const allow = async <A extends Action, K extends Kind = Kind>(
  ask: Ask,
  principal: Principal,
  id: string,
  action: A,
  kind?: K,
): Promise<Allowed<K, A>> => allowed<A, K>(ask, principal, await open(ask, principal, id, kind), action);

/** Proves the action on a row that is already open. */
export const allowed = async <A extends Action, K extends Kind = Kind>(
  ask: Ask,
  principal: Principal,
  row: Reached,
  action: A,
): Promise<Allowed<K, A>> => {
  if (row.kind === 'project' && onlyInside.has(action)) {
    throw problem('invalid', 'A project has no editors and viewers of its own; use its members.');
  }
  const [standing] = await standings(ask, principal, [row]);
  // One row in, one standing out.
  const missing = lacking(standing as Standing, action);
  if (missing) throw forbidden(row, action, missing);
  // The one place that makes proof.
  return row as Allowed<K, A>;
};

const onlyInside = new Set<Action>(['share', 'schedule', 'export', 'subscribe', 'query']);

/** What the principal may do with each row. */
export const actionsOn = async (ask: Ask, principal: Principal, rows: readonly Reached[]): Promise<Action[][]> =>
  (await standings(ask, principal, rows)).map(actionsOf);

// A rule's level stops at editor, so whether one is admin of its project is asked of the project.
const standings = async (ask: Ask, principal: Principal, rows: readonly Reached[]): Promise<Standing[]> => {
  const projects = [...new Set(rows.filter(({ kind }) => kind === 'rule').map((row) => row.project_id))];
  const reached = await reachedAmong(ask, principal, projects);
  return rows.map(({ kind, level, project_id }) => ({
    kind,
    readOnly: principal.beside !== undefined,
    level,
    capabilities: principal.capabilities,
    adminOfProject: level === 'admin' || reached.get(project_id)?.level === 'admin',
  }));
};

const verbs: Record<Level, string> = { viewer: 'view', editor: 'edit', admin: 'manage' };
const forbidden = (row: Reached, action: Action, missing: Exclude<ReturnType<typeof lacking>, null>) => {
  const what = `${kindOf(row.kind).label} “${row.title}”`;
  const doing = action.replace('_', ' ');
  if (missing === 'never') return problem('forbidden', `Nobody can ${doing} the ${what} in this way.`);
  if ('capability' in missing)
    return problem('forbidden', `To ${doing} the ${what} you also need the capability ${missing.capability}.`);
  return problem('forbidden', `You can ${verbs[row.level]} the ${what}; to ${doing} it you need to be its ${missing.level}.`);
};

/** Needs a capability of the organization, whatever is acted on. */
export const requireCapability = (principal: Principal, capability: Parameters<Principal['capabilities']['has']>[0]): void => {
  if (!principal.capabilities.has(capability)) throw problem('forbidden', `You need the capability ${capability} for this.`);
};
