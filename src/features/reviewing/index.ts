export { compareReach } from './compare.ts';
export { listEnding } from './ending.ts';
export { exportEnding, exportGuests, exportOrphans, exportOutsiders, exportUnused } from './export.ts';
export { listGuests } from './guests.ts';
export { listOutsiders } from './outsiders.ts';
export { listUnused } from './unused.ts';
