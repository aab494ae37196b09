// Making and changing a dataset: what of it can't be worked out, as one types, and what it would answer if it were saved.
import { z } from 'zod';
import { FieldName, Result, Value } from './query.ts';
import { route } from './route.ts';

export const TableColumn = z.object({ name: z.string(), type: z.string() }).meta({ id: 'TableColumn' });
export type TableColumn = z.infer<typeof TableColumn>;

/** Something of a definition that doesn't hold, and at which letter of a formula or SELECT, from 0. */
export const Fault = z
  .object({ field: z.string(), message: z.string(), position: z.number().int().optional() })
  .meta({ id: 'Fault' });
export type Fault = z.infer<typeof Fault>;

export const DatasetCheck = z
  .object({
    /** What it stands on: its table, its SELECT, the dataset below it. */
    columns: z.array(TableColumn),
    faults: z.array(Fault),
    /** What each measure comes to, of those that can be worked out. */
    totals: z.array(z.object({ name: FieldName, value: Value })),
    /** The first rows, the latest first where it has a time. */
    rows: Result.optional(),
    /** Of the one dimension that was asked for: its commonest values. */
    values: Result.optional(),
    /** Why there is none of this. */
    unread: z.string().optional(),
    /** Of a SELECT that isn't saved yet: only so many of its rows were looked at. */
    sampled: z.number().int().optional(),
  })
  .meta({ id: 'DatasetCheck' });
export type DatasetCheck = z.infer<typeof DatasetCheck>;

const body = z.strictObject({
  definition: z.record(z.string(), z.unknown()),
  /** A dimension whose values are wanted. */
  show: FieldName.optional(),
  /** A SELECT that isn't saved is only read, unless it shall run for its first rows. */
  run: z.boolean().optional(),
});
export const checkDataset = route({
  name: 'checkDataset',
  method: 'post',
  reads: true,
  path: '/resources/{resource}/check',
  summary: 'What is wrong with a change of a dataset before it is saved, and what it would answer',
  body,
  answer: DatasetCheck,
});
export const checkNewDataset = route({
  name: 'checkNewDataset',
  method: 'post',
  reads: true,
  path: '/projects/{project}/check-dataset',
  summary: 'What is wrong with a dataset before it is made, and what it would answer',
  body,
  answer: DatasetCheck,
});
