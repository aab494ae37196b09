// From the names that people type to what the server calls things.
import { isResourceId, isSubjectId, Kind, type Member, type ResourceItem, type Subject, type User } from '#contract';
import { Failed, WrongUsage } from './said.ts';
import { notThere, type Session } from './session.ts';

export type Named = { id: string; label: string };

export const findProject = async ({ client }: Session, name: string | undefined): Promise<ResourceItem> => {
  if (!name) throw new WrongUsage('Which project? Name it with --project.');
  if (isResourceId(name)) return client.getProject({ params: { project: name } });
  const { items } = await client.listProjects({ query: { name } });
  const found = items.find((item) => same(item.name, name));
  if (!found) throw notThere(`project "${name}"`);
  return found;
};

export const findUser = async (session: Session, who: string): Promise<User> => {
  const found = await seekUser(session, who);
  if (!found) throw notThere(`user ${who}`);
  return found;
};

/** By e-mail address or login name. */
export const seekUser = async ({ client }: Session, who: string): Promise<User | undefined> => {
  if (isSubjectId(who)) return client.getUser({ params: { user: who } });
  const { items } = await client.listUsers({ query: { email: who } });
  return items.find((user) => same(user.email ?? '', who)) ?? items.find((user) => same(user.login, who));
};

export const findGroup = async ({ client }: Session, name: string): Promise<Named> => {
  if (isSubjectId(name)) return { id: name, label: (await client.getGroup({ params: { group: name } })).name };
  const { items } = await client.listGroups({ query: { name } });
  const found = items.find((group) => same(group.name, name));
  if (!found) throw notThere(`group "${name}"`);
  return { id: found.id, label: found.name };
};

export const findRole = async ({ client }: Session, name: string): Promise<Named> => {
  if (isSubjectId(name)) return { id: name, label: (await client.getRole({ params: { role: name } })).name };
  const { items } = await client.listRoles({ query: { name } });
  const found = items.find((role) => same(role.name, name));
  if (!found) throw notThere(`role "${name}"`);
  return { id: found.id, label: found.name };
};

/** `user:EMAIL-or-login`, `group:NAME`, `role:NAME`, an id, or just an e-mail address. */
export const findSubject = async (session: Session, written: string): Promise<Named> => {
  const colon = written.indexOf(':');
  const [kind, name] = colon > 0 ? [written.slice(0, colon), written.slice(colon + 1)] : ['', written];
  if (kind === 'group' || kind === 'usergroup' || written.startsWith('grp_')) return findGroup(session, name);
  if (kind === 'role' || written.startsWith('rol_')) return findRole(session, name);
  if (kind === 'user' || (kind === '' && (name.includes('@') || isSubjectId(name)))) {
    const user = await findUser(session, name);
    return { id: user.id, label: nameOf(user) };
  }
  throw new WrongUsage(`"${written}" is no subject; write user:EMAIL-or-login, group:NAME or role:NAME.`);
};

/** `project/kind:name`, or an id. */
export const findResource = async (session: Session, written: string): Promise<ResourceItem> => {
  const { client } = session;
  if (isResourceId(written)) return client.getResource({ params: { resource: written } });
  const parsed = /^([^/]+)\/([^:]+):(.+)$/.exec(written);
  if (!parsed)
    throw new WrongUsage(`"${written}" is no resource; write project/kind:name, like "Operations/dashboard:bird-strikes".`);
  const [, projectName = '', kindWord = '', name = ''] = parsed;
  const kind = kindFrom(kindWord);
  const project = await findProject(session, projectName);
  const { items } = await client.listResources({ query: { project: project.id, kind, name } });
  const found = items.find((item) => same(item.name, name) && item.kind === kind);
  if (!found) throw notThere(`${kind} "${name}" in ${project.name}`);
  return found;
};

export const kindFrom = (word: string): Kind => {
  const kind = Kind.safeParse(word === 'canvas' ? 'dashboard' : word.toLowerCase());
  if (!kind.success) throw new WrongUsage(`"${word}" is no kind of resource; kinds are ${Kind.options.join(', ')}.`);
  return kind.data;
};

export const findMember = async (
  session: Session,
  project: Named | ResourceItem,
  subject: Named,
): Promise<{ member: Member; version: number }> => {
  const { items, version } = await session.client.listMembers({ params: { project: project.id } });
  const member = items.find((item) => item.subject.id === subject.id);
  if (member) return { member, version };
  throw new Failed(
    `${subject.label} is no member of ${'name' in project ? project.name : project.label}; use \`add\` to make them one.`,
  );
};

export const nameOf = (user: Pick<User, 'name' | 'email' | 'login'>) =>
  user.email && user.email !== user.name ? `${user.name} (${user.email})` : user.name;
export const labelOf = (subject: Subject) =>
  subject.kind === 'user' && subject.detail ? `${subject.label} (${subject.detail})` : subject.label;
export const pathOf = (item: { kind: string; name: string; project: { name: string } }) =>
  `${item.project.name}/${item.kind}:${item.name}`;

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Every item of a list, page by page. */
export const everyPage = async <Item>(
  page: (cursor: string | undefined) => Promise<{ items: Item[]; next: string | null }>,
): Promise<Item[]> => {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await page(cursor);
    all.push(...items);
    cursor = next ?? undefined;
  } while (cursor);
  return all;
};
