import { z } from 'zod';
import { ResourceRef } from './ids.ts';
import { Flag, pageOf, pageQuery } from './page.ts';
import { Resource, ResourceItem } from './resources.ts';
import { route } from './route.ts';
import { Subject } from './subjects.ts';
import { Moment, Name, Search, Title } from './text.ts';
import { GeneralAccess, Kind, Level } from './words.ts';

export const listProjects = route({
  name: 'listProjects',
  method: 'get',
  path: '/projects',
  summary: 'Projects in which you can see something',
  query: z.strictObject({ q: Search.optional(), name: Search.optional(), ...pageQuery }),
  answer: pageOf(ResourceItem),
});
export const createProject = route({
  name: 'createProject',
  method: 'post',
  path: '/projects',
  summary: 'Make a project; its maker becomes its admin',
  body: z.strictObject({
    name: Name,
    title: Title.optional(),
    description: z.string().max(2000).optional(),
    defaultAccess: GeneralAccess.optional(),
  }),
  answer: Resource,
  status: 201,
});
export const getProject = route({
  name: 'getProject',
  method: 'get',
  path: '/projects/{project}',
  summary: 'One project',
  answer: Resource,
});

export const Member = z
  .object({
    subject: Subject,
    level: Level,
    /** Then it reaches only `resources`. */
    restricted: z.boolean(),
    resources: z.array(z.object({ id: z.string(), kind: Kind, name: z.string(), title: z.string() })),
    /** Groups and roles it is in that have the whole project: it sees that besides. */
    alsoThrough: z.array(Subject),
    expiresAt: Moment.nullable(),
    givenBy: Subject.nullable(),
    givenAt: Moment,
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;
export const Members = z.object({ items: z.array(Member), version: z.number().int() }).meta({ id: 'Members' });

export const listMembers = route({
  name: 'listMembers',
  method: 'get',
  path: '/projects/{project}/members',
  summary: 'Members of a project, their level and what the restricted ones reach; for its admins',
  answer: Members,
});
/** As one reads it alone: with the version of the list, to change it from. */
const OneMember = Member.extend({ version: z.number().int() }).meta({ id: 'OneMember' });
export const getMember = route({
  name: 'getMember',
  method: 'get',
  path: '/projects/{project}/members/{subject}',
  summary: 'One member of a project; for its admins',
  answer: OneMember,
});
export const setMember = route({
  name: 'setMember',
  previewable: true,
  method: 'put',
  path: '/projects/{project}/members/{subject}',
  summary: 'Make or change a member; level and restriction never touch each other; honours If-Match',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  body: z.strictObject({
    level: Level.optional(),
    restricted: z.boolean().optional(),
    resources: z.array(ResourceRef).max(1000).optional(),
    expiresAt: Moment.nullable().optional(),
  }),
  answer: OneMember,
});
export const removeMember = route({
  name: 'removeMember',
  previewable: true,
  method: 'delete',
  path: '/projects/{project}/members/{subject}',
  summary: 'Remove a member; answers what they still reach inside by direct grants; honours If-Match',
  query: z.strictObject({ preview: Flag.optional(), alsoGrants: Flag.optional(), force: Flag.optional() }),
  answer: z.object({
    removed: z.boolean(),
    stillReaches: z.array(z.object({ id: z.string(), kind: Kind, name: z.string(), title: z.string() })),
  }),
});
export const changeMemberResources = route({
  name: 'changeMemberResources',
  previewable: true,
  method: 'post',
  path: '/projects/{project}/members/{subject}/resources',
  summary: 'Add and remove single resources that a restricted member reaches; honours If-Match',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  body: z.strictObject({ add: z.array(ResourceRef).max(1000).optional(), remove: z.array(ResourceRef).max(1000).optional() }),
  answer: OneMember,
});
