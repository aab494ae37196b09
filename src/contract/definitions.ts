// What each kind of resource holds, as it crosses the wire and stands in files. References to other resources of the
// project are their ids ("kind:name" is taken when writing). Everything is optional that a draft may lack.
import { z } from 'zod';
import { ResourceRef, SubjectId } from './ids.ts';
import { Compare, Dimension, FieldName, Filter, Format, Measure, Query, TimeRange } from './query.ts';
import { Title } from './text.ts';
import { GeneralAccess } from './words.ts';

const description = z.string().max(2000).optional();

export const ProjectDefinition = z
  .strictObject({ description, defaultAccess: GeneralAccess.optional() })
  .meta({ id: 'ProjectDefinition' });

/**
 * A folder of CSV, TSV, JSON and Parquet files below a directory that the operator listed, each file a table named after it;
 * a DuckDB file there; files that were uploaded; or a PostgreSQL database.
 */
export const SourceDefinition = z
  .strictObject({
    description,
    type: z.enum(['folder', 'duckdb', 'upload', 'postgres']).default('folder'),
    path: z.string().min(1).max(1000).optional(),
    /** Of a database: the name that the operator gave it. Its address and password are never held here. */
    connection: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,62}$/, 'must be small letters, digits and _ and begin with a letter')
      .optional(),
    /** Of a database: the schemas whose tables are offered; `public` unless told. */
    schemas: z.array(z.string().min(1).max(63)).min(1).max(50).optional(),
  })
  .refine(({ type, path }) => type !== 'upload' || path === undefined, { path: ['path'], message: 'is not for uploads' })
  .meta({ id: 'SourceDefinition' });

export const DatasetDefinition = z
  .strictObject({
    description,
    source: ResourceRef.optional(),
    table: z.string().min(1).max(200).optional(),
    /** Instead of a table: a SELECT over the source's tables, written by somebody who may run SQL. */
    sql: z.string().min(1).max(20_000).optional(),
    /** Instead of a source and a table: another dataset. */
    dataset: ResourceRef.optional(),
    /** The dimension that time ranges are about. */
    time: FieldName.optional(),
    dimensions: z.array(Dimension).max(200).default([]),
    measures: z.array(Measure).max(200).default([]),
    origin: z
      .strictObject({ name: z.string().max(200), url: z.url().max(500).optional(), licence: z.string().max(500) })
      .optional(),
  })
  .meta({ id: 'DatasetDefinition' });

export const ChartType = z
  .enum(['line', 'area', 'bar', 'combo', 'number', 'table', 'pivot', 'pie', 'scatter', 'heatmap', 'histogram', 'leaderboard'])
  .meta({ id: 'ChartType' });
export type ChartType = z.infer<typeof ChartType>;
/** Numbers of a table that are marked: min ≤ value < max. The first that fits counts. */
export const Highlight = z
  .strictObject({ field: FieldName, min: z.number().optional(), max: z.number().optional(), tone: z.enum(['good', 'bad']) })
  .meta({ id: 'Highlight' });
/** How a chart is drawn, without what it asks. */
const look = {
  /** The dimension that splits into series, when the query has two; of a heatmap the one that goes across. */
  series: FieldName.optional(),
  stacked: z.boolean().optional(),
  horizontal: z.boolean().optional(),
  /** Of a combo: the measures that are lines; the last one unless told. */
  lines: z.array(FieldName).max(6).optional(),
  highlight: z.array(Highlight).max(20).optional(),
};
export const ChartLook = z.object({ type: ChartType, ...look });
export const ChartDefinition = z
  .strictObject({
    description,
    dataset: ResourceRef.optional(),
    type: ChartType.default('table'),
    query: Query.default({ dimensions: [], measures: [], limit: 1000 }),
    ...look,
    format: Format.optional(),
  })
  .meta({ id: 'ChartDefinition' });

const place = {
  id: FieldName,
  /** On which tab; the first one unless told. */
  tab: FieldName.optional(),
  /** On a grid of 12 columns; rows are 40 px. */
  x: z.number().int().min(0).max(11).default(0),
  y: z.number().int().min(0).max(1000).default(0),
  w: z.number().int().min(1).max(12).default(6),
  h: z.number().int().min(1).max(40).default(6),
};
export const Tile = z
  .union([
    z.strictObject({ ...place, chart: ResourceRef, title: Title.optional() }),
    z.strictObject({ ...place, text: z.string().max(10_000) }),
  ])
  .meta({ id: 'Tile' });
export type Tile = z.infer<typeof Tile>;
export type ChartTile = Extract<Tile, { chart: string }>;

/** Offers the values of a dimension, or a range of it; applies to every chart whose dataset has a dimension of that name. */
export const DashboardFilter = z
  .strictObject({ name: FieldName, label: Title.optional(), kind: z.enum(['values', 'range']).default('values') })
  .meta({ id: 'DashboardFilter' });

export const DashboardDefinition = z
  .strictObject({
    description,
    tiles: z.array(Tile).max(100).default([]),
    /** Pages that the tiles are spread over; none or one: no tabs are drawn. */
    tabs: z
      .array(z.strictObject({ id: FieldName, title: Title }))
      .max(20)
      .optional(),
    filters: z.array(DashboardFilter).max(20).default([]),
    /** What the time filter opens with; absent: no time filter is drawn. */
    time: TimeRange.optional(),
  })
  .meta({ id: 'DashboardDefinition' });

export const ExploreDefinition = z
  .strictObject({
    description,
    dataset: ResourceRef.optional(),
    /** Exposed ones; absent: all of the dataset's. */
    dimensions: z.array(FieldName).optional(),
    measures: z.array(FieldName).optional(),
    time: TimeRange.optional(),
  })
  .meta({ id: 'ExploreDefinition' });

export const AlertDefinition = z.strictObject({ description, on: ResourceRef.optional() }).meta({ id: 'AlertDefinition' });
export const ReportDefinition = z.strictObject({ description, on: ResourceRef.optional() }).meta({ id: 'ReportDefinition' });
export const RuleDefinition = z
  .strictObject({
    description,
    on: z.array(ResourceRef).max(50).default([]),
    type: z.enum(['regular', 'base']).default('regular'),
    subjects: z.array(SubjectId).max(200).default([]),
    clause: z.string().max(5000).default(''),
    groupKey: z.string().max(100).optional(),
  })
  .meta({ id: 'RuleDefinition' });

export const definitions = {
  project: ProjectDefinition,
  source: SourceDefinition,
  dataset: DatasetDefinition,
  chart: ChartDefinition,
  dashboard: DashboardDefinition,
  explore: ExploreDefinition,
  alert: AlertDefinition,
  report: ReportDefinition,
  rule: RuleDefinition,
} as const;
export type DefinitionOf<K extends keyof typeof definitions> = z.infer<(typeof definitions)[K]>;

/** What a viewer's choices add to a dashboard's or explore's own queries. */
export const Choices = z
  .strictObject({ filter: Filter.optional(), time: TimeRange.optional(), compare: Compare.optional() })
  .meta({ id: 'Choices' });
export type Choices = z.infer<typeof Choices>;
