export { exposes, type Ground, groundOf, planOf, read } from './plan.ts';
export { runQuery } from './run.ts';
export { runTile, type TileOutcome } from './tiles.ts';
export { listTables, listValues } from './values.ts';
