import { isDeepStrictEqual } from 'node:util';
import { type Allowed, type Ask, allow, allowed, open, type Principal, rows } from '#access';
import { changeNow, note, setUses, touchResource } from '#access/giving/index';
import { type AnswerOf, type BodyOf, type ParamsOf, problem, type updateResource as updateResourceRoute } from '#contract';
import { reachesFurther, read } from '../data/index.ts';
import { asking, type Deps, type StoreDeps } from '../deps.ts';
import { requireSeeingWhatIsOffered } from './choosable.ts';
import { getResource } from './get.ts';
import { keepVersion, requireLatest } from './keep-version.ts';
import { freeName } from './names.ts';
import { resolveDefinition } from './refs.ts';
import { requireSqlRights } from './sql-rights.ts';

type Changed = {
  params: ParamsOf<typeof updateResourceRoute>;
  body: BodyOf<typeof updateResourceRoute>;
  ifMatch?: number | undefined;
  /** The version that this brings back, if it does. */
  restores?: number;
};

export const updateResource = async (
  deps: Deps,
  principal: Principal,
  input: Changed,
): Promise<AnswerOf<typeof updateResourceRoute>> => {
  await reviseResource(deps, principal, input);
  return getResource(deps, principal, { params: input.params });
};

export const reviseResource = async (
  deps: StoreDeps,
  principal: Principal,
  { params, body, ifMatch, restores }: Changed,
): Promise<void> => {
  const { project_id } = await allow(asking(deps), principal, params.resource, 'edit');
  await changeNow(deps, principal, { within: { project: project_id } }, async (ask, actor) => {
    const row = await allow(ask, actor, params.resource, 'edit');
    await requireLatest(ask, actor, ifMatch, row);
    const name =
      body.name && body.name !== row.name ? await freeName(ask, actor, { ...nameSpace(row), name: body.name }) : row.name;
    const definition = body.definition && (await revisedDefinition(ask, actor, row, body.definition));
    const title = body.title ?? (body.name && row.title === row.name ? name : row.title);
    await ask.db
      .updateTable('resource')
      .set({
        name,
        title,
        ...(definition && { definition: JSON.stringify(definition) }),
      })
      .where('id', '=', row.id)
      .execute();
    await touchResource(ask, row.id);
    await keepVersion(ask, actor, row, { title, definition: definition ?? row.definition }, restores);
    if (definition && ifMatch !== undefined) await publishDraft(ask, actor, row.id, ifMatch);
    await note(ask, actor, {
      action: 'resource.update',
      resource: row.id,
      before: { name: row.name, title: row.title },
      after: { name, title },
    });
  });
};

/** A draft goes with the change that publishes it: one of its author's from the version that it was based on. */
const publishDraft = (ask: Ask, actor: Principal, id: string, basedOn: number) =>
  rows(ask, 'delete from draft where resource_id = $1 and user_id = $2 and based_on = $3', [id, actor.userId, basedOn]);

export const requireFresh = (ifMatch: number | undefined, version: number): void => {
  if (ifMatch !== undefined && ifMatch !== version)
    throw problem('stale', 'Somebody changed this in the meantime; look at it again and repeat your change.');
};

const nameSpace = (row: Allowed) => ({ kind: row.kind, project: row.kind === 'project' ? null : row.project_id, except: row.id });

const revisedDefinition = async (ask: Ask, actor: Principal, row: Allowed, definition: Record<string, unknown>) => {
  const usedBefore = (
    await rows<{ part_id: string }>(ask, 'select part_id from resource_use where container_id = $1', [row.id])
  ).map(({ part_id }) => part_id);
  const resolved = await resolveDefinition(ask, actor, { kind: row.kind, project: row.project_id, definition, usedBefore });
  await requireSeeingWhatIsQueried(ask, actor, row, resolved.definition, usedBefore);
  if (row.kind === 'dataset') await requireSqlRights(ask, actor, row.project_id, row.definition, resolved.definition);
  if (row.kind === 'dashboard')
    await requireSeeingWhatIsOffered(ask, actor, row.definition, read('dashboard', { definition: resolved.definition }));
  if (row.kind === 'rule') await requireRuleRights(ask, actor, row, resolved.definition);
  await setUses(ask, row.id, resolved.uses, actor.userId);
  return resolved.definition;
};

/** Fields of a definition that decide what is asked of the data; the others only say how it looks. */
const asks: Partial<Record<Allowed['kind'], readonly string[]>> = {
  chart: ['dataset', 'query'],
  explore: ['dataset', 'dimensions', 'measures'],
};

// Changing what is queried needs sight of what it is queried from; moving, retitling and removing don't.
const requireSeeingWhatIsQueried = async (
  ask: Ask,
  actor: Principal,
  row: Allowed,
  definition: Record<string, unknown>,
  usedBefore: readonly string[],
) => {
  const changed =
    row.kind === 'dataset'
      ? reachesFurther(read('dataset', row), read('dataset', { definition }))
      : (asks[row.kind] ?? []).some((field) => !isDeepStrictEqual(row.definition[field], definition[field]));
  if (!changed) return;
  for (const part of usedBefore) {
    await open(ask, actor, part).catch((cause) => {
      throw problem('forbidden', 'To change what this asks you need to see the data behind it.', [], cause);
    });
  }
};

// Of a rule its editors may change the clause; on what, for whom and how it counts is its project's admins'.
const requireRuleRights = async (ask: Ask, actor: Principal, row: Allowed, definition: Record<string, unknown>) => {
  const same = ['on', 'type', 'subjects', 'groupKey'].every((field) =>
    isDeepStrictEqual(row.definition[field], definition[field]),
  );
  if (!same) await allowed(ask, actor, await open(ask, actor, row.project_id), 'manage_rules');
};
