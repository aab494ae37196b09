// What the demo consists of, by names only: ids are made when it is loaded.
import type { Capability, GeneralAccess, Kind, Level } from '#contract';

export type SubjectName = `${'user' | 'group' | 'role'}:${string}`;
/** `endsInDays` counts from the day of loading; below zero it has ended already. */
export type DemoGrant = SubjectName | { readonly subject: SubjectName; readonly endsInDays: number };

export type DemoPerson = {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly kind: 'person' | 'guest';
  /** Besides the one that everybody of the kind has. */
  readonly roles: readonly string[];
};
export type DemoGroup = { readonly name: string; readonly members: readonly SubjectName[] };
export type DemoRole = {
  readonly name: string;
  readonly capabilities: readonly Capability[];
  readonly holders: readonly SubjectName[];
};
export type DemoProject = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly defaultAccess: GeneralAccess;
  readonly members: readonly { readonly subject: SubjectName; readonly level: Level }[];
};
/** References in definitions are written "kind:name" and stay within the project. */
export type DemoResource = {
  readonly project: string;
  readonly kind: Exclude<Kind, 'project' | 'alert' | 'report' | 'rule'>;
  readonly name: string;
  readonly title: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly generalAccess: GeneralAccess;
  readonly editors: readonly DemoGrant[];
  readonly viewers: readonly DemoGrant[];
};
export type DemoContent = {
  readonly people: readonly DemoPerson[];
  readonly groups: readonly DemoGroup[];
  readonly roles: readonly DemoRole[];
  readonly projects: readonly DemoProject[];
  /** What is used stands before what uses it. */
  readonly resources: readonly DemoResource[];
};
