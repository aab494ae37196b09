// Values for fields: what the field asks for, drawn from what is there, or what nobody honest would send.
import { capabilities, type Kind, kinds } from '../../src/contract/index.ts';
import type { Random } from '../random.ts';
import { definitionOf, resolved, type Schema } from './schemas.ts';
import { bait } from './secrets.ts';

/** What the drawer may speak of. */
export type Known = {
  resources: readonly string[];
  byKind: Record<string, readonly string[]>;
  subjects: readonly string[];
  others: readonly string[];
  refs: readonly string[];
  cursors: readonly string[];
};
export type Drawing = {
  random: Random;
  known: Known /** How often a part is replaced by something hostile. */;
  hostility: number;
};

const columns = [
  'team',
  'people',
  'salary',
  'day',
  'note',
  'hush',
  'people',
  'hidden_total',
  'x',
  'longest',
  '__proto__',
  'constructor',
];
const names = ['board', 'plans', 'pay', 'sales', 'by-team', 'Vault', 'Elsewhere', 'made', 'Made', 'é', 'a b', '%', '_', bait];
const moments = ['2999-01-01T00:00:00Z', '2001-01-01T00:00:00Z', '2026-06-01T00:00:00+02:00', '9999-12-31T23:59:59Z'];
const days = ['2026-01-01', '2026-02-01', '1970-01-01', '9999-12-31', '0001-01-01'];
const words = [bait, '', 'a', 'sales', '%', '_', '\\', "'", '"', '😀', 'ß', 'İ', '‮', 'x'.repeat(199), 'null', '[object Object]'];

const hostile: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  2 ** 53,
  -(2 ** 63),
  '',
  ' ',
  '\u0000',
  '\u0001\u001b[31m',
  '\ud800',
  '\u2028\u202e',
  '😀'.repeat(50),
  'x'.repeat(5000),
  "'; drop table resource; --",
  '../../etc/passwd',
  '%00',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'toString',
  'Infinity',
  [],
  [[]],
  [null],
  Array.from({ length: 300 }, () => 'x'),
  {},
  { length: 5 },
  { constructor: { prototype: { admin: true } } },
  { toString: 'x', valueOf: 1 },
  JSON.parse('{"__proto__":{"administers":true}}'),
];

export const hostileValue = (random: Random): unknown => random.pick(hostile);
export const hostileText = (random: Random): string => {
  const value = hostileValue(random);
  return typeof value === 'string' ? value : String(JSON.stringify(value));
};

/** A value for the schema: mostly right, and wrong somewhere as often as `hostility` says. */
export const draw = (drawing: Drawing, schema: Schema, field = '', depth = 0, kind?: Kind): unknown => {
  const { random, hostility } = drawing;
  if (random.chance(hostility)) return hostileValue(random);
  const { name, schema: meant } = resolved(schema);
  const special = name === undefined ? undefined : byName(drawing, name);
  if (special !== undefined) return special;
  if (field === 'definition') return draw(drawing, definitionOf(kind ?? random.pick(kinds)), '', depth + 1);
  if (meant.const !== undefined) return meant.const;
  if (meant.enum) return random.pick(meant.enum);
  const forms = meant.anyOf ?? meant.oneOf;
  if (forms) {
    // Deep inside, the forms that hold no more of themselves.
    const flat = depth > 5 ? forms.filter(({ properties }) => !properties || 'field' in properties) : forms;
    return draw(drawing, random.pick(flat.length > 0 ? flat : forms), field, depth + 1, kind);
  }
  if (meant.allOf?.[0]) return draw(drawing, meant.allOf[0], field, depth, kind);
  switch (meant.type) {
    case 'object':
      return drawObject(drawing, meant, depth);
    case 'array':
      return Array.from({ length: random.below(depth > 4 ? 2 : 4) }, () => draw(drawing, meant.items ?? {}, field, depth + 1));
    case 'integer':
    case 'number':
      return drawNumber(random, meant);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    case 'string':
      return drawText(drawing, field, meant);
    default:
      return random.pick<unknown>(['sales', 10, null, hostileText(random)]);
  }
};

const drawObject = (drawing: Drawing, { properties = {}, required = [] }: Schema, depth: number) => {
  const { random, hostility } = drawing;
  const drawn: Record<string, unknown> = {};
  const said = properties.kind?.enum ? (random.pick(properties.kind.enum) as Kind) : undefined;
  for (const [field, schema] of Object.entries(properties)) {
    const seldom = depth > 3 || field === 'choices';
    if (!required.includes(field) && random.chance(seldom ? 0.8 : 0.5)) continue;
    if (required.includes(field) && random.chance(hostility / 2)) continue;
    drawn[field] = field === 'kind' && said ? said : draw(drawing, schema, field, depth + 1, said);
  }
  if (random.chance(hostility / 2))
    drawn[random.pick(['id', 'constructor', 'isAdmin', 'preview', 'toString'])] = hostileValue(random);
  return drawn;
};

const drawNumber = (random: Random, { minimum = -1000, maximum = 1000 }: Schema) => {
  if (random.chance(0.1)) return random.pick([minimum, maximum, minimum - 1, maximum + 1]);
  return Math.max(minimum, Math.min(maximum, random.below(20)));
};

const byName = ({ random, known }: Drawing, name: string): unknown => {
  switch (name) {
    case 'SubjectId':
      return random.pick(known.subjects);
    case 'ResourceId':
      return random.pick(known.resources);
    case 'ResourceRef':
      return random.pick(random.chance(0.5) ? known.refs : known.resources);
    case 'FieldName':
      return random.chance(0.5) ? random.pick(['team', 'people']) : random.pick(columns);
    case 'Moment':
      return random.pick(moments);
    case 'Name':
    case 'Title':
      return `${random.pick(names)}${random.chance(0.5) ? random.below(50) : ''}`;
    case 'Email':
      return `new${random.below(200)}@elsewhere.example`;
    case 'Capability':
      return random.pick(capabilities);
    default:
      return undefined;
  }
};

const drawText = ({ random, known }: Drawing, field: string, { format }: Schema): string => {
  if (format === 'date') return random.pick(days);
  if (format === 'uri') return 'https://elsewhere.example/';
  switch (field) {
    case 'limit':
      return random.pick(['1', '2', '50', '200', '0', '201', '-1', '1e2']);
    case 'cursor':
      return known.cursors.length > 0 && random.chance(0.8) ? random.pick(known.cursors) : forgedCursor(random);
    case 'subject':
    case 'owner':
      return random.pick(known.subjects);
    case 'project':
    case 'resource':
    case 'for':
      return random.pick(known.resources);
    case 'kind':
      return random.pick([...kinds, 'user', 'group', 'role', 'user,group', 'dashboard,chart', 'nothing']);
    case 'column':
    case 'groupKey':
      return random.pick(columns);
    case 'table':
      return random.pick(['pay', 'pay.csv', 'nothing', '../pay']);
    case 'email':
      return random.pick(['eve@demo.example', 'sam@demo.example', `new${random.below(200)}@elsewhere.example`]);
    case 'password':
      return 'long enough for anyone';
    case 'token':
      return 'a token that was never sent to anyone';
    default:
      return random.pick(random.chance(0.5) ? words : names);
  }
};

const forgedCursor = (random: Random): string => {
  const list = random.pick([
    'resources:updated',
    'resources:name',
    'subjects',
    'users',
    'groups',
    'roles',
    'requests',
    'reach',
    'trash',
  ]);
  const parts = Array.from({ length: random.below(4) }, () =>
    random.pick<unknown>(['a', '', 1, -1, null, '2026-01-01T00:00:00Z', '9', 'res_']),
  );
  return Buffer.from(JSON.stringify([list, ...parts])).toString('base64url');
};

/** Routes about things of certain kinds, which chance alone would seldom meet. */
const fits: Record<string, readonly string[]> = {
  runQuery: ['chart', 'explore', 'dataset'],
  runTile: ['dashboard'],
  listValues: ['dashboard', 'explore', 'dataset'],
  listTables: ['source'],
  exportCsv: ['chart'],
  exportTile: ['dashboard'],
  exportQuery: ['chart', 'explore', 'dataset'],
  listViews: ['dashboard', 'explore'],
  createView: ['dashboard', 'explore'],
  updateView: ['dashboard', 'explore'],
  deleteView: ['dashboard', 'explore'],
};

/** For a `{param}` of a path. */
export const drawParam = ({ random, known, hostility }: Drawing, param: string, route = ''): string => {
  if (random.chance(hostility)) return hostileText(random);
  const fitting = (fits[route] ?? []).flatMap((kind) => known.byKind[kind] ?? []);
  if (fitting.length > 0 && (param === 'resource' || param === 'dashboard') && random.chance(0.8)) return random.pick(fitting);
  switch (param) {
    case 'resource':
    case 'dashboard':
    case 'project':
      return random.pick(known.resources);
    case 'tile':
      return random.pick(['a', 'a', 'a', 'b', 'c', 'd', 'e', 'f', 'nothing']);
    case 'version':
      return random.pick(['1', '2', '3', '4', '0', '-1']);
    case 'subject':
    case 'user':
    case 'group':
    case 'role':
      return random.pick(known.subjects);
    default:
      return random.pick([...known.others, ...known.subjects]);
  }
};
