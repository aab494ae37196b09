export { listAudit } from './audit.ts';
