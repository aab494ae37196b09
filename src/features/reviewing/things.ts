// Things as lists of a review name them.
import { type Ask, type Row, rows } from '#access';
import type { ProjectLink, Reach } from '#contract';

type Thing = Reach['resource'];
type Named = Pick<Row, 'id' | 'kind' | 'name' | 'title' | 'project_id'>;

/** By id, each with its project. */
export const thingsNamed = async (ask: Ask, ids: readonly (string | null)[]): Promise<Map<string, Thing>> => {
  const found = await rows<Named & { project: ProjectLink }>(
    ask,
    `select r.id, r.kind, r.name, r.title, jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title) as project
       from resource r join resource p on p.id = r.project_id
      where r.id = any($1::text[])`,
    [[...new Set(ids)].filter((id) => id !== null)],
  );
  return new Map(found.map(({ id, kind, name, title, project }) => [id, { id, kind, name, title, project }]));
};
