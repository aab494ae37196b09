export { askedAbout } from './asked.ts';
export { explainAccess, whoHasAccess } from './explain.ts';
export { proveAccess } from './prove.ts';
export { listReach } from './reach.ts';
export { reacherOf } from './reacher.ts';
export { firstOf, listReadable, type Named, reachOf } from './reaching.ts';
