// A world as a file: its shape, and where in the file something stands, so that every error has its line.
// The format is described for users in docs/access-tests.md.
import { isMap, isPair, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { Action, Capability, GeneralAccess, Kind, Level, Moment, UserKind, UserStatus } from '#contract';

const SubjectName = z.string().regex(/^(user|group|role):.+$/, 'is not user:NAME, group:NAME or role:NAME');
/** kind:name, inside a project. */
const Ref = z
  .string()
  .regex(/^(?:canvas|project|source|dataset|chart|dashboard|explore|alert|report|rule):.+$/, 'is not kind:name');
/** project/kind:name, anywhere. */
const FullRef = z.string().regex(/^[^/]+\/[a-z]+:.+$/, 'is not project/kind:name');
const Until = Moment.optional();
const Entry = z.union([SubjectName, z.strictObject({ subject: SubjectName, until: Until })]);
const ruleFields = {
  type: z.enum(['regular', 'base']).optional(),
  subjects: z.array(SubjectName).optional(),
  clause: z.string().optional(),
  groupKey: z.string().optional(),
};

const World = z.strictObject({
  users: z
    .record(
      z.string(),
      z
        .strictObject({
          kind: UserKind.optional(),
          status: UserStatus.optional(),
          roles: z.array(z.string()).optional(),
          email: z.string().optional(),
          name: z.string().optional(),
          attributes: z.record(z.string(), z.unknown()).optional(),
          owner: SubjectName.optional(),
        })
        .nullable(),
    )
    .default({}),
  groups: z
    .record(
      z.string(),
      z.union([
        z.array(Entry),
        z.strictObject({ members: z.array(Entry).optional(), managers: z.array(SubjectName).optional() }),
        z.null(),
      ]),
    )
    .default({}),
  roles: z
    .record(z.string(), z.strictObject({ capabilities: z.array(Capability).default([]), holders: z.array(Entry).default([]) }))
    .default({}),
  projects: z
    .record(
      z.string(),
      z
        .strictObject({
          defaultAccess: GeneralAccess.optional(),
          members: z
            .array(
              z.strictObject({
                subject: SubjectName,
                level: Level,
                restricted: z.boolean().optional(),
                resources: z.array(Ref).optional(),
                until: Until,
              }),
            )
            .default([]),
          resources: z
            .record(
              Ref,
              z
                .strictObject({
                  access: GeneralAccess.optional(),
                  uses: z.array(Ref).optional(),
                  editors: z.array(Entry).optional(),
                  viewers: z.array(Entry).optional(),
                  ...ruleFields,
                })
                .nullable(),
            )
            .default({}),
        })
        .nullable(),
    )
    .default({}),
});
export type World = z.infer<typeof World>;

const outcomes = ['ok', 'forbidden', 'not_found', 'conflict', 'stale', 'invalid'] as const;
export type Outcome = (typeof outcomes)[number];
const always = { expect: z.enum(outcomes).default('ok'), force: z.boolean().optional(), if: z.literal('stale').optional() };
const acting = { as: z.string(), ...always };
const step = <Verb extends string, Fields extends z.ZodRawShape>(verb: Verb, fields: Fields) =>
  z.strictObject({ do: z.literal(verb), ...acting, ...fields });

const subject = { subject: SubjectName };
const resource = { resource: FullRef };
const project = { project: z.string() };
const group = { group: z.string() };
const role = { role: z.string() };
const invited = {
  email: z.string(),
  as_user: z.string(),
  resource: FullRef.optional(),
  project: z.string().optional(),
  level: Level.optional(),
};

export const Step = z.discriminatedUnion('do', [
  step('create', {
    ...project,
    kind: Kind,
    name: z.string(),
    uses: z.array(Ref).optional(),
    access: GeneralAccess.optional(),
    ...ruleFields,
  }),
  step('create_project', project),
  step('update', {
    ...resource,
    name: z.string().optional(),
    uses: z.array(Ref).optional(),
    access: GeneralAccess.optional(),
    ...ruleFields,
  }),
  step('delete', resource),
  step('restore', { ...resource, name: z.string().optional() }),
  step('duplicate', { ...resource, name: z.string().optional(), project: z.string().optional() }),
  step('share', { ...resource, ...subject, level: Level, until: Until }),
  step('unshare', { ...resource, ...subject }),
  step('set_editors', { ...resource, subjects: z.array(Entry) }),
  step('set_viewers', { ...resource, subjects: z.array(Entry) }),
  step('set_access', { ...resource, access: GeneralAccess }),
  step('set_member', {
    ...project,
    ...subject,
    level: Level.optional(),
    restricted: z.boolean().optional(),
    resources: z.array(z.string()).optional(),
    until: Until,
  }),
  step('add_resources', { ...project, ...subject, resources: z.array(z.string()) }),
  step('remove_resources', { ...project, ...subject, resources: z.array(z.string()) }),
  step('remove_member', { ...project, ...subject, alsoGrants: z.boolean().optional() }),
  step('create_group', group),
  step('add_to_group', { ...group, ...subject, until: Until }),
  step('remove_from_group', { ...group, ...subject }),
  step('delete_group', group),
  step('add_manager', { ...group, ...subject }),
  step('remove_manager', { ...group, ...subject }),
  step('create_role', { ...role, capabilities: z.array(Capability).default([]) }),
  step('change_role', { ...role, capabilities: z.array(Capability) }),
  step('delete_role', role),
  step('give_role', { ...role, ...subject }),
  step('take_role', { ...role, ...subject }),
  step('invite', { ...invited, restricted: z.boolean().optional(), resources: z.array(Ref).optional() }),
  step('accept', {}),
  step('change_user', {
    user: z.string(),
    name: z.string().optional(),
    kind: UserKind.exclude(['service']).optional(),
    owner: SubjectName.optional(),
    attributes: z.record(z.string(), z.string()).optional(),
  }),
  step('deactivate', { user: z.string() }),
  step('reactivate', { user: z.string() }),
  step('request', { ...resource, level: Level }),
  step('approve', { ...resource, user: z.string(), level: Level.optional() }),
  step('decline', { ...resource, user: z.string() }),
  step('reassign', { from: SubjectName, to: SubjectName, project: z.string().optional() }),
  /** The last entry of the log with this action. */
  step('undo', { last: z.string() }),
  z.strictObject({ do: z.literal('wait'), for: z.iso.duration('is not a duration like P1D'), as: z.string().optional() }),
]);
export type Step = z.infer<typeof Step>;

const user = { user: z.string() };
export const Expectation = z.union([
  z.strictObject({ ...user, ...resource, level: z.enum(['none', 'viewer', 'editor', 'admin']) }),
  z.strictObject({ ...user, ...resource, in: FullRef, run: z.enum(['allowed', 'denied']) }),
  z.strictObject({ ...user, ...resource, can: z.array(Action).optional(), cannot: z.array(Action).optional() }),
  z.strictObject({ ...user, lists: Kind, equals: z.array(FullRef) }),
  z.strictObject({ ...user, ...resource, because: z.array(z.string()) }),
  z.strictObject({
    ...resource,
    who: z.strictObject({
      viewer: z.array(SubjectName).optional(),
      editor: z.array(SubjectName).optional(),
      admin: z.array(SubjectName).optional(),
    }),
  }),
  z.strictObject({ ...user, dataset: FullRef, rules: z.array(z.string()) }),
  z.strictObject({ ...user, capability: Capability, held: z.boolean() }),
]);
export type Expectation = z.infer<typeof Expectation>;

const WorldFile = z.strictObject({
  name: z.string().min(1),
  now: Moment.default('2026-03-01T00:00:00Z'),
  world: World,
  steps: z.array(Step).nullish(),
  tests: z.array(Expectation).nullish(),
});
export type WorldFile = z.infer<typeof WorldFile>;

export type Path = readonly (string | number)[];
/** An error of the file itself, not of what it tests. */
export class FileError extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.name = 'FileError';
    this.line = line;
  }
}

export type Parsed = { file: WorldFile /** The line on which something stands, from 1. */; lineOf(path: Path): number };

/** Reads a world, or throws the first thing wrong with it, with its line. */
export const parseWorld = (text: string): Parsed => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken) throw new FileError(broken.message.split('\n')[0] ?? 'is not YAML', lines.linePos(broken.pos[0]).line);
  const lineOf = (path: Path): number => {
    for (let end = path.length; end > 0; end--) {
      const node = keyOf(document.getIn(path.slice(0, end - 1), true), path[end - 1]) ?? document.getIn(path.slice(0, end), true);
      const at = (node as Node | undefined)?.range?.[0];
      if (at !== undefined) return lines.linePos(at).line;
    }
    return 1;
  };
  const read: unknown = document.toJS();
  const parsed = WorldFile.safeParse(read);
  if (!parsed.success) {
    refuseUnknownVerbs(read, lineOf);
    const { path, message } = deepest(parsed.error.issues[0]!);
    throw new FileError(message, lineOf(path));
  }
  return { file: parsed.data, lineOf };
};

const verbs: string[] = Step.options.map((option) => option.shape.do.value);

/** Said before anything else of a step: without its verb nothing can be said of its fields. */
const refuseUnknownVerbs = (read: unknown, lineOf: Parsed['lineOf']) => {
  const steps = (read as { steps?: unknown } | null)?.steps;
  if (!Array.isArray(steps)) return;
  for (const [at, step] of steps.entries()) {
    const verb: unknown = step?.do;
    if (typeof verb !== 'string' || verbs.includes(verb)) continue;
    throw new FileError(`unknown verb “${verb}”; there are ${verbs.join(', ')}`, lineOf(['steps', at, 'do']));
  }
};

const keyOf = (parent: unknown, key: string | number | undefined): Node | undefined => {
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isPair(item) && String(item.key) === String(key));
  return pair?.key as Node | undefined;
};

/** Of a choice between shapes the one that came nearest: the fewest complaints, the deepest first. */
const deepest = (issue: z.core.$ZodIssue, base: PropertyKey[] = []): { path: Path; message: string } => {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors
      .filter((one) => one.length > 0)
      .sort((a, b) => a.length - b.length || missing(a) - missing(b))[0];
    if (nearest?.[0]) return deepest(nearest[0], path);
  }
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return { path: [...path, key] as Path, message: `unknown key “${key}”` };
  }
  const where = path.at(-1);
  return { path: path as Path, message: `${where === undefined ? '' : `${String(where)}: `}${issue.message}` };
};
const missing = (issues: readonly z.core.$ZodIssue[]) => issues.filter(({ code }) => code === 'invalid_type').length;
