// What became of access, as sentences; and undoing one step of it.
import type { Command } from 'commander';
import { type HistoryEntry, isResourceId } from '#contract';
import type { Opens } from './flags.ts';
import { findResource, findSubject, labelOf } from './lookup.ts';
import { changing, type DryRun, dryRunFlag, told } from './previewed.ts';
import { WrongUsage } from './said.ts';

export const historyCommands = (program: Command, open: Opens) => {
  program
    .command('history')
    .description('What changed in who has access to a resource, or in what somebody was given; newest first')
    .argument('<what>', 'project/kind:name, or user:EMAIL-or-login, group:NAME or role:NAME')
    .option('--limit <n>', 'at most this many', '20')
    .action(async (written: string, flags: { limit: string }, command: Command) => {
      const session = open(command);
      const limit = wholeFrom(flags.limit);
      const isResource = isResourceId(written) || written.includes('/');
      const answer = isResource
        ? await session.client.listResourceHistory({
            params: { resource: (await findResource(session, written)).id },
            query: { limit },
          })
        : await session.client.listSubjectHistory({
            params: { subject: (await findSubject(session, written)).id },
            query: { limit },
          });
      session.say.list(
        answer.items.map((entry) => ({
          entry: entry.id,
          at: entry.at,
          what: sentenceOf(entry),
          gained: entry.people?.gained,
          lost: entry.people?.lost,
        })),
        answer,
      );
      if (answer.since) session.say.progress(`Who had access before ${answer.since} is not known.`);
    });

  dryRunFlag(program.command('undo').description('Undo one change by a new one, with the rights you have now'))
    .argument('<entry>', 'its number, as `history` and `audit` show it')
    .action(async (entry: string, flags: DryRun, command: Command) => {
      const session = open(command);
      if (!/^\d+$/.test(entry)) throw new WrongUsage(`"${entry}" is no entry; name it by its number, as \`history\` shows it.`);
      const answer = await session.client.undoChange({ params: { entry }, query: changing(session, flags) });
      told(session, answer, ({ undone }) => `Undone: ${sentenceOf(undone)}.`);
    });
};

export const wholeFrom = (text: string): number => {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new WrongUsage('--limit is a whole number from 1 to 200.');
  return limit;
};

const sentenceOf = ({ action, actor, subject, in: place, resource, level, generalAccess, until }: HistoryEntry): string => {
  const who = actor ? actor.label : 'somebody';
  const whom = subject ? labelOf(subject) : 'somebody';
  const what = resource ? `${resource.kind}:${resource.name}` : 'something';
  const group = place?.label ?? 'a group';
  const end = until ? ` until ${until.slice(0, 10)}` : '';
  const sentences: Record<string, string> = {
    'access.give': `${who} made ${whom} ${level?.to ?? 'somebody'} of ${what}${end}`,
    'access.take': `${who} took ${level?.from ?? 'access'} of ${what} from ${whom}`,
    'access.general': `${who} set general access of ${what} from ${generalAccess?.from} to ${generalAccess?.to}`,
    'member.set': `${who} made ${whom} ${level?.to ?? 'member'} in ${what}${end}`,
    'member.resources': `${who} changed what ${whom} is restricted to in ${what}`,
    'member.remove': `${who} took ${whom} out of ${what}`,
    'group.add': `${who} put ${whom} into ${group}${end}`,
    'group.remove': `${who} took ${whom} out of ${group}`,
    'group.manage': `${who} made ${whom} a manager of ${group}`,
    'group.unmanage': `${who} ended that ${whom} manages ${group}`,
    'role.give': `${who} gave ${whom} the role ${group}${end}`,
    'role.take': `${who} took the role ${group} from ${whom}`,
    'change.undo': `${who} undid a change`,
  };
  return sentences[action] ?? `${who}: ${action}${subject ? ` ${whom}` : ''}${resource ? ` ${what}` : ''}`;
};
