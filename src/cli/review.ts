// Lists for who looks after access, and two people side by side.
import type { Command } from 'commander';
import { type Ending, type Held, isResourceId, type Unused } from '#contract';
import { collected, type Opens } from './flags.ts';
import { everyPage, findGroup, findProject, findResource, findSubject, labelOf, pathOf } from './lookup.ts';
import { WrongUsage } from './said.ts';

export const reviewCommands = (program: Command, open: Opens) => {
  const review = program.command('review').description('What to look at from time to time: lists of access');

  review
    .command('outsiders')
    .description('Who has access to a resource, or to anything in a project, and is in none of these groups')
    .argument('<resource>', 'project/kind:name, or a project for everything in it')
    .option('--group <name>', 'a group whose members are expected; repeatable', collected)
    .action(async (written: string, flags: { group?: string[] }, command: Command) => {
      const session = open(command);
      if (!flags.group?.length) throw new WrongUsage('Whom do you expect? Name their groups with --group.');
      const isResource = isResourceId(written) || written.includes('/');
      const on = isResource ? await findResource(session, written) : await findProject(session, written);
      const found = await Promise.all(flags.group.map((name) => findGroup(session, name)));
      const groups = found.map(({ id }) => id).join(',');
      const where = on.kind === 'project' ? { project: on.id } : { resource: on.id };
      const items = await everyPage((cursor) =>
        session.client.listOutsiders({ query: { ...where, groups, limit: 200, cursor } }),
      );
      session.say.list(items.map(heldRow), items);
    });

  review
    .command('guests')
    .description('Guests, and what they reach')
    .action(async (_flags: unknown, command: Command) => {
      const session = open(command);
      const items = await everyPage((cursor) => session.client.listGuests({ query: { limit: 200, cursor } }));
      session.say.list(items.map(heldRow), items);
    });

  review
    .command('ending')
    .description('Access, memberships, places in groups and roles that end soon; the next first')
    .option('--within <days>', 'how soon', '14')
    .action(async ({ within }: { within: string }, command: Command) => {
      const session = open(command);
      const days = daysOf('--within', within, 1, 366);
      const items = await everyPage((cursor) => session.client.listEnding({ query: { within: days, limit: 200, cursor } }));
      session.say.list(items.map(endingRow), items);
    });

  review
    .command('unused')
    .description('Access and memberships that nobody has used for long')
    .option('--days <days>', 'for how long', '90')
    .action(async (flags: { days: string }, command: Command) => {
      const session = open(command);
      const days = daysOf('--days', flags.days, 7, 3650);
      let known: string | null = null;
      const items = await everyPage(async (cursor) => {
        const page = await session.client.listUnused({ query: { days, limit: 200, cursor } });
        known = page.since;
        return page;
      });
      session.say.list(items.map(unusedRow), items);
      if (known) session.say.progress(`What is opened is noted since ${known}; of before nothing is known.`);
    });

  program
    .command('compare')
    .description('What two people or groups reach, side by side')
    .argument('<one>', 'user:EMAIL-or-login or group:NAME')
    .argument('<other>', 'user:EMAIL-or-login or group:NAME')
    .option('--show <which>', 'both, one or other: only what both, the first or the second reaches')
    .action(async (one: string, other: string, { show }: { show?: string }, command: Command) => {
      const session = open(command);
      if (show !== undefined && show !== 'both' && show !== 'one' && show !== 'other')
        throw new WrongUsage('--show is both, one or other.');
      const [a, b] = [await findSubject(session, one), await findSubject(session, other)];
      const items = await everyPage((cursor) =>
        session.client.compareReach({ query: { one: a.id, other: b.id, show, limit: 200, cursor } }),
      );
      session.say.list(
        items.map((pair) => ({ resource: pathOf(pair.resource), one: pair.one, other: pair.other })),
        items,
      );
    });
};

const daysOf = (flag: string, text: string, from: number, to: number): number => {
  const days = Number(text);
  if (!Number.isInteger(days) || days < from || days > to)
    throw new WrongUsage(`${flag} is a whole number of days from ${from} to ${to}.`);
  return days;
};

const heldRow = ({ subject, resource, level, kinds }: Held) => ({
  who: labelOf(subject),
  resource: pathOf(resource),
  level,
  because: kinds.join(', '),
});

const endingRow = ({ what, subject, resource, in: place, level, expiresAt, given }: Ending) => ({
  ends: expiresAt,
  what,
  who: labelOf(subject),
  on: resource ? pathOf(resource) : place?.label,
  level,
  'given by': given.by?.label,
});

const unusedRow = ({ subject, resource, level, given, lastOpened }: Unused) => ({
  who: labelOf(subject),
  resource: pathOf(resource),
  level,
  'last opened': lastOpened ?? 'never',
  'given by': given.by?.label,
  'given on': given.at.slice(0, 10),
});
