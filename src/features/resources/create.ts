import { type Ask, allowed, open, type Principal, requireCapability } from '#access';
import { changeNow, insertResource, note, putGrant, putMembership, setUses, touchAccess } from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  type createProject as createProjectRoute,
  type createResource as createResourceRoute,
  type DefinitionOf,
  type GeneralAccess,
  invalid,
  type Kind,
  type ParamsOf,
  problem,
} from '#contract';
import { kindOf } from '#kinds/index';
import { read } from '../data/index.ts';
import { asking, type Deps, type StoreDeps } from '../deps.ts';
import { requireSeeingWhatIsOffered } from './choosable.ts';
import { getResource } from './get.ts';
import { freeName } from './names.ts';
import { resolveDefinition } from './refs.ts';
import { requireSqlRights } from './sql-rights.ts';

type New = BodyOf<typeof createResourceRoute>;

export const createResource = async (
  deps: Deps,
  principal: Principal,
  { params, body }: { params: ParamsOf<typeof createResourceRoute>; body: New },
): Promise<AnswerOf<typeof createResourceRoute>> => {
  const id = await makeResource(deps, principal, params.project, body);
  return getResource(deps, principal, { params: { resource: id } });
};

/** Makes it and gives its maker a direct editor grant. Answers its id. */
export const makeResource = async (
  deps: StoreDeps,
  principal: Principal,
  projectId: string,
  body: New,
  /** Where something was kept under its id before it could be told of. */
  wanted?: string,
): Promise<string> => {
  const project = await open(asking(deps), principal, projectId, 'project');
  return changeNow(deps, principal, { within: { project: project.id }, mayRaise: true }, async (ask, actor) => {
    await requireMaking(ask, actor, project.id, body.kind);
    const resolved = await resolveDefinition(ask, actor, { kind: body.kind, project: project.id, definition: body.definition });
    if (body.kind === 'dataset') await requireSqlRights(ask, actor, project.id, {}, resolved.definition);
    if (body.kind === 'dashboard')
      await requireSeeingWhatIsOffered(ask, actor, {}, read('dashboard', { definition: resolved.definition }));
    const name = await freeName(ask, actor, { kind: body.kind, project: project.id, name: body.name });
    const id = await insertResource(ask, {
      kind: body.kind,
      project: project.id,
      name,
      title: body.title ?? body.name,
      definition: resolved.definition,
      generalAccess: await initialAccess(ask, actor, project.id, body),
      by: actor.userId,
      ...(wanted && { id: wanted }),
    });
    await setUses(ask, id, resolved.uses, actor.userId);
    await putGrant(ask, actor.userId, id, 'editor', { by: actor.userId });
    await note(ask, actor, { action: 'resource.create', resource: id, after: { kind: body.kind, name } });
    return id;
  });
};

// An alert or report is made by whoever may view what it is on (its definition's use is checked for that); a rule and a
// source by who manages those; everything else by the project's editors.
const requireMaking = async (ask: Ask, actor: Principal, project: string, kind: Kind) => {
  const reached = await open(ask, actor, project, 'project');
  if (kind === 'alert' || kind === 'report') return;
  if (kind === 'rule') return void (await allowed(ask, actor, reached, 'manage_rules'));
  if (kind === 'source') {
    await allowed(ask, actor, reached, 'manage_sources');
    return requireCapability(actor, 'sources.manage');
  }
  await allowed(ask, actor, reached, 'create');
};

const initialAccess = async (ask: Ask, actor: Principal, projectId: string, body: New): Promise<GeneralAccess> => {
  const kind = kindOf(body.kind);
  if (kind.alwaysPrivate) {
    if (body.generalAccess === 'project') throw invalid('generalAccess', `of a ${kind.label} is always private`);
    return 'private';
  }
  if (body.generalAccess === 'project') await requireMembership(ask, actor, projectId);
  if (body.generalAccess) return body.generalAccess;
  const project = await open(ask, actor, projectId, 'project');
  if (kind.privateUnlessTold) return 'private';
  const { default_access } = await ask.db.selectFrom('organization').select('default_access').executeTakeFirstOrThrow();
  // A project's definition was parsed by its schema when it was written.
  return (project.definition as DefinitionOf<'project'>).defaultAccess ?? default_access ?? 'private';
};

/** Opening something to the whole project takes an unrestricted membership of it. */
export const requireMembership = async (ask: Ask, actor: Principal, projectId: string): Promise<void> => {
  if (actor.administers) return;
  const found = await ask.db
    .selectFrom('membership')
    .select('id')
    .where('project_id', '=', projectId)
    .where('subject_id', 'in', [...actor.subjects])
    .where('restricted', '=', false)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', ask.now)]))
    .executeTakeFirst();
  if (!found) throw problem('forbidden', 'Only members of the whole project can open something to all of it.');
};

export const createProject = async (
  deps: Deps,
  principal: Principal,
  { body }: { body: BodyOf<typeof createProjectRoute> },
): Promise<AnswerOf<typeof createProjectRoute>> => {
  const id = await makeProject(deps, principal, body);
  return getResource(deps, principal, { params: { resource: id } });
};

/** Makes it and its maker an admin, unrestricted. Answers its id. */
export const makeProject = async (
  deps: StoreDeps,
  principal: Principal,
  body: BodyOf<typeof createProjectRoute>,
): Promise<string> =>
  changeNow(deps, principal, { within: 'organization', mayRaise: true }, async (ask, actor) => {
    requireCapability(actor, 'projects.create');
    const name = await freeName(ask, actor, { kind: 'project', project: null, name: body.name });
    const id = await insertResource(ask, {
      kind: 'project',
      name,
      title: body.title ?? body.name,
      definition: {
        ...(body.description && { description: body.description }),
        ...(body.defaultAccess && { defaultAccess: body.defaultAccess }),
      },
      generalAccess: 'private',
      by: actor.userId,
    });
    await putMembership(ask, {
      subject: actor.userId,
      project: id,
      level: 'admin',
      restricted: false,
      listed: [],
      by: actor.userId,
    });
    await touchAccess(ask, id);
    await note(ask, actor, { action: 'project.create', resource: id, after: { name } });
    return id;
  });
