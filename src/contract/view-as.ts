// Looking as somebody else: a request that carries the header `Sightline-View-As` is answered with what both may see.
import { z } from 'zod';
import { SubjectId } from './ids.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Moment } from './text.ts';

export const viewAsHeader = 'sightline-view-as';

export const ViewAs = z
  .object({
    /** What the header carries. */
    id: z.string(),
    subject: Subject,
    by: Subject,
    endsAt: Moment,
  })
  .meta({ id: 'ViewAs' });
export type ViewAs = z.infer<typeof ViewAs>;

export const startViewAs = route({
  name: 'startViewAs',
  method: 'post',
  path: '/view-as',
  summary: 'Look as a person or a group for an hour: reading only, what both may see, and written into the audit log',
  body: z.strictObject({ subject: SubjectId }),
  answer: ViewAs,
  status: 201,
});
export const endViewAs = route({
  name: 'endViewAs',
  method: 'delete',
  path: '/view-as/{viewAs}',
  summary: 'Stop looking as somebody else',
  answer: z.object({ id: z.string() }),
});
