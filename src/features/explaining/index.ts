export { explainAccess, whoHasAccess } from './explain.ts';
export { proveAccess } from './prove.ts';
export { listReach } from './reach.ts';
export { reacherOf } from './reacher.ts';
export { firstOf, type Named, reachOf } from './reaching.ts';
export { askedAbout, listReadable, readableOf, toldOfAll } from './told.ts';
