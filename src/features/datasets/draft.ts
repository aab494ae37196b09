// A dataset as it would be if it were saved: whoever asks for one needs what saving it needs.
import { type Ask, type Principal, type Row, reachedAmong, rows, underRules } from '#access';
import { type DefinitionOf, problem } from '#contract';
import { columnsIn, reachesFurther, read } from '../data/index.ts';
import { requireSqlRights, resolveDefinition } from '../resources/index.ts';

export type Draft = {
  definition: DefinitionOf<'dataset'>;
  uses: readonly string[];
  ruled: boolean;
  /** Null where one sees what it stands on; else the columns of it that the dataset tells of already. */
  only: ReadonlySet<string> | null;
};
type Wish = {
  project: string;
  /** The dataset that is changed, if it isn't a new one. */
  row?: Pick<Row, 'id' | 'definition'>;
  definition: Record<string, unknown>;
};

export const draftOf = async (ask: Ask, actor: Principal, { project, row, definition }: Wish): Promise<Draft> => {
  const before = row?.definition ?? {};
  const usedBefore = await usedBy(ask, row?.id);
  const resolved = await resolveDefinition(ask, actor, { kind: 'dataset', project, definition, usedBefore, unfinished: true });
  const [old, drafted] = [read('dataset', { definition: before }), read('dataset', { definition: resolved.definition })];
  const reached = await reachedAmong(ask, actor, usedBefore);
  const seen = usedBefore.every((id) => reached.has(id));
  if (!seen && reachesFurther(old, drafted))
    throw problem('forbidden', 'To change what this asks you need to see the data behind it.');
  await requireSqlRights(ask, actor, project, before, resolved.definition);
  const rivals = await overTheSame(ask, project, drafted);
  const ruled = await underRules(ask, [...(row ? [row.id] : []), ...resolved.uses, ...rivals]);
  return { definition: drafted, uses: resolved.uses, ruled: ruled.size > 0, only: seen ? null : columnsIn(old).counted };
};

const usedBy = async (ask: Ask, id: string | undefined): Promise<string[]> =>
  id
    ? (await rows<{ part_id: string }>(ask, 'select part_id from resource_use where container_id = $1', [id])).map(
        ({ part_id }) => part_id,
      )
    : [];

/** A rule on a dataset over a table holds on every other over it; a SELECT may read any table of its source. */
const overTheSame = async (ask: Ask, project: string, { source, table, sql }: DefinitionOf<'dataset'>): Promise<string[]> => {
  if (!source) return [];
  const found = await rows<{ id: string }>(
    ask,
    `select id from resource where project_id = $1 and kind = 'dataset' and definition ->> 'source' = $2
        and ($3::text is null or definition ->> 'table' = $3)`,
    [project, source, sql === undefined ? (table ?? null) : null],
  );
  return found.map(({ id }) => id);
};
