// Leaving and coming back. Nobody is erased: what was given stays for a return or a hand-over.
import { type Ask, type Principal, rows } from '#access';
import { changeNow, changeUser, keptThrough, note, subjectsAbove } from '#access/giving/index';
import {
  type AnswerOf,
  type deactivateUser as deactivateUserRoute,
  type deleteUser as deleteUserRoute,
  type ParamsOf,
  problem,
  type QueryOf,
  type reactivateUser as reactivateUserRoute,
} from '#contract';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { watching } from '../previews/index.ts';
import { actedOn } from './acted-on.ts';
import { shownTo } from './present.ts';

type Leaving = {
  params: ParamsOf<typeof deactivateUserRoute>;
  query?: Partial<QueryOf<typeof deactivateUserRoute>>;
};

/** Sessions end in the same transaction; grants stay. Refused where only they could edit something private. */
export const deactivateUser = (
  deps: StoreDeps,
  principal: Principal,
  input: Leaving,
): Promise<AnswerOf<typeof deactivateUserRoute>> =>
  leave(deps, principal, input, (name) => {
    throw problem('conflict', `${name} is already deactivated.`);
  });

/** The same; of who has left already there is nothing to delete. */
export const deleteUser = (deps: StoreDeps, principal: Principal, input: Leaving): Promise<AnswerOf<typeof deleteUserRoute>> =>
  leave(deps, principal, input, () => {});

const leave = async (deps: StoreDeps, principal: Principal, { params, query }: Leaving, already: (name: string) => void) => {
  const endangers = async (ask: Ask) => keptThrough(ask, await subjectsAbove(ask, params.user));
  const watched = watching.subjects(query, (ask) => subjectsAbove(ask, params.user));
  await changeNow(
    deps,
    principal,
    { within: 'organization', endangers, force: query?.force ?? false, ...watched },
    async (ask, actor) => {
      const user = await actedOn(ask, actor, params.user);
      if (user.status === 'deactivated') return already(user.name);
      await changeUser(ask, user.id, { status: 'deactivated' });
      await rows(ask, 'delete from auth_session where user_id = $1', [user.id]);
      const orphaned = await rows<{ id: string }>(ask, servicesLeft, [user.id, ask.now]);
      for (const { id } of orphaned) await changeUser(ask, id, { status: 'deactivated' });
      await note(ask, actor, { action: 'user.deactivate', subject: user.id, before: user.status, after: 'deactivated' });
    },
  );
  return shownTo(asking(deps), principal, params.user);
};

/** A service account goes with its last active owner. */
const servicesLeft = `
  select s.id
    from app_user s
   where s.kind = 'service' and s.status = 'active'
     and exists (select 1 from subject_closure c where c.user_id = $1 and c.subject_id = s.owner_id)
     and not exists (select 1 from subject_closure c join app_user o on o.id = c.user_id and o.status = 'active'
                      where c.subject_id = s.owner_id and (c.until is null or $2 < c.until))`;

export const reactivateUser = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: Given<typeof reactivateUserRoute>,
): Promise<AnswerOf<typeof reactivateUserRoute>> => {
  const watched = watching.subjects(query, (ask) => subjectsAbove(ask, params.user));
  await changeNow(deps, principal, { within: 'organization', ...watched }, async (ask, actor) => {
    const user = await actedOn(ask, actor, params.user);
    if (user.status !== 'deactivated') throw problem('conflict', `${user.name} isn't deactivated.`);
    await changeUser(ask, user.id, { status: 'active' });
    await note(ask, actor, { action: 'user.reactivate', subject: user.id, before: user.status, after: 'active' });
  });
  return shownTo(asking(deps), principal, params.user);
};
