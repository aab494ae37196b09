import type { Command } from 'commander';
import { collected, levelFlags, type Opens, restrictFlag, untilOf, withResources } from './flags.ts';
import { everyPage, findGroup, findProject, findSubject, findUser, type Named, nameOf } from './lookup.ts';
import { addMember, described, type MemberFlags, memberCommands, memberRow, removeMemberFrom } from './members.ts';
import { changing, type DryRun, dryRunFlag, told, toldEach, trying } from './previewed.ts';
import { counted, listed, WrongUsage } from './said.ts';
import type { Session } from './session.ts';

type PlaceFlags = { group?: string; email?: string[]; member?: string[]; until?: string } & DryRun;

export const groupCommands = (program: Command, open: Opens) => {
  const group = program.command('usergroup').alias('group').description('Groups of people, and what they are in projects');
  const named = (command: Command) => command.argument('[name]', 'the group').option('--group <name>', 'the group');

  named(group.command('create').description('Make an empty group')).action(
    async (name: string | undefined, flags: { group?: string }, command: Command) => {
      const session = open(command);
      const answer = await session.client.createGroup({ body: { name: which(name, flags.group) } });
      session.say.done(`Made the group ${answer.name}.`, answer);
    },
  );
  named(group.command('rename').description('Rename a group'))
    .argument('[new-name]', 'its new name')
    .option('--new-name <name>', 'its new name')
    .action(
      async (
        name: string | undefined,
        newer: string | undefined,
        flags: { group?: string; newName?: string },
        command: Command,
      ) => {
        const session = open(command);
        // With --group the first word is the new name.
        const to = flags.newName ?? (flags.group ? name : newer);
        if (!to) throw new WrongUsage('What shall it be called? Say it with --new-name.');
        const found = await findGroup(session, which(flags.group ?? name));
        const answer = await session.client.renameGroup({ params: { group: found.id }, body: { name: to } });
        session.say.done(`The group ${found.label} is now called ${answer.name}.`, answer);
      },
    );
  dryRunFlag(named(group.command('delete').description('Delete a group and every grant it has'))).action(
    async (name: string | undefined, flags: { group?: string } & DryRun, command: Command) => {
      const session = open(command);
      const found = await findGroup(session, which(name, flags.group));
      const answer = await session.client.deleteGroup({
        params: { group: found.id },
        query: changing(session, flags),
      });
      told(session, answer, () => `Deleted the group ${found.label} and everything it was given.`);
    },
  );
  named(group.command('show').description('Who is directly in a group, and which roles it holds')).action(
    async (name: string | undefined, flags: { group?: string }, command: Command) => {
      const session = open(command);
      const found = await session.client.getGroup({ params: { group: (await findGroup(session, which(name, flags.group))).id } });
      session.say.list(
        [
          { what: 'name', is: found.name },
          { what: 'comes to', is: counted(found.members, 'active person', 'active people') },
          { what: 'directly in it', is: listed(found.direct?.map(({ subject }) => subject.label) ?? []) },
          { what: 'managed by', is: listed(found.managers?.map((manager) => manager.label) ?? []) },
          { what: 'roles', is: listed(found.roles?.map((role) => role.label) ?? []) },
        ],
        found,
      );
    },
  );
  group
    .command('list')
    .description('Groups, or the groups that are members of a project')
    .option('--project <name>', 'members of this project')
    .action(async (flags: { project?: string }, command: Command) => {
      const session = open(command);
      if (flags.project) {
        const project = await findProject(session, flags.project);
        const { items } = await session.client.listMembers({ params: { project: project.id } });
        const groups = items.filter((member) => member.subject.kind !== 'user');
        return session.say.list(groups.map(memberRow), groups);
      }
      const groups = await everyPage((cursor) => session.client.listGroups({ query: { limit: 200, cursor } }));
      session.say.list(
        groups.map(({ name, members, builtIn }) => ({ name, people: members, 'built in': builtIn ? 'yes' : '' })),
        groups,
      );
    });

  const places = (command: Command) =>
    dryRunFlag(command)
      .argument('[name]', 'the group')
      .option('--group <name>', 'the group')
      .option('--email <address>', 'a user; repeatable', collected)
      .option('--member <subject>', 'user:EMAIL-or-login or group:NAME; repeatable', collected);
  places(group.command('add-user').description('Put users or groups into a group by hand'))
    .option('--until <date>', 'until when, as 2026-12-31')
    .action(async (name: string | undefined, flags: PlaceFlags, command: Command) => {
      const session = open(command);
      const expiresAt = untilOf(flags.until);
      const { found, subjects } = await placed(session, name, flags);
      const answers: { label: string; answer: object }[] = [];
      for (const subject of subjects) {
        const answer = await session.client.addGroupMember({
          params: { group: found.id, subject: subject.id },
          query: trying(flags),
          body: { ...(expiresAt !== undefined && { expiresAt }) },
        });
        answers.push({ label: subject.label, answer });
      }
      toldEach(
        session,
        answers,
        () => `${listed(subjects.map(({ label }) => label))} ${subjects.length === 1 ? 'is' : 'are'} now in ${found.label}.`,
      );
    });
  places(group.command('remove-user').description('Take users or groups out of a group')).action(
    async (name: string | undefined, flags: PlaceFlags, command: Command) => {
      const session = open(command);
      const { found, subjects } = await placed(session, name, flags);
      const answers: { label: string; answer: object }[] = [];
      for (const subject of subjects) {
        const answer = await session.client.removeGroupMember({
          params: { group: found.id, subject: subject.id },
          query: changing(session, flags),
        });
        answers.push({ label: subject.label, answer });
      }
      toldEach(
        session,
        answers,
        () =>
          `${listed(subjects.map(({ label }) => label))} ${subjects.length === 1 ? 'is' : 'are'} not in ${found.label} by hand any more.`,
      );
    },
  );

  const managing = (name: 'add-manager' | 'remove-manager', description: string, done: (group: string, who: string) => string) =>
    places(group.command(name).description(description)).action(
      async (named: string | undefined, flags: PlaceFlags, command: Command) => {
        const session = open(command);
        const { found, subjects } = await placed(session, named, flags);
        const change = name === 'add-manager' ? session.client.addGroupManager : session.client.removeGroupManager;
        const answers: { label: string; answer: object }[] = [];
        for (const { id, label } of subjects)
          answers.push({ label, answer: await change({ params: { group: found.id, subject: id }, query: trying(flags) }) });
        toldEach(session, answers, () => done(found.label, listed(subjects.map(({ label }) => label))));
      },
    );
  managing(
    'add-manager',
    'Let users or groups add and remove people of a group',
    (to, who) => `${who} can now say who is in ${to}.`,
  );
  managing('remove-manager', 'End that', (of, who) => `${who} can’t say any more who is in ${of}.`);

  const add = group
    .command('add')
    .description('Make a group a member of a project')
    .option('--dry-run', 'only tell who would gain and lose')
    .option('--group <name>', 'which group')
    .option('--project <name>', 'of which project')
    .option('--until <date>', 'until when, as 2026-12-31');
  withResources(levelFlags(add))
    .addOption(restrictFlag())
    .action(async (flags: MemberFlags, command: Command) => {
      const session = open(command);
      const project = await findProject(session, flags.project);
      const found = await findGroup(session, which(flags.group));
      const member = await addMember(session, project, found, flags);
      told(session, member, (done) => `Made the group ${found.label} ${described(done)} of ${project.name}.`);
    });
  memberCommands(group, 'group', open);
  group
    .command('remove')
    .description('Take a group out of a project')
    .option('--group <name>', 'which group')
    .option('--project <name>', 'out of which project')
    .option('--also-grants', 'and every grant of its own inside the project')
    .option('--dry-run', 'only tell who would gain and lose')
    .action(async (flags: MemberFlags, command: Command) => removeMemberFrom(open(command), 'group', flags));
};

const which = (...names: (string | undefined)[]): string => {
  const name = names.find((word) => word !== undefined);
  if (!name) throw new WrongUsage('Which group? Name it with --group.');
  return name;
};

const placed = async (
  session: Session,
  name: string | undefined,
  flags: PlaceFlags,
): Promise<{ found: Named; subjects: Named[] }> => {
  if (!flags.email?.length && !flags.member?.length) throw new WrongUsage('Whom? Name them with --email or --member.');
  const found = await findGroup(session, which(flags.group, name));
  const users = await Promise.all((flags.email ?? []).map((email) => findUser(session, email)));
  const others = await Promise.all((flags.member ?? []).map((subject) => findSubject(session, subject)));
  const subjects = [...users.map((user) => ({ id: user.id, label: nameOf(user) })), ...others];
  return { found, subjects };
};
