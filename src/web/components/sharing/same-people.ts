// Whom a thing is shared with, put beside whom another is: what would have to be added here. Adds only. Pure.
import { type Access, compareLevels, type Level, type Subject } from '#contract';
import { rowsOf } from './words.ts';

export type Same = {
  add: { subject: Subject; level: Level; expiresAt: string | null }[];
  /** Who has it there and can't be added: roles, and who is deactivated. */
  leftOut: Subject[];
};

/** At the level they have there, up to what one can give here, and until then. Who has as much here stays as they are. */
export function samePeople(there: Access, here: Access): Same {
  const has = new Map(rowsOf(here).map((row) => [row.subject.id, row.level]));
  const most = here.canGive.filter((level) => level !== 'admin').at(-1);
  const same: Same = { add: [], leftOut: [] };
  for (const { subject, level: wanted, expiresAt } of most ? rowsOf(there) : []) {
    const level = most && compareLevels(wanted, most) > 0 ? most : wanted;
    const now = has.get(subject.id);
    if (now && compareLevels(now, level) >= 0) continue;
    if (subject.kind === 'role' || subject.status === 'deactivated') same.leftOut.push(subject);
    else same.add.push({ subject, level, expiresAt });
  }
  return same;
}

export const whyNobody = (there: Access, leftOut: readonly Subject[]): string =>
  rowsOf(there).length === 0
    ? 'That is given to nobody by name.'
    : `Everybody ${leftOut.length > 0 ? 'else ' : ''}to whom that is given has this already.`;
