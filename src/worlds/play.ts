// Steps: each verb calls the use case of the same meaning, as the person who acts. Names go to the code as they stand.
import { type Ask, allowed, open, type Principal, principalOf, rows } from '#access';
import { type Kind, Problem } from '#contract';
import type { StoreDeps } from '#features/deps';
import {
  addGroupManager,
  addGroupMember,
  createGroup,
  deleteGroup,
  removeGroupManager,
  removeGroupMember,
} from '#features/groups/index';
import { handOver } from '#features/handover/index';
import { undoChange } from '#features/history/index';
import { claim, invite } from '#features/invitations/index';
import { deactivateUser, reactivateUser, updateUser } from '#features/people/index';
import { changeMemberResources, removeMember, setMember } from '#features/projects/index';
import { approveRequest, askForAccess, declineRequest } from '#features/requests/index';
import { bringBack, deleteResource, makeDuplicate, makeProject, makeResource, reviseResource } from '#features/resources/index';
import { createRole, deleteRole, giveRole, takeRole, updateRole } from '#features/roles/index';
import { patchAccess, putAccess } from '#features/sharing/index';
import { kindOf } from '#kinds/index';
import type { Outcome, Step } from './file.ts';
import { ruleOf } from './lay-down.ts';
import { type Names, noProject, nothing, split } from './names.ts';

export type Play = { deps: StoreDeps; names: Names; ask: () => Ask };
type Acting<Verb extends Step['do']> = Extract<Step, { do: Verb }>;
type Verbs = {
  [Verb in Exclude<Step['do'], 'wait' | 'accept'>]: (play: Play, actor: Principal, step: Acting<Verb>) => Promise<unknown>;
};

const verbs: Verbs = {
  create: async ({ deps, names }, actor, step) => {
    const definition = { ...kindOf(step.kind).using(step.uses ?? []), ...(step.kind === 'rule' && (await ruleOf(names, step))) };
    if (step.kind === 'project') throw new Problem('invalid', 'a project is made by create_project');
    const { kind, name, access } = step;
    await makeResource(deps, actor, (await names.project(step.project)) ?? noProject, {
      kind,
      name,
      definition,
      ...(access && { generalAccess: access }),
    });
  },
  create_project: ({ deps }, actor, { project }) => makeProject(deps, actor, { name: project }),
  update: async ({ deps, names, ask }, actor, step) => {
    const id = (await names.resource(step.resource)) ?? nothing;
    const definition = await definitionAfter(names, ask(), id, step);
    const body = { ...(step.name && { name: step.name }), ...(definition && { definition }) };
    if (Object.keys(body).length > 0 || !step.access)
      await reviseResource(deps, actor, { params: { resource: id }, body, ...(await stale(ask(), id, step)) });
    if (step.access) await patchAccess(deps, actor, { params: { resource: id }, body: { generalAccess: step.access } });
  },
  delete: async ({ deps, names }, actor, step) =>
    deleteResource(deps, actor, {
      params: { resource: (await names.resource(step.resource)) ?? nothing },
      query: { force: step.force },
    }),
  restore: async ({ deps, names }, actor, step) =>
    bringBack(deps, actor, (await names.resource(step.resource)) ?? nothing, step.name),
  duplicate: async ({ deps, names }, actor, step) =>
    makeDuplicate(deps, actor, (await names.resource(step.resource)) ?? nothing, {
      ...(step.name && { name: step.name }),
      ...(step.project && { project: (await names.project(step.project)) ?? noProject }),
    }),

  share: async (play, actor, step) => {
    const subject = await play.names.subjectOrNobody(step.subject);
    return patch(play, actor, step, { grant: [{ subject, level: step.level, ...(step.until && { expiresAt: step.until }) }] });
  },
  unshare: async (play, actor, step) => patch(play, actor, step, { revoke: [await play.names.subjectOrNobody(step.subject)] }),
  set_access: (play, actor, step) => patch(play, actor, step, { generalAccess: step.access }),
  set_editors: async (play, actor, step) => put(play, actor, step, { editors: await listed(play.names, step.subjects) }),
  set_viewers: async (play, actor, step) => put(play, actor, step, { viewers: await listed(play.names, step.subjects) }),

  set_member: async ({ deps, names, ask }, actor, step) => {
    const params = await member(names, step);
    const { level, restricted, resources, until } = step;
    const body = {
      ...(level && { level }),
      ...(restricted !== undefined && { restricted }),
      ...(resources && { resources }),
      ...(until && { expiresAt: until }),
    };
    return setMember(deps, actor, {
      params,
      body,
      query: { force: step.force },
      ...(await stale(ask(), params.project, step, 'access_version')),
    });
  },
  add_resources: async ({ deps, names }, actor, step) =>
    changeMemberResources(deps, actor, {
      params: await member(names, step),
      body: { add: step.resources },
      query: { force: step.force },
    }),
  remove_resources: async ({ deps, names }, actor, step) =>
    changeMemberResources(deps, actor, {
      params: await member(names, step),
      body: { remove: step.resources },
      query: { force: step.force },
    }),
  remove_member: async ({ deps, names }, actor, step) =>
    removeMember(deps, actor, { params: await member(names, step), query: { alsoGrants: step.alsoGrants, force: step.force } }),

  create_group: ({ deps }, actor, { group }) => createGroup(deps, actor, { body: { name: group } }),
  add_to_group: async ({ deps, names }, actor, step) =>
    addGroupMember(deps, actor, { params: await inGroup(names, step), body: step.until ? { expiresAt: step.until } : undefined }),
  remove_from_group: async ({ deps, names }, actor, step) =>
    removeGroupMember(deps, actor, { params: await inGroup(names, step), query: { force: step.force } }),
  delete_group: async ({ deps, names }, actor, step) =>
    deleteGroup(deps, actor, {
      params: { group: await names.subjectOrNobody(`group:${step.group}`) },
      query: { force: step.force },
    }),
  add_manager: async ({ deps, names }, actor, step) => addGroupManager(deps, actor, { params: await inGroup(names, step) }),
  remove_manager: async ({ deps, names }, actor, step) => removeGroupManager(deps, actor, { params: await inGroup(names, step) }),
  create_role: ({ deps }, actor, { role, capabilities }) => createRole(deps, actor, { body: { name: role, capabilities } }),
  change_role: async ({ deps, names }, actor, step) =>
    updateRole(deps, actor, {
      params: { role: await names.subjectOrNobody(`role:${step.role}`) },
      body: { capabilities: step.capabilities },
      query: { force: step.force },
    }),
  delete_role: async ({ deps, names }, actor, step) =>
    deleteRole(deps, actor, { params: { role: await names.subjectOrNobody(`role:${step.role}`) }, query: { force: step.force } }),
  give_role: async ({ deps, names }, actor, step) => giveRole(deps, actor, { params: await held(names, step), body: undefined }),
  take_role: async ({ deps, names }, actor, step) =>
    takeRole(deps, actor, { params: await held(names, step), query: { force: step.force } }),

  invite: async (play, actor, step) => {
    const { deps, names } = play;
    const { email, level, restricted, resources, as_user } = step;
    const body = {
      email,
      ...(step.resource && { resource: (await names.resource(step.resource)) ?? nothing }),
      ...(step.project && { project: (await names.project(step.project)) ?? noProject }),
      ...(level && { level }),
      ...(restricted !== undefined && { restricted }),
      ...(resources && { resources }),
    };
    const { subject } = await invite(deps, actor, { body });
    await rows(play.ask(), 'update app_user set login = $2 where id = $1', [subject.id, as_user]);
  },
  request: async ({ deps, names }, actor, { resource, level }) => {
    if (level === 'admin') throw new Problem('invalid', 'level can only be viewer or editor');
    return askForAccess(deps, actor, {
      params: { resource: (await names.resource(resource)) ?? nothing },
      body: { level, message: '' },
    });
  },
  approve: async (play, actor, step) => {
    const { level } = step;
    if (level === 'admin') throw new Problem('invalid', 'level can only be viewer or editor');
    const request = await requestOf(play, actor, step);
    return approveRequest(play.deps, actor, { params: { request }, body: level ? { level } : undefined });
  },
  decline: async (play, actor, step) =>
    declineRequest(play.deps, actor, { params: { request: await requestOf(play, actor, step) } }),
  reassign: async ({ deps, names }, actor, step) => {
    const body = {
      to: await names.subjectOrNobody(step.to),
      ...(step.project && { project: (await names.project(step.project)) ?? noProject }),
    };
    return handOver(deps, actor, { params: { user: await names.subjectOrNobody(step.from) }, body });
  },

  change_user: async ({ deps, names }, actor, { user, owner, name, kind, attributes, force }) =>
    updateUser(deps, actor, {
      params: { user: await names.subjectOrNobody(`user:${user}`) },
      body: {
        ...(name && { name }),
        ...(kind && { kind }),
        ...(attributes && { attributes }),
        ...(owner && { owner: await names.subjectOrNobody(owner) }),
      },
      query: { force },
    }),
  undo: async ({ deps, ask }, actor, { last, force }) => {
    const [event] = await rows<{ id: number }>(ask(), 'select id from audit_event where action = $1 order by id desc limit 1', [
      last,
    ]);
    return undoChange(deps, actor, { params: { entry: String(event?.id ?? 0) }, query: { force } });
  },
  deactivate: async ({ deps, names }, actor, step) =>
    deactivateUser(deps, actor, {
      params: { user: await names.subjectOrNobody(`user:${step.user}`) },
      query: { force: step.force },
    }),
  reactivate: async ({ deps, names }, actor, step) =>
    reactivateUser(deps, actor, { params: { user: await names.subjectOrNobody(`user:${step.user}`) } }),
};

/** What came of it: `ok`, or the word of the refusal with what was said. */
export const playStep = async (play: Play, step: Exclude<Step, { do: 'wait' }>): Promise<{ outcome: Outcome; said: string }> => {
  const id = await play.names.subject(`user:${step.as}`);
  if (step.do === 'accept') return told(async () => claim(play.deps, id ?? ''));
  const actor = id && (await principalOf(play.ask(), id));
  if (!actor) return { outcome: 'not_found', said: `${step.as} isn't active` };
  // Each verb takes its own step; the record's type says so, which indexing it by a union can't keep.
  const verb = verbs[step.do] as (play: Play, actor: Principal, step: Step) => Promise<unknown>;
  return told(() => verb(play, actor, step));
};

const told = async (work: () => Promise<unknown>): Promise<{ outcome: Outcome; said: string }> => {
  try {
    await work();
    return { outcome: 'ok', said: '' };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const outcome = outcomes[error.code];
    if (!outcome) throw error;
    return { outcome, said: error.message };
  }
};

const outcomes: Partial<Record<Problem['code'], Outcome>> = {
  forbidden: 'forbidden',
  not_found: 'not_found',
  unauthenticated: 'not_found',
  conflict: 'conflict',
  stale: 'stale',
  invalid: 'invalid',
  malformed: 'invalid',
};

type OnResource = { resource: string; force?: boolean | undefined; if?: 'stale' | undefined };
const patch = async (
  { deps, names, ask }: Play,
  actor: Principal,
  step: OnResource,
  body: Parameters<typeof patchAccess>[2]['body'],
) => {
  const resource = (await names.resource(step.resource)) ?? nothing;
  return patchAccess(deps, actor, {
    params: { resource },
    body,
    query: { force: step.force },
    ...(await stale(ask(), resource, step, 'access_version')),
  });
};
const put = async (
  { deps, names, ask }: Play,
  actor: Principal,
  step: OnResource,
  body: Parameters<typeof putAccess>[2]['body'],
) => {
  const resource = (await names.resource(step.resource)) ?? nothing;
  return putAccess(deps, actor, {
    params: { resource },
    body,
    query: { force: step.force },
    ...(await stale(ask(), resource, step, 'access_version')),
  });
};
const listed = (names: Names, entries: Acting<'set_editors'>['subjects']) =>
  Promise.all(
    entries.map(async (entry) =>
      typeof entry === 'string'
        ? names.subjectOrNobody(entry)
        : { subject: await names.subjectOrNobody(entry.subject), ...(entry.until && { expiresAt: entry.until }) },
    ),
  );
const member = async (names: Names, { project, subject }: { project: string; subject: string }) => ({
  project: (await names.project(project)) ?? noProject,
  subject: await names.subjectOrNobody(subject),
});
const inGroup = async (names: Names, { group, subject }: { group: string; subject: string }) => ({
  group: await names.subjectOrNobody(`group:${group}`),
  subject: await names.subjectOrNobody(subject),
});
const held = async (names: Names, { role, subject }: { role: string; subject: string }) => ({
  role: await names.subjectOrNobody(`role:${role}`),
  subject: await names.subjectOrNobody(subject),
});

/** The open request, else the latest: answering twice is the code's to refuse. Acting on what one can't see comes before it. */
const requestOf = async (
  { names, ask }: Play,
  actor: Principal,
  { resource, user }: { resource: string; user: string },
): Promise<string> => {
  const id = (await names.resource(resource)) ?? nothing;
  const row = await open(ask(), actor, id);
  await allowed(ask(), actor, row, row.kind === 'project' ? 'manage_members' : 'share');
  const [found] = await rows<{ id: string }>(
    ask(),
    `select id from access_request where resource_id = $1 and user_id = $2 order by (answered_at is null) desc, asked_at desc limit 1`,
    [id, await names.subjectOrNobody(`user:${user}`)],
  );
  if (!found) throw new Problem('conflict', 'there is no open request');
  return found.id;
};

/** `if: stale` sends a version that was. */
const stale = async (ask: Ask, id: string, step: { if?: 'stale' | undefined }, of: 'version' | 'access_version' = 'version') => {
  if (!step.if) return {};
  const [row] = await rows<{ version: number }>(ask, `select ${of} as version from resource where id = $1`, [id]);
  return { ifMatch: (row?.version ?? 1) - 1 };
};

/** The definition with what the step changes; nothing where it changes none of it. */
const definitionAfter = async (names: Names, ask: Ask, id: string, step: Acting<'update'>) => {
  const rule = await ruleOf(names, step);
  if (!step.uses && Object.keys(rule).length === 0) return undefined;
  const [row] = await rows<{ definition: Record<string, unknown> }>(ask, 'select definition from resource where id = $1', [id]);
  const kind = split(step.resource).kind as Kind;
  return { ...row?.definition, ...(step.uses && kindOf(kind).using(step.uses)), ...rule };
};

/** Verbs that can be played: the gate holds them against the use cases that write access. */
export const playable = ['accept', ...Object.keys(verbs)];
