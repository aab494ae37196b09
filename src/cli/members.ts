// Members of a project, whether users or groups: the same commands for both, in our words and in Rill's.
import type { Command } from 'commander';
import type { Level, Member, ResourceItem } from '#contract';
import { levelFlags, levelOf, type Opens, type ResourceFlags, refsOf, restrictFlag, untilOf, withResources } from './flags.ts';
import { findGroup, findMember, findProject, findUser, labelOf, type Named, nameOf } from './lookup.ts';
import { changing, type DryRun, dryRunFlag, told } from './previewed.ts';
import { counted, listed, type Row, WrongUsage } from './said.ts';
import type { Session } from './session.ts';

export type MemberFlags = ResourceFlags & {
  project?: string;
  email?: string;
  group?: string;
  level?: string;
  role?: string;
  restrictResources?: boolean;
  until?: string;
  alsoGrants?: boolean;
} & DryRun;
type Who = 'user' | 'group';

/** `set-level`, `set-resources`, `add-resources`, `remove-resources`, on `user` or `usergroup`. */
export const memberCommands = (parent: Command, who: Who, open: Opens) => {
  const about = (command: Command) =>
    dryRunFlag(command.option('--project <name>', 'in which project')).option(
      who === 'user' ? '--email <address>' : '--group <name>',
      'whose',
    );

  levelFlags(
    about(parent.command('set-level').alias('set-role').description('Change a member’s level; what it is restricted to stays')),
  ).action(async (flags: MemberFlags, command: Command) => {
    const session = open(command);
    const level = levelOf(flags);
    if (!level) throw new WrongUsage('Which level? Say it with --level.');
    const { project, subject } = await namedBy(session, who, flags);
    const { version } = await findMember(session, project, subject);
    const member = await session.client.setMember({
      params: { project: project.id, subject: subject.id },
      query: changing(session, flags),
      body: { level },
      ifMatch: version,
    });
    told(session, member, (done) => `${subject.label} is now ${described(done)} of ${project.name}.`);
  });

  withResources(about(parent.command('set-resources').description('Replace the list of what a member is restricted to')))
    .addOption(restrictFlag())
    .action(async (flags: MemberFlags, command: Command) => {
      const session = open(command);
      const resources = refsOf(flags);
      if (resources.length === 0 && flags.restrictResources === undefined) {
        throw new WrongUsage(
          'Name resources (--explore, --dashboard, --canvas, --chart, …), or say --restrict-resources to leave none, or --restrict-resources=false to lift the restriction.',
        );
      }
      const { project, subject } = await namedBy(session, who, flags);
      const member = await session.client.setMember({
        params: { project: project.id, subject: subject.id },
        query: changing(session, flags),
        body: {
          ...(flags.restrictResources !== undefined && { restricted: flags.restrictResources }),
          // The flag alone empties the list; without the restriction there is none.
          ...((resources.length > 0 || flags.restrictResources) && { resources }),
        },
      });
      told(session, member, (done) => `${subject.label} is ${described(done)} of ${project.name}.`);
    });

  const changeResources = (name: 'add-resources' | 'remove-resources', description: string, part: 'add' | 'remove') =>
    withResources(about(parent.command(name).description(description))).action(async (flags: MemberFlags, command: Command) => {
      const session = open(command);
      const resources = refsOf(flags);
      if (resources.length === 0) throw new WrongUsage('Name resources: --explore, --dashboard, --canvas, --chart, …');
      const { project, subject } = await namedBy(session, who, flags);
      const member = await session.client.changeMemberResources({
        params: { project: project.id, subject: subject.id },
        query: changing(session, flags),
        body: { [part]: resources },
      });
      told(session, member, (done) => `${subject.label} is ${described(done)} of ${project.name}.`);
    });
  changeResources('add-resources', 'Add to what a restricted member reaches', 'add');
  changeResources('remove-resources', 'Take away from what a restricted member reaches', 'remove');
};

/** The answer of `add`: one membership made or changed. */
export const addMember = async (session: Session, project: ResourceItem, subject: Named, flags: MemberFlags): Promise<Member> => {
  const level = levelOf(flags);
  const resources = refsOf(flags);
  const expiresAt = untilOf(flags.until);
  return session.client.setMember({
    params: { project: project.id, subject: subject.id },
    query: changing(session, flags),
    body: {
      ...(level && { level }),
      ...(flags.restrictResources !== undefined && { restricted: flags.restrictResources }),
      ...(resources.length > 0 && { resources }),
      ...(expiresAt !== undefined && { expiresAt }),
    },
  });
};

export const removeMemberFrom = async (session: Session, who: Who, flags: MemberFlags): Promise<void> => {
  const { project, subject } = await namedBy(session, who, flags);
  const answer = await session.client.removeMember({
    params: { project: project.id, subject: subject.id },
    query: { alsoGrants: flags.alsoGrants || undefined, ...changing(session, flags) },
  });
  told(session, answer, ({ removed, stillReaches }) => {
    const left = stillReaches.map((item) => `${item.kind}:${item.name}`);
    const still = left.length ? ` They still reach ${listed(left)} by grants of their own; --also-grants takes those too.` : '';
    return removed
      ? `${subject.label} is no member of ${project.name} any more.${still}`
      : `${subject.label} was no member of ${project.name}.${still}`;
  });
};

export const memberRow = (member: Member): Row => ({
  member: `${member.subject.kind}:${member.subject.kind === 'user' ? member.subject.detail || member.subject.label : member.subject.label}`,
  name: labelOf(member.subject),
  level: member.level,
  reaches: member.restricted
    ? listed(member.resources.map((item) => `${item.kind}:${item.name}`)) || 'nothing'
    : 'the whole project',
  until: member.expiresAt,
});

/** "a viewer, restricted to dashboard:a and explore:b" */
export const described = (member: Pick<Member, 'level' | 'restricted' | 'resources' | 'expiresAt'>): string => {
  const reach = !member.restricted
    ? ''
    : member.resources.length
      ? `, restricted to ${counted(member.resources.length, 'resource')}: ${listed(member.resources.map((item) => `${item.kind}:${item.name}`))}`
      : ', restricted to nothing yet';
  return `${articled(member.level)}${reach}${member.expiresAt ? ` until ${member.expiresAt}` : ''}${reach || member.expiresAt ? ',' : ''}`;
};
const articled = (level: Level) => (level === 'viewer' ? 'a viewer' : `an ${level}`);

const namedBy = async (session: Session, who: Who, flags: MemberFlags): Promise<{ project: ResourceItem; subject: Named }> => {
  const name = who === 'user' ? flags.email : flags.group;
  if (!name) throw new WrongUsage(who === 'user' ? 'Whose? Name them with --email.' : 'Which group? Name it with --group.');
  const project = await findProject(session, flags.project);
  if (who === 'group') return { project, subject: await findGroup(session, name) };
  const user = await findUser(session, name);
  return { project, subject: { id: user.id, label: nameOf(user) } };
};
