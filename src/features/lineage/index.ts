export { getLineage } from './lineage.ts';
