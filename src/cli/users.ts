import type { Command } from 'commander';
import type { ResourceItem, User } from '#contract';
import { collected, levelFlags, levelOf, type Opens, refsOf, restrictFlag, untilOf, withResources } from './flags.ts';
import { everyPage, findGroup, findProject, findUser, type Named, nameOf, seekUser } from './lookup.ts';
import { addMember, described, type MemberFlags, memberCommands, memberRow, removeMemberFrom } from './members.ts';
import { changing, type DryRun, told, toldEach, trying } from './previewed.ts';
import { counted, listed, type Row, WrongUsage } from './said.ts';
import type { Session } from './session.ts';

type AddFlags = Omit<MemberFlags, 'group'> & { group?: string[]; guest?: boolean };

export const userCommands = (program: Command, open: Opens) => {
  const user = program.command('user').description('People, guests and service accounts, and what they are in projects');

  const add = user
    .command('add')
    .description('Add somebody: to the organization, to groups, to a project at a level')
    .option('--email <address>', 'whom')
    .option('--project <name>', 'make them a member of this project')
    .option('--group <name>', 'put them into this group; repeatable', collected)
    .option('--until <date>', 'until when, as 2026-12-31')
    .option('--guest', 'from outside the organization')
    .option('--dry-run', 'only tell who would gain and lose');
  withResources(levelFlags(add))
    .addOption(restrictFlag())
    .action(async (flags: AddFlags, command: Command) => addUser(open(command), flags));

  memberCommands(user, 'user', open);

  user
    .command('show')
    .description('Who somebody is, and what they are in a project')
    .option('--email <address>', 'whom')
    .option('--project <name>', 'also what they are there')
    .action(async (flags: MemberFlags, command: Command) => {
      const session = open(command);
      const found = await session.client.getUser({ params: { user: (await findUser(session, required(flags.email))).id } });
      const facts: Row[] = [
        { what: 'name', is: found.name },
        { what: 'e-mail', is: found.email },
        { what: 'login', is: found.login },
        { what: 'kind', is: found.kind },
        { what: 'status', is: found.status },
        { what: 'groups', is: listed(found.groups?.map((group) => group.label) ?? []) },
        { what: 'roles', is: listed(found.roles?.map((role) => role.label) ?? []) },
      ];
      if (!flags.project) return session.say.list(facts, found);
      const project = await findProject(session, flags.project);
      const { items } = await session.client.listMembers({ params: { project: project.id } });
      const member = items.find((item) => item.subject.id === found.id);
      facts.push({ what: `in ${project.name}`, is: member ? described(member).replace(/,$/, '') : 'no member' });
      session.say.list(facts, { ...found, member: member ?? null });
    });

  user
    .command('list')
    .description('Everybody, or the members of a project or group')
    .option('--project <name>', 'members of this project')
    .option('--group <name>', 'who is directly in this group')
    .action(async (flags: MemberFlags, command: Command) => listUsers(open(command), flags));

  user
    .command('remove')
    .description('Take somebody out of a project, or out of a group')
    .option('--dry-run', 'only tell who would gain and lose')
    .option('--email <address>', 'whom')
    .option('--project <name>', 'out of this project')
    .option('--group <name>', 'out of this group')
    .option('--also-grants', 'and every grant of theirs inside the project')
    .action(async (flags: MemberFlags, command: Command) => {
      const session = open(command);
      if (!flags.project && !flags.group) {
        throw new WrongUsage('Out of what? Name a --project or a --group; `user deactivate` ends all access of a person.');
      }
      if (flags.project) await removeMemberFrom(session, 'user', flags);
      if (flags.group) {
        const found = await findUser(session, required(flags.email));
        const group = await findGroup(session, flags.group);
        const answer = await session.client.removeGroupMember({
          params: { group: group.id, subject: found.id },
          query: changing(session, flags),
        });
        told(session, answer, () => `${nameOf(found)} is not in ${group.label} by hand any more.`);
      }
    });

  user
    .command('deactivate')
    .description('End every session and all access of somebody; what was given stays for a return')
    .option('--dry-run', 'only tell who would gain and lose')
    .option('--email <address>', 'whom')
    .action(async (flags: MemberFlags, command: Command) => {
      const session = open(command);
      const found = await findUser(session, required(flags.email));
      const answer = await session.client.deactivateUser({
        params: { user: found.id },
        query: changing(session, flags),
      });
      told(session, answer, () => `${nameOf(found)} is deactivated: signed out everywhere and without access.`);
    });
  user
    .command('reactivate')
    .description('Let somebody return to what they had')
    .option('--dry-run', 'only tell who would gain and lose')
    .option('--email <address>', 'whom')
    .action(async (flags: MemberFlags, command: Command) => {
      const session = open(command);
      const found = await findUser(session, required(flags.email));
      const answer = await session.client.reactivateUser({ params: { user: found.id }, query: trying(flags) });
      told(session, answer, () => `${nameOf(found)} is active again.`);
    });
  user
    .command('reassign')
    .description('Hand over what somebody has to somebody else: grants and memberships, keeping dates')
    .option('--from <address>', 'whose')
    .option('--to <address>', 'to whom')
    .option('--project <name>', 'only what is in this project')
    .option('--dry-run', 'only tell who would gain and lose')
    .action(async (flags: { from?: string; to?: string; project?: string } & DryRun, command: Command) => {
      const session = open(command);
      if (!flags.from || !flags.to) throw new WrongUsage('From whom, and to whom? Say it with --from and --to.');
      const [from, to] = [await findUser(session, flags.from), await findUser(session, flags.to)];
      const project = flags.project ? await findProject(session, flags.project) : undefined;
      const answer = await session.client.handOver({
        params: { user: from.id },
        query: trying(flags),
        body: { to: to.id, ...(project && { project: project.id }) },
      });
      told(session, answer, ({ moved, pending }) => {
        const left = pending.length ? ` Not moved, because still open: ${listed(pending)}.` : '';
        return `Handed ${counted(moved, 'grant or membership', 'grants and memberships')} of ${nameOf(from)} over to ${nameOf(to)}.${left}`;
      });
    });
};

const addUser = async (session: Session, { group = [], ...flags }: AddFlags): Promise<void> => {
  const email = required(flags.email);
  const aboutProject = levelOf(flags) ?? flags.restrictResources ?? flags.until ?? refsOf(flags)[0];
  if (!flags.project && aboutProject !== undefined)
    throw new WrongUsage('Level, resources and --until are about a project; name it with --project.');
  untilOf(flags.until);
  // Everything that names may get wrong is asked before anything is done.
  const project = flags.project ? await findProject(session, flags.project) : undefined;
  const groups = await Promise.all(group.map((name) => findGroup(session, name)));
  const known = await seekUser(session, email);
  if (flags.dryRun) return tryAdding(session, email, known, { groups, project, flags });
  const done: string[] = [];
  const answer: Record<string, unknown> = {};
  const user = known ?? (await makeUser(session, email, flags.guest ?? false));
  if (!known) done.push(`invited ${nameOf(user)}${flags.guest ? ' as a guest' : ''}`);
  answer.user = user;
  for (const { id, label } of groups) {
    await session.client.addGroupMember({ params: { group: id, subject: user.id } });
    done.push(`put ${known ? nameOf(user) : 'them'} into ${label}`);
  }
  if (project) {
    const member = await addMember(session, project, { id: user.id, label: nameOf(user) }, flags);
    answer.member = member;
    done.push(`made ${done.length ? 'them' : nameOf(user)} ${described(member)} of ${project.name}`);
  }
  const sentence = done.length ? listed(done) : `${nameOf(user)} was here already; nothing changed`;
  session.say.done(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`, answer);
};

/** Who isn't here yet reaches nothing until they accept, so only of who is there is something to tell. */
const tryAdding = async (
  session: Session,
  email: string,
  known: User | undefined,
  { groups, project, flags }: { groups: Named[]; project: ResourceItem | undefined; flags: MemberFlags },
): Promise<void> => {
  if (!known) return session.say.done(`Would invite ${email}, who reaches nothing until they accept. Nothing was changed.`);
  const answers: { label: string; answer: object }[] = [];
  for (const { id, label } of groups) {
    const answer = await session.client.addGroupMember({ params: { group: id, subject: known.id }, query: trying(flags) });
    answers.push({ label, answer });
  }
  if (project) {
    const answer = await addMember(session, project, { id: known.id, label: nameOf(known) }, flags);
    answers.push({ label: project.name, answer });
  }
  toldEach(session, answers, () => `${nameOf(known)} is here already. Nothing was changed.`);
};

/** By an invitation that they have to accept. Who is to be a guest whatever their address is made one. */
const makeUser = async ({ client }: Session, email: string, guest: boolean): Promise<User> => {
  if (guest) return client.createUser({ body: { email, kind: 'guest' } });
  const { subject } = await client.invite({ body: { email } });
  return client.getUser({ params: { user: subject.id } });
};

const listUsers = async (session: Session, flags: MemberFlags): Promise<void> => {
  const { client, say } = session;
  if (flags.project) {
    const project = await findProject(session, flags.project);
    const { items } = await client.listMembers({ params: { project: project.id } });
    const people = items.filter((member) => member.subject.kind === 'user');
    return say.list(people.map(memberRow), people);
  }
  if (flags.group) {
    const group = await client.getGroup({ params: { group: (await findGroup(session, flags.group)).id } });
    const direct = group.direct ?? [];
    return say.list(
      direct.map(({ subject, origin, expiresAt }) => ({
        member: subject.label,
        kind: subject.kind,
        detail: subject.detail,
        origin,
        until: expiresAt,
      })),
      direct,
    );
  }
  const users = await everyPage((cursor) => client.listUsers({ query: { limit: 200, cursor } }));
  say.list(
    users.map(({ name, email, login, kind, status }) => ({ name, email, login, kind, status })),
    users,
  );
};

const required = (email: string | undefined): string => {
  if (!email) throw new WrongUsage('Whom? Name them with --email.');
  return email;
};
