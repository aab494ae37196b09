// A dataset as it would be if it were saved: whoever asks for one needs what saving it needs.
import { type Ask, open, type Principal, rows, underRules } from '#access';
import { type DefinitionOf, problem } from '#contract';
import { read } from '../data/index.ts';
import { requireSqlRights, resolveDefinition } from '../resources/index.ts';

export type Draft = { definition: DefinitionOf<'dataset'>; uses: readonly string[]; ruled: boolean };
type Wish = {
  project: string;
  /** Of the dataset that is changed. */
  id?: string;
  before?: Record<string, unknown>;
  definition: Record<string, unknown>;
};

export const draftOf = async (ask: Ask, actor: Principal, { project, id, before = {}, definition }: Wish): Promise<Draft> => {
  // What it stood on it stands on still, for who sees that: what is shown here are rows.
  for (const part of await usedBy(ask, id)) {
    await open(ask, actor, part).catch((cause) => {
      throw problem('forbidden', 'To change what this asks you need to see the data behind it.', [], cause);
    });
  }
  const resolved = await resolveDefinition(ask, actor, { kind: 'dataset', project, definition });
  await requireSqlRights(ask, actor, project, before, resolved.definition);
  const drafted = read('dataset', { definition: resolved.definition });
  const rivals = await overTheSame(ask, project, drafted);
  const ruled = await underRules(ask, [...(id ? [id] : []), ...resolved.uses, ...rivals]);
  return { definition: drafted, uses: resolved.uses, ruled: ruled.size > 0 };
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
