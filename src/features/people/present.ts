// Users as people read them.
import { type Ask, type Principal, rows } from '#access';
import type { Subject, User } from '#contract';
import { hiddenFrom, subjectsById, type UserRow, userById } from '../subjects/index.ts';

export const present = ({ id, kind, status, name, login, email }: UserRow): User => ({ id, kind, status, name, login, email });

/** One with what they are in, as far as the principal can find it. */
export const shownTo = async (ask: Ask, principal: Principal, id: string): Promise<User> => {
  const user = await userById(ask, id);
  const above = await rows<{ id: string }>(
    ask,
    `select group_id as id from group_member where member_id = $1 and (expires_at is null or $2 < expires_at)
     union select role_id from role_holder where holder_id = $1 and (expires_at is null or $2 < expires_at)`,
    [id, ask.now],
  );
  const named = [...above.map((row) => row.id), ...(user.owner_id ? [user.owner_id] : [])];
  const [subjects, hidden] = [await subjectsById(ask, named), await hiddenFrom(ask, principal, named)];
  const shown = (subject: Subject) => !hidden.has(subject.id) && subject.id !== user.owner_id;
  const found = [...subjects.values()].filter(shown);
  const isOwned = user.kind === 'service';
  const owner = user.owner_id && !hidden.has(user.owner_id) ? subjects.get(user.owner_id) : undefined;
  return {
    ...present(user),
    groups: found.filter(({ kind }) => kind === 'group'),
    roles: found.filter(({ kind }) => kind === 'role'),
    ...(isOwned && { owner: owner ?? null }),
    ...(principal.administers && { attributes: user.attributes }),
  };
};
