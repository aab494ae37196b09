// Ids are opaque and prefixed by what they are, so that a mix-up fails loudly. Anything else is an id of nothing.
import { z } from 'zod';

export const idPrefixes = {
  user: 'usr',
  group: 'grp',
  role: 'rol',
  project: 'prj',
  resource: 'res',
  token: 'tok',
  request: 'req',
  notification: 'ntf',
  view: 'viw',
  viewAs: 'vas',
} as const;
export type IdPrefix = (typeof idPrefixes)[keyof typeof idPrefixes];

const shape = (prefixes: string) => new RegExp(`^(${prefixes})_[0-9a-hjkmnp-tv-z]{20}$`);
const subject = shape('usr|grp|rol');
const resource = shape('prj|res');

export const isSubjectId = (text: string): boolean => subject.test(text);
export const isResourceId = (text: string): boolean => resource.test(text);

/** In a body: a subject's id. In a path any text is taken, and what isn't an id is answered like a thing that isn't there. */
export const SubjectId = z.string().regex(subject, 'is not the id of a user, group or role').meta({ id: 'SubjectId' });
export const ResourceId = z.string().regex(resource, 'is not the id of a resource').meta({ id: 'ResourceId' });
/** In a body, what another resource of the same project is called: its id, or "kind:name". */
export const ResourceRef = z
  .string()
  .max(200)
  .regex(/^(res_[0-9a-z]{20}|[a-z]+:.+)$/, 'is neither an id nor "kind:name"')
  .meta({ id: 'ResourceRef' });
export type ResourceRef = z.infer<typeof ResourceRef>;
