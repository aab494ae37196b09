export { listAudit } from './audit.ts';
export type { EventRow } from './events.ts';
export { exportAudit } from './export.ts';
