// Opaque cursors: where a page ended, and of which list. One from elsewhere is refused.
import { problem } from '#contract';

/** One row more was asked for than the page holds: whether there is a next page, and where this one ended. */
export const paged = <Row>(
  list: string,
  found: readonly Row[],
  limit: number,
  ended: (last: Row) => readonly (string | number)[],
): { page: Row[]; next: string | null } => {
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { page, next: last ? encodeCursor(list, ended(last)) : null };
};

const encodeCursor = (list: string, ended: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify([list, ...ended])).toString('base64url');

type Part = 'text' | 'number' | 'moment';
/** Written out in full: what `Date` makes of "9" isn't what the store makes of it. */
const moment = /^(?!0000)\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?$/;
const is: Record<Part, (part: unknown) => boolean> = {
  text: (part) => typeof part === 'string' && !part.includes('\0'),
  number: (part) => Number.isSafeInteger(part),
  moment: (part) => typeof part === 'string' && moment.test(part) && !Number.isNaN(Date.parse(part)),
};

/** What `encodeCursor` was given for this list, each part of the kind that the list puts there. */
export const decodeCursor = (
  cursor: string | undefined,
  list: string,
  parts: readonly Part[],
): (string | number)[] | undefined => {
  if (cursor === undefined) return undefined;
  const parsed = parse(cursor);
  const [of, ...ended] = Array.isArray(parsed) ? parsed : [];
  if (of !== list || ended.length !== parts.length || !parts.every((part, at) => is[part](ended[at]))) {
    throw problem('malformed', 'cursor is not one that this list gave', [
      { field: 'cursor', message: 'is not one that this list gave' },
    ]);
  }
  return ended;
};

/** For ILIKE: what was typed, anywhere in the text, its own wildcards taken literally. */
export const pattern = (typed: string | undefined): string | null => (typed ? `%${typed.replace(/[\\%_]/g, '\\$&')}%` : null);

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
};
