// Things as lists of a review name them, and the one that a list is about.
import { type Ask, allowed, open, type Principal, type Row, rows } from '#access';
import { isResourceId, notFound, type ProjectLink, type Reach } from '#contract';

type Thing = Reach['resource'];
type Named = Pick<Row, 'id' | 'kind' | 'name' | 'title' | 'project_id'>;

/** Whoever may read the audit log may ask about everything; others about that whose access list they may read. */
export const asked = async (ask: Ask, principal: Principal, id: string): Promise<Named> => {
  if (!principal.capabilities.has('audit.read')) {
    const row = await open(ask, principal, id);
    return allowed(ask, principal, row, 'read_access');
  }
  const [row] = isResourceId(id)
    ? await rows<Named>(ask, 'select id, kind, name, title, project_id from resource where id = $1 and live', [id])
    : [];
  if (!row) throw notFound();
  return row;
};

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
