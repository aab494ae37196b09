// Deleting is moving to the trash: 404 for all, found and brought back by those who could edit it.
import { allow, allowed, type Principal, trashed } from '#access';
import { changeNow, note, setDeleted } from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  type deleteResource as deleteResourceRoute,
  isResourceId,
  notFound,
  type ParamsOf,
  problem,
  type QueryOf,
  type restoreResource as restoreResourceRoute,
} from '#contract';
import { kindOf } from '#kinds/index';
import { asking, type Deps, type Given, type StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { getResource } from './get.ts';
import { freeName } from './names.ts';

export const deleteResource = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: Given<typeof deleteResourceRoute>,
): Promise<AnswerOf<typeof deleteResourceRoute>> => {
  const { project_id } = await allow(asking(deps), principal, params.resource, 'delete');
  const watched = watching.resource(query, params.resource);
  await changeNow(deps, principal, { within: { project: project_id }, ...watched }, async (ask, actor) => {
    const row = await allow(ask, actor, params.resource, 'delete');
    await setDeleted(ask, row, ask.now);
    await note(ask, actor, { action: 'resource.delete', resource: row.id, before: { kind: row.kind, name: row.name } });
  });
  return { id: params.resource };
};

export const restoreResource = async (
  deps: Deps,
  principal: Principal,
  input: {
    params: ParamsOf<typeof restoreResourceRoute>;
    query?: Partial<QueryOf<typeof restoreResourceRoute>>;
    body: BodyOf<typeof restoreResourceRoute>;
  },
): Promise<AnswerOf<typeof restoreResourceRoute>> => {
  await bringBack(deps, principal, input.params.resource, input.body?.name, input.query);
  return getResource(deps, principal, { params: input.params });
};

/** Brings back id, grants, listings and uses; a name that was taken meanwhile asks for another. */
export const bringBack = async (
  deps: StoreDeps,
  principal: Principal,
  id: string,
  name?: string,
  query?: Partial<QueryOf<typeof restoreResourceRoute>>,
): Promise<void> => {
  if (!isResourceId(id)) throw notFound();
  const ask = asking(deps);
  const deleted = (await trashed.among(ask, principal, [id])).get(id);
  if (!deleted) {
    const { title } = await allow(ask, principal, id, 'restore');
    throw problem('conflict', `“${title}” isn't in the trash.`);
  }
  if (deleted.level === 'viewer') throw notFound();
  const watched = watching.resource(query, id);
  const restoring = { within: { project: deleted.project_id }, mayRaise: true, ...watched };
  await changeNow(deps, principal, restoring, async (ask, actor) => {
    const row = (await trashed.among(ask, actor, [id])).get(id);
    if (!row || row.level === 'viewer') throw notFound();
    await allowed(ask, actor, row, 'restore');
    const kept = name ?? row.name;
    const project = row.kind === 'project' ? null : row.project_id;
    const free = await freeName(ask, actor, { kind: row.kind, project, name: kept, except: row.id });
    // Whoever restores asked for this very name; another one would surprise them.
    if (free !== kept)
      throw problem(
        'conflict',
        `There is already a ${kindOf(row.kind).label} named “${kept}” here; restore it under another name.`,
      );
    await setDeleted(ask, row, null, free);
    await note(ask, actor, { action: 'resource.restore', resource: row.id, after: { name: free } });
  });
};
