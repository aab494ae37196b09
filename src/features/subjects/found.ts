// Whom one may find at all. Persons and service accounts find everybody; guests those they share a group with, their own
// groups, and nobody's roles but their own. Whom one may not find isn't there.
import { type Ask, type Principal, rows } from '#access';
import { notFound } from '#contract';

export const requireFound = async (ask: Ask, principal: Principal, id: string): Promise<void> => {
  if (principal.kind !== 'guest' || principal.subjects.includes(id)) return;
  const [shared] = await rows(
    ask,
    `select 1
       from subject_closure theirs
       join user_group shared on shared.id = theirs.subject_id and not shared.built_in
      where theirs.user_id = $1 and theirs.subject_id = any($2::text[])
      limit 1`,
    [id, principal.subjects],
  );
  if (!shared) throw notFound();
};
