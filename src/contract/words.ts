// The model's closed lists of words (access model, section 1 and 2). Order matters where it says so.
import { z } from 'zod';

/** Weakest first; no level is no access. */
export const levels = ['viewer', 'editor', 'admin'] as const;
export const Level = z.enum(levels).meta({ id: 'Level' });
export type Level = z.infer<typeof Level>;

export const kinds = ['project', 'source', 'dataset', 'chart', 'dashboard', 'explore', 'alert', 'report', 'rule'] as const;
export const Kind = z.enum(kinds).meta({ id: 'Kind' });
export type Kind = z.infer<typeof Kind>;

export const subjectKinds = ['user', 'group', 'role'] as const;
export const SubjectKind = z.enum(subjectKinds).meta({ id: 'SubjectKind' });
export type SubjectKind = z.infer<typeof SubjectKind>;

export const userKinds = ['person', 'guest', 'service'] as const;
export const UserKind = z.enum(userKinds).meta({ id: 'UserKind' });
export type UserKind = z.infer<typeof UserKind>;

export const userStatuses = ['invited', 'active', 'deactivated'] as const;
export const UserStatus = z.enum(userStatuses).meta({ id: 'UserStatus' });
export type UserStatus = z.infer<typeof UserStatus>;

export const capabilities = [
  'organization.administer',
  'users.manage',
  'groups.manage',
  'roles.manage',
  'projects.create',
  'sources.manage',
  'sql.run',
  'data.export',
  'audit.read',
  'tokens.create',
  'guests.invite',
] as const;
export const Capability = z.enum(capabilities).meta({ id: 'Capability' });
export type Capability = z.infer<typeof Capability>;

export const actions = [
  'view',
  'query',
  'subscribe',
  'export',
  'edit',
  'delete',
  'restore',
  'share',
  'read_access',
  'schedule',
  'create',
  'manage_members',
  'manage_sources',
  'manage_rules',
] as const;
export const Action = z.enum(actions).meta({ id: 'Action' });
export type Action = z.infer<typeof Action>;

export const GeneralAccess = z.enum(['project', 'private']).meta({ id: 'GeneralAccess' });
export type GeneralAccess = z.infer<typeof GeneralAccess>;

export const reasonKinds = ['direct', 'member', 'listed', 'administrator', 'inside'] as const;
export const ReasonKind = z.enum(reasonKinds).meta({ id: 'ReasonKind' });
export type ReasonKind = z.infer<typeof ReasonKind>;

/** Negative when `a` is weaker than `b`. */
export const compareLevels = (a: Level, b: Level) => levels.indexOf(a) - levels.indexOf(b);
export const atLeast = (level: Level | null, wanted: Level) => level !== null && compareLevels(level, wanted) >= 0;
export const highest = (found: Iterable<Level>): Level | null => {
  let best: Level | null = null;
  for (const level of found) if (!best || compareLevels(level, best) > 0) best = level;
  return best;
};
