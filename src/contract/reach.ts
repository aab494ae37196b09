import { z } from 'zod';
import { pageOf, pageQuery } from './page.ts';
import { ProjectLink } from './resources.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
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
