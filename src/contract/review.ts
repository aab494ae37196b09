// What somebody who looks after access asks from time to time. Everything is told to who may read the audit log; to others
// what stands on things whose access list they may read.
import { z } from 'zod';
import { Day } from './audit.ts';
import { pageOf, pageQuery } from './page.ts';
import { Reach } from './reach.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Moment } from './text.ts';
import { Level } from './words.ts';

const id = z.string().max(100);
const whole = (from: number, to: number) =>
  z
    .string()
    .regex(/^[0-9]{1,4}$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .pipe(z.number().min(from, `must be at least ${from}`).max(to, `must be at most ${to}`));

/** Somebody who reaches something. */
export const Held = Reach.extend({ subject: Subject }).meta({ id: 'Held' });
export type Held = z.infer<typeof Held>;

const given = { by: Subject.nullable(), at: Moment };
/** What was given to somebody: on a thing, as a member of a project, a place in a group, or a role. */
export const Ending = z
  .object({
    what: z.enum(['access', 'membership', 'place', 'role']),
    subject: Subject,
    resource: Reach.shape.resource.nullable(),
    level: Level.nullable(),
    /** The group or role of a place. */
    in: Subject.nullable(),
    expiresAt: Moment,
    given: z.object(given),
  })
  .meta({ id: 'Ending' });
export type Ending = z.infer<typeof Ending>;

export const Unused = z
  .object({
    what: z.enum(['access', 'membership']),
    subject: Subject,
    resource: Reach.shape.resource,
    level: Level,
    expiresAt: Moment.nullable(),
    given: z.object(given),
    /** The last day on which they, or anybody in the group, opened it or anything in the project; null: never. */
    lastOpened: Day.nullable(),
  })
  .meta({ id: 'Unused' });
export type Unused = z.infer<typeof Unused>;

export const Compared = z
  .object({ resource: Reach.shape.resource, one: Level.nullable(), other: Level.nullable() })
  .meta({ id: 'Compared' });
export type Compared = z.infer<typeof Compared>;

const outsiders = {
  /** One thing, or with `project` everything in it. */
  resource: id.optional(),
  project: id.optional(),
  /** The groups whose members are expected, by id, with commas between. */
  groups: z.string().max(2000),
};
const ending = { within: whole(1, 366).optional() };
const unused = { days: whole(7, 3650).optional() };

export const listOutsiders = route({
  name: 'listOutsiders',
  method: 'get',
  path: '/review/outsiders',
  summary: 'Who has access to a thing, or to anything in a project, and is in none of these groups',
  query: z.strictObject({ ...outsiders, ...pageQuery }),
  answer: pageOf(Held).extend({ on: Reach.shape.resource, groups: z.array(Subject) }),
});
export const exportOutsiders = route({
  name: 'exportOutsiders',
  method: 'get',
  path: '/review/outsiders/export.csv',
  summary: 'The same as a CSV file',
  query: z.strictObject(outsiders),
  answer: z.string(),
  format: 'csv',
});
export const listGuests = route({
  name: 'listGuests',
  method: 'get',
  path: '/review/guests',
  summary: 'Guests, and what they reach',
  query: z.strictObject(pageQuery),
  answer: pageOf(Held),
});
export const exportGuests = route({
  name: 'exportGuests',
  method: 'get',
  path: '/review/guests/export.csv',
  summary: 'The same as a CSV file',
  answer: z.string(),
  format: 'csv',
});
export const listEnding = route({
  name: 'listEnding',
  method: 'get',
  path: '/review/ending',
  summary: 'Access, memberships, places in groups and roles that end within so many days (14); the next first',
  query: z.strictObject({ ...ending, ...pageQuery }),
  answer: pageOf(Ending),
});
export const exportEnding = route({
  name: 'exportEnding',
  method: 'get',
  path: '/review/ending/export.csv',
  summary: 'The same as a CSV file',
  query: z.strictObject(ending),
  answer: z.string(),
  format: 'csv',
});
export const listUnused = route({
  name: 'listUnused',
  method: 'get',
  path: '/review/unused',
  summary: 'Access and memberships given longer ago than so many days (90), and not used by anybody since',
  query: z.strictObject({ ...unused, ...pageQuery }),
  answer: pageOf(Unused).extend({
    /** From when on openings are known; what is asked of before can't be told, and is nothing. Null: from the beginning. */
    since: Moment.nullable(),
  }),
});
export const exportUnused = route({
  name: 'exportUnused',
  method: 'get',
  path: '/review/unused/export.csv',
  summary: 'The same as a CSV file',
  query: z.strictObject(unused),
  answer: z.string(),
  format: 'csv',
});
export const exportOrphans = route({
  name: 'exportOrphans',
  method: 'get',
  path: '/review/orphans/export.csv',
  summary: 'What has no editor left, as a CSV file',
  answer: z.string(),
  format: 'csv',
});
export const compareReach = route({
  name: 'compareReach',
  method: 'get',
  path: '/review/compare',
  summary: 'What two people or groups reach, side by side by name: both, or only one of them',
  query: z.strictObject({
    one: id,
    other: id,
    show: z.enum(['both', 'one', 'other']).optional(),
    kind: id.optional(),
    project: id.optional(),
    ...pageQuery,
  }),
  answer: pageOf(Compared).extend({ one: Subject, other: Subject }),
});
