export { lookingAs, viewAsOf } from './looking.ts';
export { endViewAs, startViewAs } from './start.ts';
