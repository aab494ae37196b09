export { behind, exposes, planOf, read } from './plan.ts';
export { listTables, listValues, runQuery, runTile } from './run.ts';
