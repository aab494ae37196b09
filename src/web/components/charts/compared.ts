// What a number did since the time it is compared with. Pure.
import type { Result, Value } from '#contract';
import { changeInWords } from '../format.ts';

/** A time in which there is nothing isn't one of zeros: nothing has grown since. */
export const changeSince = (
  result: Result,
  now: Value | undefined,
  before: Value | undefined,
  look: Parameters<typeof changeInWords>[2],
  than: string,
): string | null => (now && nothingThen(result) ? 'Nothing to compare with then' : changeInWords(now, before, look, than));

const nothingThen = ({ columns, rows }: Result): boolean => {
  const then = columns.flatMap((column, i) => (column.of === 'previous' ? [i] : []));
  return then.length > 0 && rows.every((row) => then.every((i) => row[i] === null || row[i] === 0));
};
