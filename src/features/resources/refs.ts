// References between resources. They are written as ids or "kind:name" and kept as ids, within one project only.
import { type Ask, type Principal, reachedAmong, rows } from '#access';
import { type FieldError, isResourceId, type Kind, Problem } from '#contract';
import { kindOf } from '#kinds/index';

export type Used = { id: string; kind: Kind; live: boolean };

/** Every name or id that a definition uses → the resource of the project it stands for; what isn't there is missing from the map. */
export const findRefs = async (ask: Ask, project: string, refs: readonly string[]): Promise<Map<string, Used>> => {
  const ids = refs.filter(isResourceId);
  const named = refs.filter((ref) => !isResourceId(ref));
  const found = await rows<Used & { ref: string }>(
    ask,
    `select r.id as ref, r.id, r.kind, r.live from resource r where r.project_id = $1 and r.id = any($2::text[])
     union all
     select n.ref, r.id, r.kind, r.live
       from unnest($3::text[], $4::text[], $5::text[]) as n (ref, kind, name)
       join resource r on r.project_id = $1 and r.kind = n.kind and lower(r.name) = lower(n.name) and r.deleted_at is null`,
    [
      project,
      ids,
      named,
      named.map((ref) => (ref.split(':')[0] === 'canvas' ? 'dashboard' : ref.split(':')[0])),
      named.map((ref) => ref.slice(ref.indexOf(':') + 1)),
    ],
  );
  return new Map(found.map(({ ref, ...used }) => [ref, used]));
};

export type Resolved = { definition: Record<string, unknown>; uses: string[] };

/**
 * The definition with every reference as an id. What is newly used must be of a kind that may be used here, live, and
 * reached by the actor; else the 400 for a name that doesn't exist. What was used before stays without being asked.
 * `actor` null lays down a world: nobody is asked.
 */
export const resolveDefinition = async (
  ask: Ask,
  actor: Principal | null,
  {
    kind: kindName,
    project,
    definition,
    usedBefore = [],
    unfinished = false,
  }: { kind: Kind; project: string; definition: unknown; usedBefore?: readonly string[]; unfinished?: boolean },
): Promise<Resolved> => {
  const kind = kindOf(kindName);
  const parsed = parseDefinition(kindName, definition, unfinished);
  const refs = kind.refs(parsed);
  const found = await findRefs(
    ask,
    project,
    refs.map(({ ref }) => ref),
  );
  const fresh = [...found.values()].map(({ id }) => id).filter((id) => !usedBefore.includes(id));
  const reached = actor ? await reachedAmong(ask, actor, fresh) : undefined;
  const wrong: FieldError[] = refs.flatMap(({ field, ref }) => {
    const used = found.get(ref);
    if (used && usedBefore.includes(used.id)) return [];
    const there = used?.live && kind.uses.includes(used.kind) && (!reached || reached.has(used.id));
    return there ? [] : [{ field, message: `names nothing that can be used here: ${ref}` }];
  });
  if (wrong.length > 0) throw new Problem('invalid', `${wrong[0]?.field} ${wrong[0]?.message}`, wrong);
  const idOf = (ref: string) => found.get(ref)?.id ?? ref;
  return { definition: kind.replaceRefs(parsed, idOf), uses: [...new Set(refs.map(({ ref }) => idOf(ref)))] };
};

/** What its kind's schema makes of it, or a problem that names each wrong field. `unfinished`: only its shape must be right. */
export const parseDefinition = (kindName: Kind, definition: unknown, unfinished = false): Record<string, unknown> => {
  const kind = kindOf(kindName);
  const parsed = kind.definition.safeParse(definition);
  const wrong: FieldError[] = parsed.success
    ? unfinished
      ? []
      : (kind.wrong?.(parsed.data) ?? [])
    : parsed.error.issues.map((issue: { path: PropertyKey[]; message: string }) => ({
        field: ['definition', ...issue.path].join('.'),
        message: issue.message,
      }));
  if (parsed.success && wrong.length === 0) return parsed.data;
  throw new Problem('invalid', `This is not the definition of a ${kind.label}.`, wrong);
};
