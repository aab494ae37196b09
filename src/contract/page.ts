import { z } from 'zod';

/** Keyset pages: `next` is opaque and stands for where this page ended; null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() });

export const Limit = z
  .string()
  .regex(/^[0-9]{1,4}$/, 'must be a whole number from 1 to 200')
  .transform(Number)
  .pipe(z.number().min(1, 'must be at least 1').max(200, 'must be at most 200'));
export const pageQuery = { limit: Limit.optional(), cursor: z.string().max(1000).optional() };
/** A flag in a query string. */
export const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');
