// Who has access to a resource, giving and taking it, and why.
import { z } from 'zod';
import { SubjectId } from './ids.ts';
import { Flag } from './page.ts';
import { ProjectLink } from './resources.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Moment } from './text.ts';
import { GeneralAccess, Kind, Level, ReasonKind } from './words.ts';

export const Grant = z
  .object({ subject: Subject, level: Level, expiresAt: Moment.nullable(), givenBy: Subject.nullable(), givenAt: Moment })
  .meta({ id: 'Grant' });
export type Grant = z.infer<typeof Grant>;

export const Access = z
  .object({
    generalAccess: GeneralAccess,
    /** Direct grants, as SIP-126 shapes them. */
    editors: z.array(Grant),
    viewers: z.array(Grant),
    /** What reaches it without a direct grant: members, listings, administrators. */
    inherited: z.array(Grant.extend({ kind: ReasonKind })),
    /** Active people who can see it now, after expanding groups and roles, and how many of them are guests. */
    people: z.number().int(),
    guests: z.number().int(),
    version: z.number().int(),
    /** Levels that the asker can give here, weakest first. */
    canGive: z.array(Level),
    /** Kept for the giver when they made it private and held it only through the project. */
    note: z.string().optional(),
  })
  .meta({ id: 'Access' });
export type Access = z.infer<typeof Access>;

const LevelChange = z.object({
  subject: Subject,
  /** On what; only things that the asker can see are named, the counts are of all. */
  resource: z.object({ id: z.string(), kind: Kind, name: z.string(), title: z.string() }),
  from: Level.nullable(),
  to: Level.nullable(),
});

/** What a change of access does, without doing it: who would gain, lose or change their level on what. */
export const Preview = z
  .object({
    gains: z.array(LevelChange),
    losses: z.array(LevelChange),
    counts: z.object({
      gains: z.number().int(),
      losses: z.number().int(),
      guests: z.number().int(),
      people: z.number().int(),
      /** Who would be among them once they have accepted their invitation. They are among gains and losses, and reach nothing yet. */
      invited: z.number().int(),
    }),
  })
  .meta({ id: 'Preview' });
export type Preview = z.infer<typeof Preview>;

const Entry = z.union([SubjectId, z.strictObject({ subject: SubjectId, expiresAt: Moment.nullable().optional() })]);
const changing = z.strictObject({ preview: Flag.optional(), force: Flag.optional() });

export const getAccess = route({
  name: 'getAccess',
  method: 'get',
  path: '/resources/{resource}/access',
  summary: 'The whole access list of a resource, for its editors',
  answer: Access,
});
export const putAccess = route({
  name: 'putAccess',
  method: 'put',
  path: '/resources/{resource}/access',
  summary: 'Replace the lists it carries (absent: unchanged, []: none); honours If-Match',
  query: changing,
  body: z.strictObject({
    editors: z.array(Entry).max(1000).optional(),
    viewers: z.array(Entry).max(1000).optional(),
    generalAccess: GeneralAccess.optional(),
  }),
  answer: z.union([Access, Preview]),
});
export const patchAccess = route({
  name: 'patchAccess',
  method: 'patch',
  path: '/resources/{resource}/access',
  summary: 'Give, change and take single grants; honours If-Match',
  query: changing,
  body: z.strictObject({
    grant: z
      .array(z.strictObject({ subject: SubjectId, level: Level, expiresAt: Moment.nullable().optional() }))
      .max(200)
      .optional(),
    revoke: z.array(SubjectId).max(200).optional(),
    generalAccess: GeneralAccess.optional(),
    /** Whether those it is given to are told; they are, unless told otherwise. */
    notify: z.boolean().optional(),
    /** Stands in what they are told. */
    message: z.string().max(1000).optional(),
  }),
  answer: z.union([Access, Preview]),
});

export const Reason = z
  .object({
    kind: ReasonKind,
    level: Level,
    /** From the person outwards, the person left out: groups and roles passed through. Empty: given to the person. */
    path: z.array(Subject),
    /** When this way ends, over the whole path. */
    expiresAt: Moment.nullable(),
    /** Of `inside`: the thing inside that is reached. */
    on: z.object({ id: z.string(), kind: Kind, name: z.string(), title: z.string() }).optional(),
    grant: z
      .object({ level: Level, expiresAt: Moment.nullable(), givenBy: Subject.nullable(), givenAt: Moment.nullable() })
      .optional(),
  })
  .meta({ id: 'Reason' });
export type Reason = z.infer<typeof Reason>;

export const Explanation = z
  .object({
    subject: Subject,
    resource: z.object({ id: z.string(), kind: Kind, name: z.string(), title: z.string(), project: ProjectLink }),
    level: Level.nullable(),
    /** Strongest first. */
    reasons: z.array(Reason),
    /** Why not, in sentences, when there is no level. */
    whyNot: z
      .object({
        because: z.array(z.string()),
        /** The smallest changes that would give each level, in sentences … */
        changes: z.array(z.string()),
        /** … and as what a screen can offer to do. */
        offers: z.array(
          z.object({
            do: z.enum(['share', 'place', 'list', 'member', 'reactivate']),
            gives: Level,
            sentence: z.string(),
            /** Of `place`: the group. */
            group: Subject.optional(),
          }),
        ),
      })
      .optional(),
  })
  .meta({ id: 'Explanation' });
export type Explanation = z.infer<typeof Explanation>;

export const explainAccess = route({
  name: 'explainAccess',
  method: 'get',
  path: '/resources/{resource}/explain',
  summary: 'Why somebody has the level they have on this, every reason with its path; oneself unless told',
  query: z.strictObject({ subject: z.string().max(100).optional() }),
  answer: Explanation,
});
export const whoHasAccess = route({
  name: 'whoHasAccess',
  method: 'get',
  path: '/resources/{resource}/who',
  summary: 'Everyone who can see this, after expanding groups and roles, highest level only; or could, or will, at a moment',
  /** A day is its last moment, in UTC. */
  query: z.strictObject({ at: z.union([z.iso.date(), Moment]).optional() }),
  answer: z.object({
    items: z.array(z.object({ subject: Subject, level: Level, kinds: z.array(ReasonKind) })),
    /** The moment that this is true of. */
    at: Moment,
    /** Before this nobody knows; null: it is known from the beginning. */
    since: Moment.nullable(),
  }),
});
