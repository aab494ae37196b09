// The typed query: the only question that can be put to data. It names fields of a dataset; it never carries SQL.
import { z } from 'zod';
import { Title } from './text.ts';

export const FieldName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'must be letters, digits and _ and not begin with a digit')
  .meta({ id: 'FieldName' });
export const Value = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]).meta({ id: 'Value' });
export type Value = z.infer<typeof Value>;

export type Filter =
  | { field: string; in: Value[] }
  | { field: string; notIn: Value[] }
  | { field: string; min?: number | string; max?: number | string }
  | { field: string; contains: string }
  | { and: Filter[] }
  | { or: Filter[] }
  | { not: Filter };
/** A condition over a dataset's dimensions (in a measure's `where`: over them, or else the table's columns). */
export const Filter: z.ZodType<Filter> = z
  .lazy(() =>
    z.union([
      z.strictObject({ field: FieldName, in: z.array(Value).max(1000) }),
      z.strictObject({ field: FieldName, notIn: z.array(Value).max(1000) }),
      z.strictObject({ field: FieldName, contains: z.string().min(1).max(200) }),
      z.strictObject({ and: z.array(Filter).max(50) }),
      z.strictObject({ or: z.array(Filter).max(50) }),
      z.strictObject({ not: Filter }),
      // Half-open: min ≤ value < max.
      z.strictObject({
        field: FieldName,
        min: z.union([z.number(), z.string().max(40)]).optional(),
        max: z.union([z.number(), z.string().max(40)]).optional(),
      }),
    ]),
  )
  .meta({ id: 'Filter' });

export const Grain = z.enum(['hour', 'day', 'week', 'month', 'quarter', 'year']).meta({ id: 'Grain' });
export type Grain = z.infer<typeof Grain>;

const Day = z.iso.date('is not a date like 2026-06-01');
/** Half-open days [from, to) of the dataset's time dimension, or the last n units before the end of its data. */
export const TimeRange = z
  .union([
    z.strictObject({ from: Day.optional(), to: Day.optional() }),
    z.strictObject({ last: z.number().int().min(1).max(10_000), unit: z.enum(['day', 'week', 'month', 'year']) }),
  ])
  .meta({ id: 'TimeRange' });
export type TimeRange = z.infer<typeof TimeRange>;

export const Query = z
  .strictObject({
    /** Grouped by these; `grain` on time dimensions. None: one row of totals. */
    dimensions: z
      .array(z.strictObject({ name: FieldName, grain: Grain.optional() }))
      .max(6)
      .default([]),
    measures: z.array(FieldName).max(12).default([]),
    filter: Filter.optional(),
    time: TimeRange.optional(),
    /** Adds, for each measure, its value in the period just before `time` (which must then be bounded). */
    compare: z.literal('previous').optional(),
    sort: z
      .array(z.strictObject({ field: FieldName, descending: z.boolean().default(false) }))
      .max(4)
      .optional(),
    limit: z.number().int().min(1).max(10_000).default(1000),
  })
  .meta({ id: 'Query' });
export type Query = z.infer<typeof Query>;
export type QueryInput = z.input<typeof Query>;

export const ValueType = z.enum(['string', 'number', 'boolean', 'time', 'date']).meta({ id: 'ValueType' });
export type ValueType = z.infer<typeof ValueType>;
export const Format = z.enum(['integer', 'decimal', 'percent', 'currency', 'duration_min', 'compact']).meta({ id: 'Format' });
export type Format = z.infer<typeof Format>;

/** A part of a time, as a number: hour 0–23, weekday 1 Monday – 7, month 1–12. */
const Part = z.enum(['hour', 'weekday', 'month', 'year']);

export const Column = z
  .object({
    name: z.string(),
    label: z.string(),
    role: z.enum(['dimension', 'measure']),
    type: ValueType,
    format: Format.optional(),
    grain: Grain.optional(),
    unit: z.string().optional(),
    /** Of a dimension: its numbers are hours, weekdays or months, and read as such. */
    part: Part.optional(),
    /** Of a dimension: its numbers are the beginnings of steps this wide. */
    bucket: z.number().optional(),
    /** `previous`: this column holds the measure's value in the period before. */
    of: z.enum(['previous']).optional(),
  })
  .meta({ id: 'Column' });
export type Column = z.infer<typeof Column>;

/** Cells in column order. Times are ISO 8601 text without zone; big numbers are numbers, or text beyond 2^53. */
export const Result = z
  .object({
    columns: z.array(Column),
    rows: z.array(z.array(Value)),
    /** True when the limit or the result cap cut rows off. */
    more: z.boolean(),
    /** When the data was last loaded from its source. */
    dataAsOf: z.string(),
    /** The days that `time` came to, half-open; absent when unbounded. */
    period: z.object({ from: z.string(), to: z.string() }).optional(),
    engineMs: z.number(),
  })
  .meta({ id: 'Result' });
export type Result = z.infer<typeof Result>;

export const Dimension = z
  .strictObject({
    name: FieldName,
    label: Title.optional(),
    description: z.string().max(500).optional(),
    /** The table's column; the dimension's own name unless told. */
    column: z.string().min(1).max(200).optional(),
    type: ValueType.default('string'),
    /** Of a time column: a part of it instead of itself, as a number (hour 0–23, weekday 1 Monday – 7, month 1–12). */
    part: Part.optional(),
    /** Of a number: rounded down to multiples of this. */
    bucket: z.number().positive().optional(),
    unit: z.string().max(20).optional(),
  })
  .meta({ id: 'Dimension' });
export type Dimension = z.infer<typeof Dimension>;

export const Aggregate = z.enum(['count', 'sum', 'avg', 'min', 'max', 'count_distinct', 'median', 'p95']);
export const Measure = z
  .strictObject({
    name: FieldName,
    label: Title.optional(),
    description: z.string().max(500).optional(),
    format: Format.optional(),
    unit: z.string().max(20).optional(),
    /** Either an aggregate, of a column save for `count`, over the rows that `where` keeps … */
    aggregate: Aggregate.optional(),
    column: z.string().min(1).max(200).optional(),
    where: Filter.optional(),
    /** … or one measure divided by another. */
    ratio: z.strictObject({ of: FieldName, to: FieldName }).optional(),
  })
  .refine((m) => (m.aggregate === undefined) !== (m.ratio === undefined), 'needs either an aggregate or a ratio')
  .refine((m) => m.aggregate === undefined || m.aggregate === 'count' || m.column !== undefined, 'needs the column to aggregate')
  .meta({ id: 'Measure' });
export type Measure = z.infer<typeof Measure>;
