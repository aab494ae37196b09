import { z } from 'zod';
import { ChartLook } from './definitions.ts';
import { ResourceId } from './ids.ts';
import { Flag, pageOf, pageQuery } from './page.ts';
import { Column } from './query.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Moment, Name, Search, Title } from './text.ts';
import { Action, GeneralAccess, Kind, Level } from './words.ts';

export const ProjectLink = z.object({ id: z.string(), name: z.string(), title: z.string() }).meta({ id: 'ProjectLink' });

export type ProjectLink = z.infer<typeof ProjectLink>;

/** A resource as in lists. `level` and `actions` are what the asker has, so that no screen guesses. */
export const ResourceItem = z
  .object({
    id: z.string(),
    kind: Kind,
    project: ProjectLink,
    name: z.string(),
    title: z.string(),
    description: z.string().optional(),
    level: Level,
    actions: z.array(Action),
    generalAccess: GeneralAccess,
    updatedAt: Moment,
    /** Marked by who asks. */
    favourite: z.boolean(),
    /** The first few of its direct editors. */
    editors: z.array(Subject),
  })
  .meta({ id: 'ResourceItem' });
export type ResourceItem = z.infer<typeof ResourceItem>;

/** One tile's chart as a viewer of the dashboard learns it: its title, how to draw it, and whether it runs. */
export const Part = z
  .object({
    tile: z.string(),
    title: z.string(),
    ...ChartLook.shape,
    /** Of a pivot: the dimensions that go across. */
    across: z.array(z.string()).optional(),
    columns: z.array(Column),
    /** `unconfirmed`: who added it can't see it any more; an editor who can must confirm it. */
    state: z.enum(['runs', 'gone', 'unconfirmed']),
  })
  .meta({ id: 'Part' });
export type Part = z.infer<typeof Part>;

/** A field as a filter bar, an explore or a builder offers it. */
export const Field = Column.extend({ description: z.string().optional() }).meta({ id: 'Field' });
export type Field = z.infer<typeof Field>;

export const Resource = ResourceItem.extend({
  definition: z.record(z.string(), z.unknown()),
  createdAt: Moment,
  /** Goes into If-Match; also the ETag. */
  version: z.number().int(),
  /** Direct parts and what they draw, of a dashboard. */
  parts: z.array(Part).optional(),
  /** Fields that may be asked for: of a dataset, a chart's and an explore's exposed ones, a dashboard's filters. */
  fields: z.array(Field).optional(),
  /** Of a dashboard, to those who edit it: fields that a new filter may be of. */
  choosable: z.array(Field).optional(),
  /** The dimension that time ranges are about, if there is one. */
  time: z.string().optional(),
  /** Of a chart or explore: the dataset behind it, for who sees that, whose rows they may look at; and whether its SQL is told them. */
  behind: z.object({ dataset: z.string(), title: z.string(), sql: z.boolean() }).optional(),
  /** With whose rows its data is asked for, where it has any: of whoever looks at it, or of each who receives it. Of nobody else, ever. */
  runsAs: z.enum(['viewer', 'recipient']).optional(),
  /** Active people who can see it; for those who may read its access list. */
  seenBy: z.number().int().optional(),
  /** Where the data comes from and under which licence, of datasets and what shows them. */
  origins: z.array(z.object({ name: z.string(), url: z.string().optional(), licence: z.string() })).optional(),
}).meta({ id: 'Resource' });
export type Resource = z.infer<typeof Resource>;

export const listResources = route({
  name: 'listResources',
  method: 'get',
  path: '/resources',
  summary: 'What you can see, newest first; a thing is listed if and only if it can be opened',
  query: z.strictObject({
    project: z.string().max(100).optional(),
    kind: z.string().max(100).optional(),
    q: Search.optional(),
    name: Search.optional(),
    level: Level.optional(),
    for: z.enum(['me', 'with-me', 'mine', 'favourites', 'all']).default('all'),
    sort: z.enum(['updated', 'name']).default('updated'),
    ...pageQuery,
  }),
  answer: pageOf(ResourceItem),
});
export const createResource = route({
  name: 'createResource',
  method: 'post',
  path: '/projects/{project}/resources',
  summary: 'Make a resource; its maker becomes its editor',
  body: z.strictObject({
    kind: Kind.exclude(['project']),
    name: Name,
    title: Title.optional(),
    definition: z.record(z.string(), z.unknown()).default({}),
    generalAccess: GeneralAccess.optional(),
  }),
  answer: Resource,
  status: 201,
});
export const getResource = route({
  name: 'getResource',
  method: 'get',
  path: '/resources/{resource}',
  summary: 'One resource with what it holds',
  answer: Resource,
});
export const updateResource = route({
  name: 'updateResource',
  method: 'patch',
  path: '/resources/{resource}',
  summary: 'Rename, retitle or change what it holds; honours If-Match',
  body: z.strictObject({
    name: Name.optional(),
    title: Title.optional(),
    definition: z.record(z.string(), z.unknown()).optional(),
  }),
  answer: Resource,
});
export const deleteResource = route({
  name: 'deleteResource',
  previewable: true,
  method: 'delete',
  path: '/resources/{resource}',
  summary: 'Move it to the trash for 30 days',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  answer: z.object({ id: z.string() }),
});
export const restoreResource = route({
  name: 'restoreResource',
  previewable: true,
  method: 'post',
  path: '/resources/{resource}/restore',
  summary: 'Bring it back from the trash, with its access; a taken name asks for another',
  query: z.strictObject({ preview: Flag.optional() }),
  body: z.strictObject({ name: Name.optional() }).optional(),
  answer: Resource,
});
export const duplicateResource = route({
  name: 'duplicateResource',
  method: 'post',
  path: '/resources/{resource}/duplicate',
  summary: 'Make a copy that is yours, here or in another project; parts that you can’t use there are left out',
  body: z.strictObject({ name: Name.optional(), title: Title.optional(), project: ResourceId.optional() }).optional(),
  answer: Resource.extend({
    /** Parts of the original that the copy lacks, counted and not named. */
    leftOut: z.number().int(),
    note: z.string().optional(),
  }),
  status: 201,
});
export const listTrash = route({
  name: 'listTrash',
  method: 'get',
  path: '/trash',
  summary: 'What is in the trash and could be restored by you',
  query: z.strictObject(pageQuery),
  answer: pageOf(
    ResourceItem.extend({
      deletedAt: Moment,
      /** Null when nobody knows, or you can't find them. */
      deletedBy: Subject.nullable(),
    }),
  ),
});
