// The heart. Read in this order: words, decision, reach, reached, allow, context, explain; then giving/.
export { actionsOf, lacking } from './actions.ts';
export { type Allowed, actionsOn, allow, allowed, requireCapability } from './allow.ts';
export { type Ask, type Db, rows } from './ask.ts';
export { type PartState, partsOf, runsIn } from './context.ts';
export { type FoundReason, reasonsFor, whoReaches } from './explain.ts';
export {
  countReached,
  type ListAsked,
  levelOn,
  listReached,
  open,
  type Reached,
  type Row,
  reachedAmong,
  trashed,
} from './reached.ts';
export { principalOf } from './subjects.ts';
export type { Principal } from './words.ts';
