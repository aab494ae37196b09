export { listNotifications, readNotifications } from './list.ts';
export { type Digest, postDigests } from './post.ts';
export { lookForEnds, startRounds, tidyNotifications } from './rounds.ts';
export { settleAsked, tellAnswered, tellAsked, tellDeclined, tellShared } from './tell.ts';
