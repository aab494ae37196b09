// The heart. Read in this order: words, decision, reach, reached, candidates, list, allow, context, explain; then giving/.
export { actionsOf, lacking } from './actions.ts';
export { type Allowed, actionsOn, allow, allowed, requireCapability } from './allow.ts';
export { type Ask, type Db, rows } from './ask.ts';
export { privateTo, seenBy } from './beside.ts';
export { type PartState, partsOf, runsIn } from './context.ts';
export { type FoundReason, reasonsAmong, reasonsFor, whoReaches } from './explain.ts';
export { countReached, type ListAsked, listReached, trashed } from './list.ts';
export { type Outside, type OutsideEnd, reachedOutside } from './outside.ts';
export { remembersSince, whoReachedAt } from './past.ts';
export { provenOn } from './proof.ts';
export { levelOn, open, type Reached, type Row, reachedAmong } from './reached.ts';
export { type HeldRule, rulesFor, underRules } from './rows/rules.ts';
export { narrowed, principalOf } from './subjects.ts';
export type { Narrow, Principal } from './words.ts';
export { requireOwnEyes, requireWriting } from './writing.ts';

import { partsText } from './context.ts';
import { stepsUp } from './explain.ts';
import { listTexts } from './list.ts';
import { statements } from './reach.ts';
import { rulesOn } from './rows/rules.ts';

/** Tells a store which statements decisions are made of, so that it keeps them prepared. */
export const prepareDecisions = (store: { name(text: string): string }): void => {
  for (const text of [...Object.values(statements), ...listTexts(), partsText, rulesOn, stepsUp]) store.name(text);
};
