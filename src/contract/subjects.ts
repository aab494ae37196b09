import { z } from 'zod';
import { SubjectId } from './ids.ts';
import { Flag, pageOf, pageQuery } from './page.ts';
import { route } from './route.ts';
import { Email, Moment, Name, Search, Title } from './text.ts';
import { Capability, SubjectKind, UserKind, UserStatus } from './words.ts';

/** A subject as a row in a list or picker shows it. `label` is what people call it, `detail` an e-mail address or a size in words. */
export const Subject = z
  .object({
    id: z.string(),
    kind: SubjectKind,
    label: z.string(),
    detail: z.string(),
    /** Of users. */
    userKind: UserKind.optional(),
    status: UserStatus.optional(),
    /** Of groups and roles: how many active people it comes to. */
    members: z.number().int().optional(),
  })
  .meta({ id: 'Subject' });
export type Subject = z.infer<typeof Subject>;

export const findSubjects = route({
  name: 'findSubjects',
  method: 'get',
  path: '/subjects',
  summary: 'Find whom a resource can be given to: groups first, then people; roles only where the organization allows them',
  query: z.strictObject({
    q: Search.optional(),
    kind: z.string().max(40).optional(),
    for: z.string().max(100).optional(),
    ...pageQuery,
  }),
  answer: pageOf(Subject),
});

export const User = z
  .object({
    id: z.string(),
    kind: UserKind,
    status: UserStatus,
    name: z.string(),
    login: z.string(),
    email: z.string().nullable(),
    groups: z.array(Subject).optional(),
    roles: z.array(Subject).optional(),
    /** Of a service account, on its own page. */
    owner: Subject.nullable().optional(),
    /** What row rules ask about; on its own page, for administrators. */
    attributes: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;

export const listUsers = route({
  name: 'listUsers',
  method: 'get',
  path: '/users',
  summary: 'People, guests and service accounts',
  query: z.strictObject({ q: Search.optional(), email: Search.optional(), status: UserStatus.optional(), ...pageQuery }),
  answer: pageOf(User),
});
export const createUser = route({
  name: 'createUser',
  method: 'post',
  path: '/users',
  summary: 'Add a person, guest or service account; without a password they are invited',
  body: z.strictObject({
    email: Email.optional(),
    login: Name.optional(),
    name: Title.optional(),
    kind: UserKind.optional(),
    password: z.string().min(12, 'is shorter than 12 characters').max(200).optional(),
    /** Of a service account: the user or group that owns it. */
    owner: z.string().max(100).optional(),
  }),
  answer: User,
  status: 201,
});
export const getUser = route({ name: 'getUser', method: 'get', path: '/users/{user}', summary: 'One user', answer: User });
const Attribute = z.union([z.string().max(1000), z.number(), z.boolean(), z.array(z.string().max(1000)).max(1000)]);
export const updateUser = route({
  name: 'updateUser',
  previewable: true,
  method: 'patch',
  path: '/users/{user}',
  summary: 'Change a user; kind, e-mail, attributes and owner are for administrators, and never one’s own',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  body: z.strictObject({
    name: Title.optional(),
    login: Name.optional(),
    email: Email.optional(),
    /** A person becomes a guest or the other way round, and the default role goes along. */
    kind: UserKind.exclude(['service']).optional(),
    /** All of them: what isn't named is gone. */
    attributes: z.record(z.string().min(1).max(100), Attribute).optional(),
    owner: SubjectId.optional(),
  }),
  answer: User,
});
export const deleteUser = route({
  name: 'deleteUser',
  previewable: true,
  method: 'delete',
  path: '/users/{user}',
  summary: 'The same as deactivating: nobody is erased, and what was given stays for a return or a hand-over',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  answer: User,
});
export const deactivateUser = route({
  name: 'deactivateUser',
  previewable: true,
  method: 'post',
  path: '/users/{user}/deactivate',
  summary: 'End every session and all access of a user; what was given stays for a return',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  answer: User,
});
export const reactivateUser = route({
  name: 'reactivateUser',
  previewable: true,
  method: 'post',
  path: '/users/{user}/reactivate',
  summary: 'Let a deactivated user return',
  query: z.strictObject({ preview: Flag.optional() }),
  answer: User,
});

export const Group = z
  .object({
    id: z.string(),
    name: z.string(),
    builtIn: z.boolean(),
    members: z.number().int(),
    /** Counts changes of what it is and who is in it; its ETag. */
    version: z.number().int(),
    direct: z.array(z.object({ subject: Subject, origin: z.string(), expiresAt: Moment.nullable() })).optional(),
    /** Who may add and remove people by hand, besides those who manage all groups. */
    managers: z.array(Subject).optional(),
    roles: z.array(Subject).optional(),
  })
  .meta({ id: 'Group' });
export type Group = z.infer<typeof Group>;

export const listGroups = route({
  name: 'listGroups',
  method: 'get',
  path: '/groups',
  summary: 'Groups and how many people each comes to',
  query: z.strictObject({ q: Search.optional(), name: Search.optional(), ...pageQuery }),
  answer: pageOf(Group),
});
export const createGroup = route({
  name: 'createGroup',
  method: 'post',
  path: '/groups',
  summary: 'Make an empty group',
  body: z.strictObject({ name: Name }),
  answer: Group,
  status: 201,
});
export const getGroup = route({
  name: 'getGroup',
  method: 'get',
  path: '/groups/{group}',
  summary: 'One group with who is directly in it',
  answer: Group,
});
export const renameGroup = route({
  name: 'renameGroup',
  method: 'patch',
  path: '/groups/{group}',
  summary: 'Rename a group; honours If-Match',
  body: z.strictObject({ name: Name }),
  answer: Group,
});
export const deleteGroup = route({
  name: 'deleteGroup',
  previewable: true,
  method: 'delete',
  path: '/groups/{group}',
  summary: 'Delete a group and every grant it has; nothing gets wider; honours If-Match',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  answer: z.object({ id: z.string() }),
});
export const addGroupMember = route({
  name: 'addGroupMember',
  previewable: true,
  method: 'put',
  path: '/groups/{group}/members/{subject}',
  summary: 'Put a user or group into a group by hand; honours If-Match',
  query: z.strictObject({ preview: Flag.optional() }),
  body: z.strictObject({ expiresAt: Moment.nullable().optional() }).optional(),
  answer: Group,
});
export const removeGroupMember = route({
  name: 'removeGroupMember',
  previewable: true,
  method: 'delete',
  path: '/groups/{group}/members/{subject}',
  summary: 'Take a user or group out of a group; honours If-Match',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  answer: Group,
});

export const addGroupManager = route({
  name: 'addGroupManager',
  previewable: true,
  method: 'put',
  path: '/groups/{group}/managers/{subject}',
  summary: 'Let a user or group add and remove people of a group by hand; honours If-Match',
  query: z.strictObject({ preview: Flag.optional() }),
  answer: Group,
});
export const removeGroupManager = route({
  name: 'removeGroupManager',
  previewable: true,
  method: 'delete',
  path: '/groups/{group}/managers/{subject}',
  summary: 'End that; honours If-Match',
  query: z.strictObject({ preview: Flag.optional() }),
  answer: Group,
});

export const Role = z
  .object({
    id: z.string(),
    name: z.string(),
    builtIn: z.boolean(),
    capabilities: z.array(Capability),
    members: z.number().int(),
    /** Counts changes of what it is and who holds it; its ETag. */
    version: z.number().int(),
    holders: z.array(Subject).optional(),
  })
  .meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

export const listRoles = route({
  name: 'listRoles',
  method: 'get',
  path: '/roles',
  summary: 'Roles and what each lets its holders do',
  query: z.strictObject({ q: Search.optional(), name: Search.optional(), ...pageQuery }),
  answer: pageOf(Role),
});
export const createRole = route({
  name: 'createRole',
  method: 'post',
  path: '/roles',
  summary: 'Make a role of capabilities that you hold',
  body: z.strictObject({ name: Name, capabilities: z.array(Capability).default([]) }),
  answer: Role,
  status: 201,
});
export const getRole = route({
  name: 'getRole',
  method: 'get',
  path: '/roles/{role}',
  summary: 'One role with its holders',
  answer: Role,
});
export const updateRole = route({
  name: 'updateRole',
  previewable: true,
  method: 'patch',
  path: '/roles/{role}',
  summary: 'Rename a role, or replace its capabilities, before and after by ones that you hold; honours If-Match',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  body: z.strictObject({ name: Name.optional(), capabilities: z.array(Capability).optional() }),
  answer: Role,
});
export const deleteRole = route({
  name: 'deleteRole',
  previewable: true,
  method: 'delete',
  path: '/roles/{role}',
  summary: 'Delete a role and every grant it has; honours If-Match',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  answer: z.object({ id: z.string() }),
});
export const giveRole = route({
  name: 'giveRole',
  previewable: true,
  method: 'put',
  path: '/roles/{role}/holders/{subject}',
  summary: 'Give a role to a user or group; honours If-Match',
  query: z.strictObject({ preview: Flag.optional() }),
  body: z.strictObject({ expiresAt: Moment.nullable().optional() }).optional(),
  answer: Role,
});
export const takeRole = route({
  name: 'takeRole',
  previewable: true,
  method: 'delete',
  path: '/roles/{role}/holders/{subject}',
  summary: 'Take a role from a user or group; honours If-Match',
  query: z.strictObject({ preview: Flag.optional(), force: Flag.optional() }),
  answer: Role,
});
