// The demo in a store: all of it in one transaction or none, in the order in which people would have done it over some weeks.
import type { Ask, Principal } from '#access';
import { principalOf } from '#access';
import {
  giveRoleTo,
  insertGroup,
  insertResource,
  insertRole,
  insertUser,
  note,
  putGrant,
  putIntoGroup,
  putMembership,
  setUses,
} from '#access/giving/index';
import type { Deps } from '#features/deps';
import { resolveDefinition } from '#features/resources/index';
import { setPassword } from '#features/sessions/index';
import { adminRoleId, guestRoleId, memberRoleId } from '#store/built-in';
import { content } from './content.ts';
import type { DemoGrant, DemoPerson, DemoResource } from './words.ts';

export { layDemoFiles } from './files.ts';

/** Of everybody in it; the server refuses to serve the demo to other machines. */
export const demoPassword = 'sightline-demo';

const hour = 3600_000;
const day = 24 * hour;
/** Long enough ago that a grant which ended two weeks ago could be given. */
const weeksAgo = 6;

/** Fills an empty store, and only that; then has the data ready before somebody opens the first dashboard. */
export const loadDemo = async (deps: Deps): Promise<void> => {
  const loaded = await deps.store.transaction(async (db) => {
    if (await db.selectFrom('app_user').select('id').limit(1).executeTakeFirst()) return false;
    await layDown(db, deps.clock.now());
    return true;
  });
  if (loaded) deps.log.info('demo.loaded', { people: content.people.length, resources: content.resources.length });
  for (const { definition, name, kind } of content.resources) {
    if (kind !== 'source') continue;
    await deps.analytics
      .prepare({ id: name, type: 'folder', path: String(definition.path) })
      .catch((failure) => deps.log.warn('demo.not_prepared', { source: name, why: String(failure.message) }));
  }
};

async function layDown(db: Ask['db'], now: Date): Promise<void> {
  let moment = now.getTime() - weeksAgo * 7 * day;
  /** As of then; each act a few hours after the last. */
  const ask = (): Ask => {
    moment += 3 * hour;
    return { db, now: new Date(moment) };
  };
  const subjects = new Map<string, string>([
    ['role:Admin', adminRoleId],
    ['role:Member', memberRoleId],
    ['role:Guest', guestRoleId],
  ]);
  const idOf = (name: string): string => {
    const id = subjects.get(name);
    if (!id) throw new Error(`The demo names ${name}, which isn't in it`);
    return id;
  };

  // Roles are given access to in the story.
  await db.updateTable('organization').set({ roles_as_subjects: true }).execute();
  const start = ask();
  for (const person of content.people) subjects.set(`user:${person.login}`, await addPerson(start, person, idOf));
  const ana = await principalOf(start, idOf('user:ana'));
  if (!ana) throw new Error('The demo has no Ana');
  const by = ana.userId;
  for (const { name } of content.groups) subjects.set(`group:${name}`, await insertGroup(start, name));
  for (const { name, members } of content.groups) {
    for (const member of members) await putIntoGroup(start, idOf(`group:${name}`), idOf(member), { by });
    await note(start, ana, { action: 'group.create', subject: idOf(`group:${name}`), after: { name } });
  }
  for (const { name, capabilities, holders } of content.roles) {
    const role = await insertRole(start, name, capabilities);
    subjects.set(`role:${name}`, role);
    for (const holder of holders) await giveRoleTo(start, role, idOf(holder), { by });
    await note(start, ana, { action: 'role.create', subject: role, after: { name, capabilities } });
  }

  const projects = new Map<string, string>();
  for (const { name, title, description, defaultAccess, members } of content.projects) {
    const at = ask();
    const definition = { description, defaultAccess };
    const project = await insertResource(at, { kind: 'project', name, title, definition, generalAccess: 'private', by });
    projects.set(name, project);
    await note(at, ana, { action: 'project.create', resource: project, after: { name } });
    for (const { subject, level } of [{ subject: 'user:ana', level: 'admin' as const }, ...members]) {
      await putMembership(at, { subject: idOf(subject), project, level, restricted: false, listed: [], by });
      await note(at, ana, { action: 'member.set', resource: project, subject: idOf(subject), before: null, after: { level } });
    }
  }
  for (const resource of content.resources) {
    await addResource(ask(), ana, resource, { project: projects.get(resource.project) ?? '', idOf, today: now });
  }
}

async function addPerson(ask: Ask, { login, name, email, kind, roles }: DemoPerson, idOf: (name: string) => string) {
  const id = await insertUser(ask, { kind, status: 'active', name, login, email });
  for (const role of [kind === 'guest' ? 'Guest' : 'Member', ...roles]) await giveRoleTo(ask, idOf(`role:${role}`), id);
  await setPassword(ask, { id, email, name }, demoPassword);
  return id;
}

type Around = { project: string; idOf: (name: string) => string; today: Date };

async function addResource(ask: Ask, ana: Principal, resource: DemoResource, { project, idOf, today }: Around) {
  const by = ana.userId;
  const { kind, name, title, generalAccess, editors, viewers } = resource;
  const { definition, uses } = await resolveDefinition(ask, ana, { kind, project, definition: resource.definition });
  const id = await insertResource(ask, { kind, project, name, title, definition, generalAccess, by });
  await setUses(ask, id, uses, by);
  await note(ask, ana, { action: 'resource.create', resource: id, after: { kind, name } });
  const give = async (grant: DemoGrant, level: 'viewer' | 'editor') => {
    const subject = idOf(typeof grant === 'string' ? grant : grant.subject);
    const until = typeof grant === 'string' ? null : new Date(today.getTime() + grant.endsInDays * day);
    await putGrant(ask, subject, id, level, { until, by });
    await note(ask, ana, { action: 'access.give', resource: id, subject, before: [], after: { level, expiresAt: until } });
  };
  for (const grant of editors) await give(grant, 'editor');
  for (const grant of viewers) await give(grant, 'viewer');
}
