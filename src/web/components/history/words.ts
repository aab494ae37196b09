// What became of access, as sentences. Pure.
import type { HistoryEntry, Level, Preview } from '#contract';
import { count, people } from '../format.ts';
import { until } from '../sharing/words.ts';

const may: Record<Level, string> = { viewer: 'view', editor: 'edit', admin: 'administer' };
const able = (level: Level | null | undefined) => (level ? may[level] : 'use');

export function historyInWords(entry: HistoryEntry): string {
  const { action, actor, subject, in: place, resource, level, generalAccess } = entry;
  const who = actor?.label ?? 'Somebody';
  const whom = subject?.label ?? 'somebody';
  const what = resource ? `“${resource.title}”` : 'something';
  const where = place?.label ?? 'a group';
  const end = entry.until ? ` ${until(entry.until)}` : '';
  switch (action) {
    case 'access.give':
      return `${who} let ${whom} ${able(level?.to)} ${what}${end}`;
    case 'access.take':
      return `${who} ended that ${whom} can ${able(level?.from)} ${what}`;
    case 'access.general':
      return generalAccess?.to === 'project'
        ? `${who} opened ${what} to everyone in its project`
        : `${who} closed ${what} to all but people added`;
    case 'member.set':
      return `${who} made ${whom} a member of ${what}, to ${able(level?.to)}${end}`;
    case 'member.resources':
      return `${who} chose anew what ${whom} reaches in ${what}`;
    case 'member.remove':
      return `${who} took ${whom} out of ${what}`;
    case 'group.add':
      return `${who} put ${whom} into ${where}${end}`;
    case 'group.remove':
      return `${who} took ${whom} out of ${where}`;
    case 'group.manage':
      return `${who} let ${whom} look after ${where}`;
    case 'group.unmanage':
      return `${who} ended that ${whom} looks after ${where}`;
    case 'role.give':
      return `${who} gave ${whom} the role ${where}${end}`;
    case 'role.take':
      return `${who} took the role ${where} from ${whom}`;
    case 'request.approved':
      return `${who} gave ${whom} what they asked for on ${what}`;
    case 'request.declined':
      return `${who} declined what ${whom} asked for on ${what}${entry.reason ? `: “${entry.reason}”` : ''}`;
    case 'user.create':
      return `${who} added ${whom}`;
    case 'user.invite':
      return `${who} invited ${whom}`;
    case 'user.accept':
      return `${whom} accepted the invitation`;
    case 'user.withdraw':
      return `${who} withdrew the invitation of ${whom}`;
    case 'user.update':
      return `${who} changed ${whom}`;
    case 'user.deactivate':
      return `${who} deactivated ${whom}`;
    case 'user.reactivate':
      return `${who} reactivated ${whom}`;
    case 'user.reassign':
      return `${who} handed over what ${whom} had`;
    case 'session.end':
      return `${who} signed ${whom} out somewhere`;
    case 'view_as.start':
      return `${who} looked as ${whom}`;
    case 'view_as.end':
      return `${who} stopped looking as ${whom}`;
    case 'data.export':
      return `${who} took rows of ${what} along as a file`;
    case 'resource.create':
      return `${who} made ${what}`;
    case 'resource.update':
      return `${who} changed ${what}`;
    case 'resource.delete':
      return `${who} moved ${what} to the trash`;
    case 'resource.restore':
      return `${who} brought ${what} back from the trash`;
    case 'group.create':
      return `${who} made the group ${whom}`;
    case 'group.rename':
      return `${who} renamed the group ${whom}`;
    case 'group.delete':
      return `${who} deleted a group`;
    case 'role.create':
      return `${who} made the role ${whom}`;
    case 'role.update':
      return `${who} changed what the role ${whom} lets one do`;
    case 'role.delete':
      return `${who} deleted a role`;
    case 'project.create':
      return `${who} made the project ${what}`;
    case 'organization.set_up':
      return `${who} set the organization up`;
    case 'token.create':
      return `${who} made a token${subject ? ` for ${whom}` : ''}`;
    case 'token.revoke':
      return `${who} revoked a token${subject ? ` of ${whom}` : ''}`;
    case 'source.upload':
      return `${who} brought a file into ${what}`;
    case 'organization.update':
      return `${who} changed the organization’s settings`;
    case 'change.undo':
      return `${who} undid a change`;
    default:
      return `${who}: ${action.replace(/[._]/g, ' ')}${resource ? `, ${what}` : ''}`;
  }
}

/** What a change would come to: of one thing in people, of several in how often access is gained and lost. */
export function effectInWords({ gains, losses, counts }: Preview): string {
  const things = new Set([...gains, ...losses].map(({ resource }) => resource.id)).size;
  const said = (n: number, one: string, many: string) =>
    n === 0 ? [] : [things > 1 ? `access is ${many} ${count(n, 'time')}` : `${people(n)} would ${one}`];
  const sides = [...said(counts.gains, 'gain', 'gained'), ...said(counts.losses, 'lose', 'lost')].join(', ');
  return things > 1 ? `On ${count(things, 'thing')} ${sides}` : sides;
}
