// Giving and taking: facts (what is written), change (the one door), and the promises it holds every change to.
export { note } from './audit.ts';
export {
  type Changing,
  change,
  changeNow,
  type Deps as ChangeDeps,
  type LevelChange,
  lock,
  type Outcome,
  Previewed,
} from './change.ts';
export { closureDrift, rebuildClosure, subjectsAbove } from './closure.ts';
export { capabilitiesCarried, capabilitiesOf, endOfGift, holdsUntil, requireHolding } from './delegation.ts';
export * from './facts.ts';
export { keptThrough, orphans, reachedThrough } from './standing.ts';
export { type GrantThen, grantsThen, membershipThen, placeThen } from './then.ts';
