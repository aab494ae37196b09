import type { Command } from 'commander';
import { type Access, type Explanation, Level } from '#contract';
import { collected, dayFrom, type Opens, untilOf } from './flags.ts';
import { everyPage, findProject, findResource, findSubject, labelOf, pathOf } from './lookup.ts';
import { changing, told } from './previewed.ts';
import { counted, listed, WrongUsage } from './said.ts';
import type { Session } from './session.ts';

type ShareFlags = { with?: string[]; as?: string; until?: string; dryRun?: boolean; message?: string; notify?: boolean };

export const sharingCommands = (program: Command, open: Opens) => {
  program
    .command('share')
    .description('Give people, groups or roles access to a resource')
    .argument('<resource>', 'project/kind:name')
    .option('--with <subject>', 'user:EMAIL-or-login, group:NAME or role:NAME; repeatable', collected)
    .option('--as <level>', 'viewer or editor', 'viewer')
    .option('--until <date>', 'until when, as 2026-12-31')
    .option('--message <text>', 'what they are told with it')
    .option('--no-notify', 'tell nobody')
    .option('--dry-run', 'only tell who would gain and lose')
    .action(async (written: string, flags: ShareFlags, command: Command) => {
      const session = open(command);
      const level = Level.safeParse(flags.as);
      if (!level.success || level.data === 'admin') throw new WrongUsage('--as is viewer or editor.');
      const expiresAt = untilOf(flags.until);
      const { found, subjects } = await addressed(session, written, flags);
      const answer = await session.client.patchAccess({
        params: { resource: found.id },
        query: changing(session, flags),
        body: {
          grant: subjects.map(({ id }) => ({ subject: id, level: level.data, ...(expiresAt !== undefined && { expiresAt }) })),
          notify: flags.notify ?? true,
          ...(flags.message && { message: flags.message }),
        },
      });
      const names = listed(subjects.map(({ label }) => label));
      told(
        session,
        answer,
        seen(`Shared ${pathOf(found)} with ${names} as ${level.data}${flags.until ? ` until ${flags.until}` : ''}.`),
      );
    });

  program
    .command('unshare')
    .description('Take direct grants on a resource away')
    .argument('<resource>', 'project/kind:name')
    .option('--with <subject>', 'user:EMAIL-or-login, group:NAME or role:NAME; repeatable', collected)
    .option('--dry-run', 'only tell who would gain and lose')
    .action(async (written: string, flags: ShareFlags, command: Command) => {
      const session = open(command);
      const { found, subjects } = await addressed(session, written, flags);
      const answer = await session.client.patchAccess({
        params: { resource: found.id },
        query: changing(session, flags),
        body: { revoke: subjects.map(({ id }) => id) },
      });
      const names = listed(subjects.map(({ label }) => label));
      told(session, answer, seen(`${pathOf(found)} is no longer shared with ${names} directly.`));
    });

  program
    .command('who')
    .description('Everyone who can see a resource, after expanding groups and roles')
    .argument('<resource>', 'project/kind:name')
    .option('--at <date>', 'who could at the end of this day, or at this moment; or will')
    .action(async (written: string, flags: { at?: string }, command: Command) => {
      const session = open(command);
      const at = dayFrom('--at', flags.at);
      const found = await findResource(session, written);
      const answer = await session.client.whoHasAccess({ params: { resource: found.id }, query: { at } });
      session.say.list(
        answer.items.map(({ subject, level, kinds }) => ({ who: labelOf(subject), level, because: kinds.join(', ') })),
        answer,
      );
    });

  program
    .command('explain')
    .description('Why somebody has the level they have on a resource; yourself unless told')
    .argument('<resource>', 'project/kind:name')
    .option('--subject <subject>', 'user:EMAIL-or-login, group:NAME or role:NAME')
    .action(async (written: string, flags: { subject?: string }, command: Command) => {
      const session = open(command);
      const found = await findResource(session, written);
      const subject = flags.subject ? (await findSubject(session, flags.subject)).id : undefined;
      const answer = await session.client.explainAccess({ params: { resource: found.id }, query: { subject } });
      session.say.done(explained(answer), answer);
    });

  program
    .command('can')
    .description('What a subject reaches, among what you can see')
    .argument('<subject>', 'user:EMAIL-or-login, group:NAME or role:NAME')
    .option('--project <name>', 'in this project')
    .action(async (written: string, flags: { project?: string }, command: Command) => {
      const session = open(command);
      const subject = await findSubject(session, written);
      const project = flags.project ? (await findProject(session, flags.project)).id : undefined;
      const items = await everyPage((cursor) =>
        session.client.listReach({ params: { subject: subject.id }, query: { project, limit: 200, cursor } }),
      );
      session.say.list(
        items.map(({ resource, level, kinds }) => ({ resource: pathOf(resource), level, because: kinds.join(', ') })),
        items,
      );
    });
};

const addressed = async (session: Session, written: string, flags: ShareFlags) => {
  if (!flags.with?.length) throw new WrongUsage('With whom? Name them with --with.');
  const subjects = await Promise.all(flags.with.map((subject) => findSubject(session, subject)));
  return { found: await findResource(session, written), subjects };
};

/** What was done, and how many see it now. */
const seen = (done: string) => (answer: Access) => `${done} ${counted(answer.people, 'person', 'people')} can see it now.`;

const explained = ({ subject, resource, level, reasons, whyNot }: Explanation): string => {
  const thing = `${resource.project.name}/${resource.kind}:${resource.name}`;
  if (!level) {
    return [
      `${labelOf(subject)} has no access to ${thing}.`,
      ...(whyNot?.because ?? []),
      ...(whyNot?.changes.map((change) => `To change that: ${change}`) ?? []),
    ].join('\n');
  }
  return [
    `${labelOf(subject)} is ${level} of ${thing}:`,
    ...reasons.map(
      (reason) =>
        `- ${reason.level} (${reason.kind})${reason.path.length ? ` through ${reason.path.map((step) => step.label).join(' → ')}` : ''}${reason.on ? ` because of ${reason.on.kind}:${reason.on.name}` : ''}${reason.expiresAt ? ` until ${reason.expiresAt}` : ''}${reason.grant?.givenBy ? `, given by ${reason.grant.givenBy.label}` : ''}`,
    ),
  ].join('\n');
};
