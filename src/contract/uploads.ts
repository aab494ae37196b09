// Files that people bring: each becomes a table of a source of its own, or takes the place of one that was brought before.
import { z } from 'zod';
import { route } from './route.ts';
import { Title } from './text.ts';

export const uploadFile = route({
  name: 'uploadFile',
  method: 'post',
  path: '/projects/{project}/uploads',
  summary: 'Bring a CSV, TSV, JSON or Parquet file as the body; it becomes a table',
  query: z.strictObject({
    /** With the ending that says what it is: .csv, .tsv, .json, .parquet. */
    name: z.string().min(1).max(150),
    /** Of the new source; the file's name unless told. */
    title: Title.optional(),
    /** A source of uploads to put it into, in place of the file of that name; a new one unless told. */
    source: z.string().max(100).optional(),
  }),
  takes: 'bytes',
  answer: z.object({
    source: z.string(),
    table: z.string(),
    rows: z.number().int(),
    columns: z.array(z.object({ name: z.string(), type: z.string() })),
  }),
  status: 201,
});
