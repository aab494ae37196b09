// What is behind a number: the rows that it counts, and the SQL that counts them.
import { z } from 'zod';
import { Choices } from './definitions.ts';
import { Filter, Query, Result, TimeRange } from './query.ts';
import { route } from './route.ts';

export const listRows = route({
  name: 'listRows',
  method: 'post',
  reads: true,
  path: '/resources/{resource}/rows',
  summary:
    'The rows of a dataset one by one, the latest first; for who sees the dataset itself, of its columns what they may see',
  body: z.strictObject({
    filter: Filter.optional(),
    time: TimeRange.optional(),
    limit: z.number().int().min(1).max(200).default(50),
    /** Rows before these; the first 10,000 can be paged through. */
    offset: z.number().int().min(0).max(9_800).default(0),
  }),
  answer: Result,
});

export const Statement = z
  .object({
    /** `rows`, `totals`, `others`; of a pivot also `across` and `cells`. */
    what: z.string(),
    /** With $1, $2, … where its values go. */
    text: z.string(),
    values: z.array(z.union([z.string(), z.number(), z.boolean()])),
  })
  .meta({ id: 'Statement' });
export const showSql = route({
  name: 'showSql',
  method: 'post',
  reads: true,
  path: '/resources/{resource}/sql',
  summary:
    'What a chart, explore or dataset asks its engine, without asking it; for who edits the data behind it, or sees it and may run SQL',
  body: z.strictObject({ query: Query.optional(), choices: Choices.optional() }),
  answer: z.object({
    statements: z.array(Statement),
    /** What c0, c1, … stand for: those that are named in it. */
    columns: z.array(z.object({ as: z.string(), name: z.string() })),
  }),
});
