// What a resource was before, and what somebody has not published yet. Both are for those who may edit it; a draft is for
// its author alone.
import { z } from 'zod';
import { Resource } from './resources.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Moment, Title } from './text.ts';

const VersionNumber = z.number().int().min(1).max(2_000_000_000);

export const Version = z
  .object({
    version: z.number().int(),
    title: z.string(),
    /** In a sentence. */
    changed: z.string(),
    /** Absent persons and those whom the asker can't find are null. */
    by: Subject.nullable(),
    at: Moment,
    current: z.boolean(),
  })
  .meta({ id: 'Version' });
export type Version = z.infer<typeof Version>;

export const listVersions = route({
  name: 'listVersions',
  method: 'get',
  path: '/resources/{resource}/versions',
  summary: 'What it was before: the last 20 states of its title and definition, newest first; for its editors',
  answer: z.object({ items: z.array(Version) }),
});
export const getVersion = route({
  name: 'getVersion',
  method: 'get',
  path: '/resources/{resource}/versions/{version}',
  summary: 'One version with what it held',
  answer: Version.extend({ definition: z.record(z.string(), z.unknown()) }),
});
export const restoreVersion = route({
  name: 'restoreVersion',
  method: 'post',
  path: '/resources/{resource}/versions/{version}/restore',
  summary: 'Publish an earlier version again, as a change like any other; honours If-Match',
  answer: Resource,
});

export const Draft = z
  .object({
    title: z.string(),
    definition: z.record(z.string(), z.unknown()),
    /** The version it was begun from: what publishing it sends as If-Match. */
    basedOn: z.number().int(),
    savedAt: Moment,
    /** Published since then, newest first; publishing would be refused while there is any. */
    meanwhile: z.array(Version),
  })
  .meta({ id: 'Draft' });
export type Draft = z.infer<typeof Draft>;

export const getDraft = route({
  name: 'getDraft',
  method: 'get',
  path: '/resources/{resource}/draft',
  summary: 'Your unpublished change of it, if you have one; nobody else sees it',
  answer: z.object({ draft: Draft.nullable() }),
});
export const putDraft = route({
  name: 'putDraft',
  method: 'put',
  path: '/resources/{resource}/draft',
  summary: 'Keep an unpublished change; publishing it is a change with the version it is based on, and takes the draft along',
  body: z.strictObject({
    title: Title.optional(),
    definition: z.record(z.string(), z.unknown()),
    basedOn: VersionNumber,
  }),
  answer: z.object({ draft: Draft }),
});
export const deleteDraft = route({
  name: 'deleteDraft',
  method: 'delete',
  path: '/resources/{resource}/draft',
  summary: 'Throw your unpublished change away',
  answer: z.object({ id: z.string() }),
});
