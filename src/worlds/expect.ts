// Expectations: each asks the same decision as the server, and says what came out with the explanation.
import {
  type Ask,
  actionsOn,
  levelOn,
  listReached,
  open,
  type Principal,
  principalOf,
  type Row,
  reasonsFor,
  rows,
  rulesFor,
  runsIn,
  whoReaches,
} from '#access';
import { type Kind, Problem } from '#contract';
import type { Expectation, Path } from './file.ts';
import { type Names, nothing, split } from './names.ts';

export type Told = { expected: string; came: string; why: string[] };
type Asking = { ask: Ask; names: Names; wrong: (path: Path, message: string) => never };

/** Null when it holds. */
export const check = async (asking: Asking, test: Expectation): Promise<Told | null> => {
  if ('lists' in test) return lists(asking, test);
  if ('who' in test) return who(asking, test);
  if ('rules' in test) return rules(asking, test);
  if ('held' in test) return capability(asking, test);
  const { id, principal } = await subjectOf(asking, test.user);
  const resource = await resourceOf(asking, test.resource, 'resource');
  const told = async (expected: string, came: string): Promise<Told> => ({
    expected,
    came,
    why: await lines(asking, id, resource),
  });

  if ('run' in test) {
    const container = await resourceOf(asking, test.in, 'in');
    const came = (await runs(asking.ask, principal, container, resource)) ? 'allowed' : 'denied';
    return came === test.run
      ? null
      : { ...(await told(`${test.run} in ${test.in}`, came)), why: await lines(asking, id, container) };
  }
  if ('level' in test) {
    const came = (principal && (await levelOn(asking.ask, principal, resource))) ?? 'none';
    return came === test.level ? null : told(`level ${test.level}`, `level ${came}`);
  }
  if ('because' in test) {
    const found = await lines(asking, id, resource);
    return found.some((line) => inOrder(line, test.because))
      ? null
      : told(`a reason with ${test.because.join(', ')}`, found.length > 0 ? 'other reasons' : 'no reason');
  }
  const actions = await actionsFor(asking.ask, principal, resource);
  const missing = (test.can ?? []).filter((action) => !actions.includes(action));
  const extra = (test.cannot ?? []).filter((action) => actions.includes(action));
  if (missing.length === 0 && extra.length === 0) return null;
  const expected = [
    ...(missing.length > 0 ? [`can ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`cannot ${extra.join(', ')}`] : []),
  ];
  return told(expected.join('; '), `can ${actions.join(', ') || 'nothing'}`);
};

const lists = async ({ ask, names, wrong }: Asking, test: Extract<Expectation, { lists: Kind }>): Promise<Told | null> => {
  const { principal } = await subjectOf({ ask, names, wrong }, test.user);
  for (const [at, ref] of test.equals.entries()) if (!names.isKnown(ref)) wrong(['equals', at], `there is no ${ref}`);
  const refs = await names.refs();
  const found = principal
    ? (await listReached(ask, principal, { kinds: [test.lists], limit: 10_000 })).map(({ id }) => refs.get(id) ?? id)
    : [];
  return sameSet(found, test.equals) ? null : { expected: `lists ${said(test.equals)}`, came: `lists ${said(found)}`, why: [] };
};

const who = async ({ ask, names, wrong }: Asking, test: Extract<Expectation, { who: unknown }>): Promise<Told | null> => {
  const id = await resourceOf({ ask, names, wrong }, test.resource, 'resource');
  const subjects = await names.subjects();
  const found = await whoReaches(ask, id);
  for (const level of ['viewer', 'editor', 'admin'] as const) {
    const expected = test.who[level];
    if (!expected) continue;
    for (const [at, name] of expected.entries()) if (!names.isKnown(name)) wrong(['who', level, at], `there is no ${name}`);
    const came = found.filter((one) => one.level === level).map(({ userId }) => subjects.get(userId) ?? userId);
    if (!sameSet(came, expected)) return { expected: `${level}: ${said(expected)}`, came: `${level}: ${said(came)}`, why: [] };
  }
  return null;
};

const capability = async (asking: Asking, test: Extract<Expectation, { held: boolean }>): Promise<Told | null> => {
  const { principal } = await subjectOf(asking, test.user);
  const came = principal?.capabilities.has(test.capability) ?? false;
  const text = (held: boolean) => `${held ? 'holds' : 'doesn’t hold'} ${test.capability}`;
  return came === test.held ? null : { expected: text(test.held), came: text(came), why: [] };
};

const rules = async (asking: Asking, test: Extract<Expectation, { rules: string[] }>): Promise<Told | null> => {
  const { principal } = await subjectOf(asking, test.user);
  const dataset = await resourceOf(asking, test.dataset, 'dataset');
  const { project } = split(test.dataset);
  for (const [at, name] of test.rules.entries()) {
    if (!asking.names.isKnown(`${project}/rule:${name}`)) asking.wrong(['rules', at], `there is no ${project}/rule:${name}`);
  }
  const came = principal ? (await rulesFor(asking.ask, principal, dataset)).map(({ name }) => name) : [];
  return sameSet(came, test.rules) ? null : { expected: `rules ${said(test.rules)}`, came: `rules ${said(came)}`, why: [] };
};

const subjectOf = async ({ ask, names, wrong }: Asking, login: string): Promise<{ id: string; principal: Principal | null }> => {
  const id = (await names.subject(`user:${login}`)) ?? wrong(['user'], `there is no user ${login}`);
  return { id, principal: await principalOf(ask, id) };
};

const resourceOf = async ({ names, wrong }: Asking, ref: string, field: string): Promise<string> => {
  if (!names.isKnown(ref)) wrong([field], `there is no ${ref}`);
  return (await names.resource(ref)) ?? nothing;
};

const runs = async (ask: Ask, principal: Principal | null, container: string, part: string): Promise<boolean> => {
  if (!principal) return false;
  const reached = await orNothing(open(ask, principal, container));
  return reached ? runsIn(ask, reached, part) : false;
};

const actionsFor = async (ask: Ask, principal: Principal | null, id: string) => {
  const reached = principal && (await orNothing(open(ask, principal, id)));
  return reached && principal ? ((await actionsOn(ask, principal, [reached]))[0] ?? []) : [];
};

const orNothing = async <T>(opening: Promise<T>): Promise<T | null> => {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return null;
    throw error;
  }
};

/** Reasons as lines: KIND LEVEL via SUBJECT via SUBJECT on REF [until DATE]. */
const lines = async ({ ask, names }: Asking, userId: string, resourceId: string): Promise<string[]> => {
  const [row] = await rows<Row>(ask, 'select * from resource where id = $1', [resourceId]);
  if (!row) return [];
  const [refs, subjects] = [await names.refs(), await names.subjects()];
  return (await reasonsFor(ask, userId, row)).map(({ kind, level, path, until, onId }) => {
    const via = path.map((id) => ` via ${subjects.get(id) ?? id}`).join('');
    return `${kind} ${level}${via} on ${refs.get(onId ?? resourceId)}${until ? ` until ${until.toISOString()}` : ''}`;
  });
};

const inOrder = (line: string, words: readonly string[]): boolean => {
  let from = 0;
  return words.every((word) => {
    const at = line.indexOf(word, from);
    from = at + word.length;
    return at >= 0;
  });
};

const normal = (text: string) => text.toLowerCase().replace('/canvas:', '/dashboard:');
const sameSet = (a: readonly string[], b: readonly string[]) => {
  const [left, right] = [new Set(a.map(normal)), new Set(b.map(normal))];
  return left.size === right.size && [...left].every((one) => right.has(one));
};
const said = (names: readonly string[]) => (names.length > 0 ? [...names].sort().join(', ') : 'nothing');
