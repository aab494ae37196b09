// Where data comes from: what an operator allowed, whether it can be read, and what over it can't be worked out any more.
import { z } from 'zod';
import { Fault, TableColumn } from './datasets.ts';
import { route } from './route.ts';

/** A table of a source; `problem` says why it has no columns. */
export const SourceTable = z
  .object({ name: z.string(), file: z.string(), columns: z.array(TableColumn), problem: z.string().optional() })
  .meta({ id: 'SourceTable' });
export type SourceTable = z.infer<typeof SourceTable>;

export const listPlaces = route({
  name: 'listPlaces',
  method: 'get',
  path: '/projects/{project}/places',
  summary:
    'What a new source may be made of: folders and DuckDB files that the operator allowed, databases by the names they gave',
  answer: z.object({
    folders: z.array(z.string()),
    files: z.array(z.string()),
    connections: z.array(z.string()),
  }),
});
export const checkNewSource = route({
  name: 'checkNewSource',
  method: 'post',
  reads: true,
  path: '/projects/{project}/check-source',
  summary: 'Whether a source could be read before it is made: its tables, or why not and what to do',
  body: z.strictObject({ definition: z.record(z.string(), z.unknown()) }),
  answer: z.object({ tables: z.array(SourceTable), problem: z.string().optional(), next: z.string().optional() }),
});

const Broken = z.object({ id: z.string(), title: z.string() });
/** Faults of its fields, and of the charts that you can see those that ask for them. */
const broken = { faults: z.array(Fault), charts: z.array(Broken) };
export const checkSource = route({
  name: 'checkSource',
  method: 'get',
  path: '/resources/{resource}/check',
  summary: 'What over a source can’t be worked out as its tables are now: fields of datasets, and the charts that ask for them',
  answer: z.object({
    /** Those that you can see. */
    datasets: z.array(Broken.extend(broken)),
  }),
});
export const checkFields = route({
  name: 'checkFields',
  method: 'get',
  path: '/resources/{resource}/check-fields',
  summary: 'What of a dataset can’t be worked out as its data is now, and the charts that ask for it; for who edits it',
  answer: z.object(broken),
});
