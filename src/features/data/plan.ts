// From resources to what the engine runs. Rows come in that the caller has already reached, or runs in context.
import { type Ask, type Row, rows } from '#access';
import { type DatasetPlan, sourcePlanOf } from '#analytics/index';
import { type Column, type DefinitionOf, definitions, problem } from '#contract';
import { over } from './over.ts';

export type Dataset = Row & { readonly definition: DefinitionOf<'dataset'> };

/** A definition as its kind's schema reads it: what is stored was parsed before, and gets its defaults again. */
export const read = <K extends keyof typeof definitions>(kind: K, row: Pick<Row, 'definition'>): DefinitionOf<K> =>
  // The schema of the kind gives the definition of the kind; TypeScript can't see that through the index.
  definitions[kind].parse(row.definition) as DefinitionOf<K>;

/** Rows that datasets stand on, by id: themselves, datasets under them, sources. For running and drawing only. */
export type Ground = ReadonlyMap<string, Row>;

/** One statement, however many datasets and however deep. What was deleted isn't among it. */
export const groundOf = async (ask: Ask, datasets: readonly (string | undefined)[]): Promise<Ground> => {
  const found = await rows<Row>(
    ask,
    `with recursive under as (
       select unnest($1::text[]) as id
       union
       select u.part_id from under join resource_use u on u.container_id = under.id)
     select r.* from under join resource r on r.id = under.id where r.live`,
    [datasets.filter((id) => id !== undefined)],
  );
  return new Map(found.map((row) => [row.id, row]));
};

const deepest = 8;

/** The table under a dataset, through datasets over datasets. */
export const planOf = (ground: Ground, dataset: Pick<Row, 'definition'>, depth = 0): DatasetPlan => {
  const top = read('dataset', dataset);
  if (top.dataset) {
    const below = ground.get(top.dataset);
    if (!below || depth === deepest) throw gone();
    return over(planOf(ground, below, depth + 1), top);
  }
  if (!top.source || !(top.table || top.sql)) throw problem('invalid', 'The dataset behind this has no table yet.');
  const source = ground.get(top.source);
  if (!source) throw gone();
  const plan = sourcePlanOf(source.id, read('source', source));
  if (!plan) throw problem('invalid', 'The source behind this names no data yet.');
  const { table = '', sql, time, dimensions, measures } = top;
  return { source: plan, table, ...(sql && { sql }), ...(time && { time }), dimensions, measures };
};

// Whoever runs a tile learns that it doesn't run, and not what is called what behind it.
const gone = () => problem('unavailable', 'What the dataset behind this reads is no longer there.');

/** Until rules are enforced, a dataset with any answers no query, and says so (access model, section 6). */
export const ruled = () =>
  problem(
    'unavailable',
    "Row rules sit on the data behind this, and this version can't enforce them yet, so it answers no query.",
  );

/** Of an explore only what it exposes may be asked for; all of it unless told. */
export const exposes = (explore: DefinitionOf<'explore'>, field: Pick<Column, 'name' | 'role'>): boolean =>
  (field.role === 'dimension' ? explore.dimensions : explore.measures)?.includes(field.name) ?? true;
