// A world laid down in an empty store, by the same writers of facts that the use cases end in.
import type { Ask } from '#access';
import { rows } from '#access';
import {
  giveRoleTo,
  insertGroup,
  insertResource,
  insertRole,
  insertUser,
  putGrant,
  putIntoGroup,
  putMembership,
  rebuildClosure,
  setUses,
} from '#access/giving/index';
import type { GeneralAccess, Kind } from '#contract';
import { resolveDefinition } from '#features/resources/index';
import { kindOf } from '#kinds/index';
import { FileError, type Parsed, type Path, type World } from './file.ts';
import type { Names } from './names.ts';

export const layDown = async (ask: Ask, names: Names, { file: { world }, lineOf }: Parsed): Promise<void> => {
  const wrong = (path: Path, message: string): never => {
    throw new FileError(message, lineOf(['world', ...path]));
  };
  const subject = async (name: string, path: Path): Promise<string> =>
    (await names.subject(name)) ?? wrong(path, `there is no ${name}`);

  await ask.db
    .updateTable('organization')
    .set({ roles_as_subjects: true, member_domains: ['example.com'] })
    .execute();
  for (const name of Object.keys(world.groups)) {
    if (name === 'everyone') wrong(['groups', name], 'everyone always exists and has its own members');
    await insertGroup(ask, name);
  }
  for (const [name, { capabilities }] of Object.entries(world.roles)) await insertRole(ask, name, capabilities);
  await people();
  for (const [name, held] of Object.entries(world.groups)) await fillGroup(name, held);
  for (const [name, { holders }] of Object.entries(world.roles)) {
    for (const [at, entry] of holders.entries()) {
      const { who, until } = entryOf(entry);
      await giveRoleTo(ask, await roleId(name), await subject(who, ['roles', name, 'holders', at]), { until });
    }
  }
  for (const [name, project] of Object.entries(world.projects)) await layProject(name, project ?? { members: [], resources: {} });
  await rebuildClosure(ask);

  async function people() {
    // Owners of service accounts have to be there first.
    const users = Object.entries(world.users).sort(
      ([, a], [, b]) => Number(a?.kind === 'service') - Number(b?.kind === 'service'),
    );
    for (const [login, user] of users) {
      const kind = user?.kind ?? 'person';
      if (kind === 'service' && !user?.owner) wrong(['users', login], 'a service account says who owns it');
      const id = await insertUser(ask, {
        kind,
        status: user?.status ?? 'active',
        name: user?.name ?? login,
        login,
        email: kind === 'service' ? (user?.email ?? null) : (user?.email ?? `${login}@example.com`),
        attributes: user?.attributes ?? {},
        owner: user?.owner ? await subject(user.owner, ['users', login, 'owner']) : null,
      });
      const defaults = { person: ['Member'], guest: ['Guest'], service: [] }[kind];
      for (const [at, role] of (user?.roles ?? defaults).entries()) {
        await giveRoleTo(ask, await subject(`role:${role}`, ['users', login, 'roles', at]), id);
      }
    }
  }

  async function fillGroup(name: string, held: World['groups'][string]) {
    const group = await subject(`group:${name}`, ['groups', name]);
    const { members = [], managers = [] } = Array.isArray(held) ? { members: held } : (held ?? {});
    for (const [at, entry] of members.entries()) {
      const { who, until } = entryOf(entry);
      await putIntoGroup(
        ask,
        group,
        await subject(who, Array.isArray(held) ? ['groups', name, at] : ['groups', name, 'members', at]),
        { until },
      );
    }
    for (const [at, manager] of managers.entries()) {
      const manager_id = await subject(manager, ['groups', name, 'managers', at]);
      await ask.db.insertInto('group_manager').values({ group_id: group, manager_id }).execute();
    }
  }

  async function layProject(name: string, { defaultAccess, members, resources }: NonNullable<World['projects'][string]>) {
    const project = await insertResource(ask, {
      kind: 'project',
      name,
      title: name,
      definition: defaultAccess ? { defaultAccess } : {},
      generalAccess: 'private',
      by: null,
    });
    const ids = new Map<string, string>();
    for (const [ref, resource] of Object.entries(resources)) {
      const { kind, called } = refOf(ref);
      if (kindOf(kind).alwaysPrivate && resource?.access === 'project')
        wrong(['projects', name, 'resources', ref, 'access'], `a ${kind} is always private`);
      const generalAccess: GeneralAccess = kindOf(kind).alwaysPrivate
        ? 'private'
        : (resource?.access ?? defaultAccess ?? 'project');
      ids.set(
        ref,
        await insertResource(ask, { kind, project, name: called, title: called, definition: {}, generalAccess, by: null }),
      );
    }
    for (const [ref, resource] of Object.entries(resources)) {
      await fillResource(project, ids.get(ref)!, refOf(ref).kind, resource ?? {}, ['projects', name, 'resources', ref]);
    }
    for (const [at, member] of members.entries()) {
      const path = ['projects', name, 'members', at];
      if (member.resources && member.restricted === false) wrong(path, 'lists resources and says that it is not restricted');
      const listed = (member.resources ?? []).map(
        (ref, of) => ids.get(ref) ?? wrong([...path, 'resources', of], `there is no ${name}/${ref}`),
      );
      const restricted = member.restricted ?? member.resources !== undefined;
      await putMembership(ask, {
        subject: await subject(member.subject, path),
        project,
        level: member.level,
        restricted,
        listed,
        until: until(member.until),
      });
    }
  }

  async function fillResource(
    project: string,
    id: string,
    kind: Kind,
    resource: NonNullable<NonNullable<World['projects'][string]>['resources'][string]>,
    path: Path,
  ) {
    const rule = kind === 'rule' ? await ruleOf(names, resource) : {};
    try {
      const definition = { ...kindOf(kind).using(resource.uses ?? []), ...rule };
      const resolved = await resolveDefinition(ask, null, { kind, project, definition });
      await rows(ask, 'update resource set definition = $2 where id = $1', [id, JSON.stringify(resolved.definition)]);
      await setUses(ask, id, resolved.uses, null);
    } catch (error) {
      wrong([...path, 'uses'], error instanceof Error ? error.message : String(error));
    }
    for (const [list, level] of [
      ['editors', 'editor'],
      ['viewers', 'viewer'],
    ] as const) {
      for (const [at, entry] of (resource[list] ?? []).entries()) {
        if (!kindOf(kind).grants.includes(level)) wrong([...path, list, at], `a ${kind} has no ${list}`);
        const { who, until } = entryOf(entry);
        await putGrant(ask, await subject(who, [...path, list, at]), id, level, { until });
      }
    }
  }

  async function roleId(name: string) {
    return subject(`role:${name}`, ['roles', name]);
  }
};

export const until = (text: string | undefined): Date | null => (text ? new Date(text) : null);
export const entryOf = (entry: string | { subject: string; until?: string | undefined }): { who: string; until: Date | null } =>
  typeof entry === 'string' ? { who: entry, until: null } : { who: entry.subject, until: until(entry.until) };
/** kind:name */
export const refOf = (ref: string): { kind: Kind; called: string } => {
  const [kind = '', ...called] = ref.split(':');
  // The file's schema lets only kinds and Rill's word for a dashboard through.
  return { kind: (kind === 'canvas' ? 'dashboard' : kind) as Kind, called: called.join(':') };
};

type RuleFields = {
  type?: 'regular' | 'base' | undefined;
  subjects?: string[] | undefined;
  clause?: string | undefined;
  groupKey?: string | undefined;
};
/** What a file says of a rule, as its definition says it. */
export const ruleOf = async (names: Names, { type, subjects, clause, groupKey }: RuleFields) => ({
  ...(type && { type }),
  ...(subjects && { subjects: await Promise.all(subjects.map((name) => names.subjectOrNobody(name))) }),
  ...(clause !== undefined && { clause }),
  ...(groupKey !== undefined && { groupKey }),
});
