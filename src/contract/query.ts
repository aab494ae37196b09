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

export const Grain = z.enum(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']).meta({ id: 'Grain' });
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

/** What `time` (which must then be bounded) is compared with: the period just before it, itself a year earlier, or any days. */
export const Compare = z
  .union([z.enum(['previous', 'previous_year']), z.strictObject({ from: Day, to: Day })])
  .meta({ id: 'Compare' });
export type Compare = z.infer<typeof Compare>;

export const TimeZone = z
  .string()
  .max(100)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'is not a time zone like Europe/Madrid');

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
    /** Adds, for each measure, its value in another period. */
    compare: Compare.optional(),
    /** Adds, for each measure that is a number: its change since that period, the change as a part of what it was, its part of the total. */
    derive: z
      .array(z.enum(['delta', 'ratio', 'share']))
      .max(3)
      .optional(),
    /** `of`: by that column of the field instead of its value. */
    sort: z
      .array(
        z.strictObject({
          field: FieldName,
          of: z.enum(['previous', 'delta', 'ratio']).optional(),
          descending: z.boolean().default(false),
        }),
      )
      .max(4)
      .optional(),
    limit: z.number().int().min(1).max(10_000).default(1000),
    /** Adds what the measures come to over everything the query is about. */
    totals: z.boolean().optional(),
    /** Adds what they come to over the groups that `limit` cut off. */
    others: z.boolean().optional(),
    /** Over time: buckets without data are there too, as 0 where nothing to count or sum is 0, else as null. */
    fill: z.boolean().optional(),
    /** These of the dimensions go across, the greatest `limit` of them (of times the latest); `limit` of the query counts rows. */
    pivot: z
      .strictObject({ columns: z.array(FieldName).min(1).max(3), limit: z.number().int().min(1).max(200).default(20) })
      .optional(),
    /** Times are moments, held in UTC, and read as the clock in this zone shows them; absent: as they are held. Dates stay. */
    timeZone: TimeZone.optional(),
    /** Of weeks: 0 Sunday, 1 Monday (unless told) … 6. */
    firstDayOfWeek: z.number().int().min(0).max(6).optional(),
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
    /** `previous`: this column holds the measure's value in the period compared with; or what was derived from the two, or its share. */
    of: z.enum(['previous', 'delta', 'ratio', 'share']).optional(),
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
    /** The days it is compared with. */
    comparedWith: z.object({ from: z.string(), to: z.string() }).optional(),
    /** In column order; of a dimension there is no total: null. */
    totals: z.array(Value).optional(),
    others: z.array(Value).optional(),
    /** Beginnings of buckets that the period, the end of the data or the present cuts short. */
    partial: z.array(z.string()).optional(),
    /** Of a pivot: what stands across and down, in order, with what each comes to over all of the other; `rows` are then its cells. */
    pivot: z
      .object({
        columns: z.array(z.object({ key: z.array(Value), totals: z.array(Value) })),
        rows: z.array(z.object({ key: z.array(Value), totals: z.array(Value) })),
        moreColumns: z.boolean(),
      })
      .optional(),
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
    /** … or a formula of the dataset's dimensions and other measures, such as `sum(price * units) / count()`. */
    expression: z.string().min(1).max(500).optional(),
    /** May its values be added up? As counts and sums may unless told, and nothing else: a balance at the end of a day may not. */
    additive: z.boolean().optional(),
  })
  .refine(
    (m) => [m.aggregate, m.ratio, m.expression].filter((one) => one !== undefined).length === 1,
    'needs either an aggregate, or a ratio, or an expression',
  )
  .refine((m) => m.aggregate === undefined || m.aggregate === 'count' || m.column !== undefined, 'needs the column to aggregate')
  .refine((m) => !m.additive || m.aggregate === 'count' || m.aggregate === 'sum', 'is not additive: only counts and sums are')
  .meta({ id: 'Measure' });
export type Measure = z.infer<typeof Measure>;
