// Asking for data: of a dataset freely, of a chart what it draws, of an explore what it exposes, of a dashboard its tiles.
import { z } from 'zod';
import { Choices } from './definitions.ts';
import { ProblemBody } from './problem.ts';
import { FieldName, Query, Result, Value } from './query.ts';
import { route } from './route.ts';
import { SourceTable } from './sources.ts';
import { Search } from './text.ts';

/** A tile's answer, or what went wrong instead. */
export const TileAnswer = z
  .union([z.object({ tile: FieldName, result: Result }), z.object({ tile: FieldName, problem: ProblemBody })])
  .meta({ id: 'TileAnswer' });
export type TileAnswer = z.infer<typeof TileAnswer>;

const bound = z.union([z.number(), z.string().max(40)]).optional();
export const runQuery = route({
  name: 'runQuery',
  method: 'post',
  reads: true,
  path: '/resources/{resource}/query',
  summary:
    'Run a dataset or explore by a typed query, a chart by its own, or all tiles of a dashboard, told line by line as they finish',
  body: z.strictObject({
    query: Query.optional(),
    choices: Choices.optional(),
    /** Of a dashboard: these tiles only. */
    tiles: z.array(FieldName).max(100).optional(),
    /** Of a dashboard: what its filters are set to, by name: values, or a half-open range. */
    filters: z.record(FieldName, z.union([z.array(Value).max(1000), z.strictObject({ min: bound, max: bound })])).optional(),
  }),
  answer: Result,
  lines: TileAnswer,
});
export const runTile = route({
  name: 'runTile',
  method: 'post',
  reads: true,
  path: '/resources/{dashboard}/tiles/{tile}/query',
  summary: "Run one tile of a dashboard with a viewer's choices of filters and time",
  body: z.strictObject({ choices: Choices.optional() }),
  answer: Result,
});
export const listValues = route({
  name: 'listValues',
  method: 'post',
  reads: true,
  path: '/resources/{resource}/values',
  summary: 'What a filter of a dashboard or explore, or a dimension of a dataset, can be set to',
  body: z.strictObject({ field: FieldName, q: Search.optional(), limit: z.number().int().min(1).max(500).default(100) }),
  answer: z.object({ values: z.array(Value), more: z.boolean() }),
});
export const listTables = route({
  name: 'listTables',
  method: 'get',
  path: '/resources/{resource}/tables',
  summary: 'The tables of a source and their columns',
  answer: z.object({ items: z.array(SourceTable) }),
});
