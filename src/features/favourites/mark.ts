// Marking what one can see. What isn't reached any more keeps its mark unseen, for the day that it is again.
import { type Ask, open, type Principal, privateTo, rows } from '#access';
import type { AnswerOf, addFavourite as addFavouriteRoute, removeFavourite as removeFavouriteRoute } from '#contract';
import type { Given, StoreDeps } from '../deps.ts';
import { write } from '../write.ts';

export const addFavourite = (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof addFavouriteRoute>,
): Promise<AnswerOf<typeof addFavouriteRoute>> =>
  write(deps, principal, async (ask) => {
    const { id } = await open(ask, principal, params.resource);
    await rows(ask, 'insert into favourite (user_id, resource_id, made_at) values ($1, $2, $3) on conflict do nothing', [
      principal.userId,
      id,
      ask.now,
    ]);
    return { id, favourite: true };
  });

export const removeFavourite = (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof removeFavouriteRoute>,
): Promise<AnswerOf<typeof removeFavouriteRoute>> =>
  write(deps, principal, async (ask) => {
    const { id } = await open(ask, principal, params.resource);
    await rows(ask, 'delete from favourite where user_id = $1 and resource_id = $2', [principal.userId, id]);
    return { id, favourite: false };
  });

/** Those of `ids` that the principal marked. */
export const favouritesAmong = async (ask: Ask, principal: Principal, ids: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await rows<{ id: string }>(
        ask,
        'select resource_id as id from favourite where user_id = $1 and resource_id = any($2::text[])',
        [privateTo(principal), ids],
      )
    ).map(({ id }) => id),
  );
