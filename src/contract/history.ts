// What became of access: to a resource, or of somebody; and undoing one step of it.
import { z } from 'zod';
import { Thing } from './audit.ts';
import { Flag, pageOf, pageQuery } from './page.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Moment } from './text.ts';
import { GeneralAccess, Level } from './words.ts';

/** What kinds of change can be undone. */
export const undoableActions = [
  'access.give',
  'access.take',
  'access.general',
  'member.set',
  'member.resources',
  'member.remove',
  'group.add',
  'group.remove',
  'group.manage',
  'group.unmanage',
  'group.rename',
  'role.give',
  'role.take',
  'role.update',
  'user.update',
  'user.deactivate',
  'user.reactivate',
  'resource.delete',
  'resource.restore',
  'organization.update',
] as const;
export type UndoableAction = (typeof undoableActions)[number];
export const isUndoable = (action: string): action is UndoableAction => (undoableActions as readonly string[]).includes(action);

/** The parts of a sentence: who did what for whom, on what. What the reader can't see is null, and never named. */
export const HistoryEntry = z
  .object({
    id: z.string(),
    at: Moment,
    action: z.string(),
    actor: Subject.nullable(),
    subject: Subject.nullable(),
    /** The group or role that the subject was put into, or taken out of. */
    in: Subject.nullable(),
    resource: Thing.nullable(),
    /** Of what is given and taken. */
    level: z.object({ from: Level.nullable(), to: Level.nullable() }).nullable(),
    generalAccess: z.object({ from: GeneralAccess, to: GeneralAccess }).nullable(),
    /** Of what was declined: why, where somebody said. */
    reason: z.string().optional(),
    /** When what was given ends. */
    until: Moment.nullable(),
    /** How many people it gave a level there, or a higher one, and how many it took one from; null where nobody counted. */
    people: z.object({ gained: z.number().int(), lost: z.number().int() }).nullable(),
    /** Whether it is of a kind that can be undone. */
    undoable: z.boolean(),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

const Entries = pageOf(HistoryEntry).extend({
  /** Before this nobody knows who had access; null: it is known from the beginning. */
  since: Moment.nullable(),
});

export const listResourceHistory = route({
  name: 'listResourceHistory',
  method: 'get',
  path: '/resources/{resource}/history',
  summary: 'What changed in who has access to this, also through its project, groups and roles; for its editors',
  query: z.strictObject(pageQuery),
  answer: Entries,
});
export const listSubjectHistory = route({
  name: 'listSubjectHistory',
  method: 'get',
  path: '/subjects/{subject}/history',
  summary: 'What was given to somebody and taken from them; of others only on what you may read the access of',
  query: z.strictObject(pageQuery),
  answer: Entries,
});
export const undoChange = route({
  name: 'undoChange',
  previewable: true,
  method: 'post',
  path: '/audit/{entry}/undo',
  summary: 'Undo one change by a new one, with the rights you have now; refused where it no longer fits',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  answer: z.object({ undone: HistoryEntry }),
});
