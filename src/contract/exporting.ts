// Data as a file to keep.
import { z } from 'zod';
import { Choices } from './definitions.ts';
import { Query } from './query.ts';
import { route } from './route.ts';

/** As many rows as there are, unless told. */
const ExportedQuery = Query.extend({ limit: z.number().int().min(1).max(10_000).default(10_000) }).meta({ id: 'ExportedQuery' });

export const exportCsv = route({
  name: 'exportCsv',
  method: 'get',
  path: '/resources/{resource}/export.csv',
  summary: 'What a chart draws, as a CSV file',
  answer: z.string(),
  format: 'csv',
});
export const exportTile = route({
  name: 'exportTile',
  method: 'post',
  reads: true,
  path: '/resources/{dashboard}/tiles/{tile}/export.csv',
  summary: "What one tile of a dashboard draws with a viewer's choices, as a CSV file",
  body: z.strictObject({ choices: Choices.optional() }),
  answer: z.string(),
  format: 'csv',
});
export const exportQuery = route({
  name: 'exportQuery',
  method: 'post',
  reads: true,
  path: '/resources/{resource}/export.csv',
  summary: 'A typed query of a dataset or explore, or a chart with choices, as a CSV file',
  body: z.strictObject({ query: ExportedQuery.optional(), choices: Choices.optional() }),
  answer: z.string(),
  format: 'csv',
});
