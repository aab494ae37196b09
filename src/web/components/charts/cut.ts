// What an answer leaves out, where a drawing of it would look as if it were all. Pure.
import type { Result } from '#contract';
import { count } from '../format.ts';
// Only its type: this comes with a tile's frame, before what draws.
import type { Look } from './drawing.ts';

/** Undefined where nothing is missing, and where a drawing says so by itself: a ranking is the first of something. */
export function cutInWords(result: Result, { type }: Pick<Look, 'type'>): string | undefined {
  if (!result.more || type === 'table' || type === 'pivot' || type === 'number' || type === 'leaderboard') return undefined;
  if (type === 'pie')
    return result.others
      ? undefined
      : `Parts of the first ${count(result.rows.length, 'value')} only; there are more in the data.`;
  if (
    type === 'bar' &&
    !result.columns.some((column) => column.role === 'dimension' && (column.type === 'time' || column.type === 'date'))
  )
    return undefined;
  return `Only the first ${count(result.rows.length, 'row')} are drawn; there are more in the data.`;
}
