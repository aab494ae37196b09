// What a dataset comes to once its references are followed: a table of a source, and what may be asked of it.
import type { DefinitionOf, Dimension, Measure } from '#contract';

export type SourcePlan = {
  readonly id: string;
  readonly type: DefinitionOf<'source'>['type'];
  /** Absolute, or relative to one of the folders that the operator allowed; nothing where the source is no file. */
  readonly path: string;
  /** The name by which the operator knows a database. */
  readonly connection?: string;
  /** Whose tables a database offers; `public` unless told. */
  readonly schemas?: readonly string[];
};

/** Null while the definition is a draft that names no data. */
export function sourcePlanOf(id: string, { type, path, connection, schemas }: DefinitionOf<'source'>): SourcePlan | null {
  if (type === 'postgres') return connection ? { id, type, path: '', connection, ...(schemas && { schemas }) } : null;
  // Uploads lie in a folder called as their source: nobody can say another one's.
  if (type === 'upload') return { id, type, path: id };
  return path ? { id, type, path } : null;
}

export type DatasetPlan = {
  readonly source: SourcePlan;
  /** A file's name without its ending, or with it where two files share that. */
  readonly table: string;
  /** Instead of a table: a SELECT over the source's tables, by somebody who may write such. */
  readonly sql?: string;
  /** The dimension that time ranges are about. */
  readonly time?: string;
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly Measure[];
};

/** Every column has one of these kinds, whatever it is called where it comes from, so that expressions have few cases. */
export type ColumnKind = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'timestamp';
export type TableColumn = { readonly name: string; readonly kind: ColumnKind };

/** What a query is compiled against. */
export type Table = {
  /** As sentences call it. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly loadedAt: string;
  /** Changes whenever its rows may have. */
  readonly version: string;
  /** Which columns a statement names, where it is told to people: no others than it needs. */
  readonly named?: ReadonlySet<number>;
};

/** One version of a file as it lies in a database of its own. */
export type FileTable = Table & { readonly database: string; readonly rows: number };

/** The first and last moment of a dataset's time dimension, as they are held. */
export type Ends = { readonly first: string; readonly last: string };
