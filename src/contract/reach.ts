import { z } from 'zod';
import { pageOf, pageQuery } from './page.ts';
import { ProjectLink } from './resources.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Moment } from './text.ts';
import { Kind, Level, ReasonKind } from './words.ts';

export const Reach = z
  .object({
    resource: z.object({ id: z.string(), kind: Kind, name: z.string(), title: z.string(), project: ProjectLink }),
    level: Level,
    kinds: z.array(ReasonKind),
  })
  .meta({ id: 'Reach' });
export type Reach = z.infer<typeof Reach>;

export const listReach = route({
  name: 'listReach',
  method: 'get',
  path: '/subjects/{subject}/reach',
  summary: 'What a user reaches, or whoever is in a group or holds a role; of others only what you may read the access of',
  query: z.strictObject({ kind: z.string().max(100).optional(), project: z.string().max(100).optional(), ...pageQuery }),
  answer: pageOf(Reach).extend({ subject: Subject }),
});

const found = Level.nullable();
export const proveAccess = route({
  name: 'proveAccess',
  method: 'get',
  path: '/resources/{resource}/proof',
  summary: 'Who can see this, worked out anew from nothing but what was given, and held to what is decided and explained',
  answer: z.object({
    at: Moment,
    /** How many active people were looked at. */
    people: z.number().int(),
    /** Everybody who has access by any of the three. */
    items: z.array(z.object({ subject: Subject, decided: found, derived: found, explained: found })),
    /** Whether the three are the same for everybody. */
    proven: z.boolean(),
  }),
});
