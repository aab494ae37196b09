export { behindOf, listRows, showSql } from './behind.ts';
export { type Calendar, calendarOf } from './calendar.ts';
export { columnsIn, reachesFurther } from './columns.ts';
export { discreetly } from './discreet.ts';
export { exposes, type Ground, groundOf, planOf, read, ruled } from './plan.ts';
export { runQuery } from './run.ts';
export { runTile, type TileOutcome } from './tiles.ts';
export { listTables, listValues } from './values.ts';
