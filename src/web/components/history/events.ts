// Entries of the log as the parts of a sentence, and what stood before and after as people read it. Pure.
import { type AuditEvent, type HistoryEntry, isUndoable, Level } from '#contract';

const levelIn = (noted: unknown): Level | null => {
  if (Array.isArray(noted)) return levelIn(noted[0]);
  if (typeof noted === 'object' && noted !== null) {
    if ('level' in noted) return levelIn(noted.level);
    return 'membership' in noted ? levelIn(noted.membership) : null;
  }
  return Level.safeParse(noted).data ?? null;
};

export const entryOf = ({ named, ...event }: AuditEvent): HistoryEntry => {
  const opens = event.action === 'access.general' && (event.after === 'project' || event.after === 'private');
  const { after } = event;
  const end = typeof after === 'object' && after !== null && 'expiresAt' in after ? after.expiresAt : null;
  return {
    id: event.id,
    at: event.at,
    action: event.action,
    actor: named.actor,
    subject: named.subject,
    in: named.in,
    resource: named.resource,
    level: { from: levelIn(event.before), to: levelIn(event.after) },
    generalAccess: opens ? { from: event.after === 'project' ? 'private' : 'project', to: event.after as 'project' } : null,
    until: typeof end === 'string' ? end : null,
    people: null,
    undoable: isUndoable(event.action),
  };
};

/** A line for each thing that was noted; ids and empty values say nothing to people. */
export const linesOf = (noted: unknown): string[] => {
  if (noted === null || noted === undefined) return [];
  if (Array.isArray(noted)) return noted.flatMap(linesOf);
  if (typeof noted !== 'object') return [String(noted)];
  return Object.entries(noted).flatMap(([key, value]) => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return [];
    const said = typeof value === 'object' ? linesOf(value).join(', ') : String(value);
    return said === '' ? [] : [`${keyInWords(key)}: ${said}`];
  });
};

const keyInWords = (key: string) =>
  key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
