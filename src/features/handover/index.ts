export { handOver } from './hand-over.ts';
export { listOrphans } from './orphans.ts';
