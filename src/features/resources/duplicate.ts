// A copy is made as anything is made: what it uses must be seen by who makes it, in the project that it is made in. What
// isn't, is left out and counted; nothing of the original's access comes along.
import { type Ask, actionsOn, open, type Principal, type Reached, reachedAmong } from '#access';
import { type AnswerOf, type BodyOf, type duplicateResource as duplicateResourceRoute, invalid, Problem } from '#contract';
import { kindOf } from '#kinds/index';
import { read } from '../data/index.ts';
import { asking, type Deps, type Given, type StoreDeps } from '../deps.ts';
import { unseenFilters } from './choosable.ts';
import { makeResource } from './create.ts';
import { getResource, shown } from './get.ts';
import { parseDefinition } from './refs.ts';

type Wanted = NonNullable<BodyOf<typeof duplicateResourceRoute>>;

export const duplicateResource = async (
  deps: Deps,
  principal: Principal,
  { params, body = {} }: Given<typeof duplicateResourceRoute>,
): Promise<AnswerOf<typeof duplicateResourceRoute>> => {
  const { id, leftOut } = await makeDuplicate(deps, principal, params.resource, body);
  return {
    ...(await getResource(deps, principal, { params: { resource: id } })),
    leftOut,
    ...(leftOut > 0 && { note: `${leftOut} ${leftOut === 1 ? 'part' : 'parts'} left out.` }),
  };
};

/** Makes the copy and answers its id, and how many of the original's parts it lacks. */
export const makeDuplicate = async (
  deps: StoreDeps,
  principal: Principal,
  id: string,
  { name, title, project }: Wanted,
): Promise<{ id: string; leftOut: number }> => {
  const ask = asking(deps);
  const original = await open(ask, principal, id);
  if (original.kind === 'project') throw invalid('resource', 'is a project, and only what is in one can be copied');
  const into = await open(ask, principal, project ?? original.project_id, 'project');
  const { definition, leftOut } = await usableBy(ask, principal, original, into.id);
  const made = await underFreeName(name, `${original.name.slice(0, 85)} copy`, (called) =>
    makeResource(deps, principal, into.id, {
      kind: original.kind as Exclude<Reached['kind'], 'project'>, // refused above
      name: called,
      title: title ?? (name ? original.title : `Copy of ${original.title}`.slice(0, 200)),
      definition,
    }),
  );
  return { id: made, leftOut };
};

const usableBy = async (ask: Ask, principal: Principal, original: Reached, project: string) => {
  const kind = kindOf(original.kind);
  const [actions] = await actionsOn(ask, principal, [original]);
  const definition = parseDefinition(original.kind, shown(original, actions?.includes('edit') ?? false));
  const refs = kind.refs(definition);
  const reached = await reachedAmong(
    ask,
    principal,
    refs.map(({ ref }) => ref),
  );
  const usable = (ref: string) => reached.get(ref)?.project_id === project;
  const copied = kind.replaceRefs(definition, (ref) => (usable(ref) ? ref : undefined));
  return {
    definition: original.kind === 'dashboard' ? await withSeenFilters(ask, principal, copied) : copied,
    leftOut: refs.filter(({ ref }) => !usable(ref)).length,
  };
};

/** A copy offers to filter by what its maker sees, as anything new does. */
const withSeenFilters = async (ask: Ask, principal: Principal, copied: Record<string, unknown>) => {
  const definition = read('dashboard', { definition: copied });
  const unseen = await unseenFilters(ask, principal, definition);
  return { ...definition, filters: definition.filters.filter((filter) => !unseen.includes(filter)) };
};

/** A name that was asked for is that or a conflict; one that wasn't is the next free one. */
const underFreeName = async (
  wanted: string | undefined,
  suggested: string,
  make: (name: string) => Promise<string>,
): Promise<string> => {
  if (wanted) return make(wanted);
  for (let attempt = 1; ; attempt++) {
    try {
      return await make(attempt === 1 ? suggested : `${suggested} ${attempt}`);
    } catch (thrown) {
      const taken = thrown instanceof Problem && thrown.errors.some(({ message }) => message === 'is taken');
      if (!taken || attempt === 200) throw thrown;
    }
  }
};
