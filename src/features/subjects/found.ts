// Whom one may find at all. Persons and service accounts find everybody; guests those they share a group with, their own
// groups, and nobody's roles but their own. Whom one may not find isn't there.
import { type Ask, type Principal, rows } from '#access';
import { notFound, type Subject } from '#contract';
import { subjectsById } from './present.ts';

export const requireFound = async (ask: Ask, principal: Principal, id: string): Promise<void> => {
  if ((await hiddenFrom(ask, principal, [id])).size > 0) throw notFound();
};

/** Those of `ids` that the principal can't find. */
export const hiddenFrom = async (ask: Ask, principal: Principal, ids: readonly string[]): Promise<Set<string>> => {
  const hidden = await Promise.all(guestsAmong(principal).map((guest) => hiddenFromGuest(ask, guest, ids)));
  return new Set(hidden.flatMap((some) => [...some]));
};

/** Who looks as another finds what both do. */
export const guestsAmong = (principal: Principal): Principal[] =>
  [principal, principal.beside].filter((one) => one?.kind === 'guest') as Principal[];

/** Groups and roles that guests find: those they are in or hold. Null: all of them. */
export const nearGuests = (principal: Principal): string[] | null => {
  const [one, other] = guestsAmong(principal);
  return one ? one.subjects.filter((id) => !other || other.subjects.includes(id)) : null;
};

const hiddenFromGuest = async (ask: Ask, guest: Principal, ids: readonly string[]): Promise<Set<string>> => {
  const others = ids.filter((id) => !guest.subjects.includes(id));
  const shared = await rows<{ id: string }>(
    ask,
    `select distinct theirs.user_id as id
       from subject_closure theirs
       join user_group shared on shared.id = theirs.subject_id and not shared.built_in
      where theirs.user_id = any($1::text[]) and theirs.subject_id = any($2::text[])
        and (theirs.until is null or $3 < theirs.until)`,
    [others, guest.subjects, ask.now],
  );
  const found = new Set(shared.map(({ id }) => id));
  return new Set(others.filter((id) => !found.has(id)));
};

/** By id, as far as the principal can find them. */
export const foundById = async (ask: Ask, principal: Principal, ids: Iterable<string | null>): Promise<Map<string, Subject>> => {
  const subjects = await subjectsById(ask, ids);
  for (const id of await hiddenFrom(ask, principal, [...subjects.keys()])) subjects.delete(id);
  return subjects;
};
