export { giveAccess, patchAccess, putAccess } from './change.ts';
export { endAsked, recipients } from './given.ts';
export { getAccess } from './present.ts';
