// Guests, and what they reach: each by name, and what they reach by name again.
import { type Ask, type Principal, reasonsAmong, rows } from '#access';
import type { AnswerOf, listGuests as listGuestsRoute, QueryOf, ReasonKind } from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { firstOf, listReadable, type Named, reacherOf, reachOf } from '../explaining/index.ts';
import { subjectsById } from '../subjects/index.ts';
import { thingsNamed } from './things.ts';

type Guest = { id: string; sort: string };
type Found = Named & { guest: Guest };

export const listGuests = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listGuestsRoute> },
): Promise<AnswerOf<typeof listGuestsRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? 50;
  const ended = decodeCursor(query.cursor, 'guests', ['text', 'text', 'text', 'text'])?.map(String);
  const found = await firstOf(reachOfGuests(ask, principal, ended), limit + 1);
  const { page, next } = paged('guests', found, limit, ({ guest, sort_name, id }) => [guest.sort, guest.id, sort_name, id]);
  const subjects = await subjectsById(
    ask,
    page.map(({ guest }) => guest.id),
  );
  const things = await thingsNamed(
    ask,
    page.map(({ id }) => id),
  );
  const kinds = await kindsOf(ask, page);
  return {
    items: page.flatMap(({ guest, id, level }) => {
      const [subject, resource] = [subjects.get(guest.id), things.get(id)];
      return subject && resource ? [{ subject, resource, level, kinds: kinds.get(`${guest.id} ${id}`) ?? [] }] : [];
    }),
    next,
  };
};

async function* reachOfGuests(ask: Ask, principal: Principal, ended: string[] | undefined): AsyncGenerator<Found> {
  const [sort, id, name, thing] = ended ?? [];
  for (const guest of await guestsFrom(ask, sort, id)) {
    const after = guest.id === id && name !== undefined && thing !== undefined ? { key: name, id: thing } : undefined;
    const reached = reachOf(ask, await reacherOf(ask, guest.id), { ...(after && { after }) }, (page) =>
      listReadable(ask, principal, page),
    );
    for await (const row of reached) yield { ...row, guest };
  }
}

/** The one that the last page ended on may reach more, so they come again. */
const guestsFrom = (ask: Ask, sort: string | undefined, id: string | undefined): Promise<Guest[]> =>
  rows<Guest>(
    ask,
    `select id, lower(name) collate "C" as sort
       from app_user
      where kind = 'guest' and status = 'active' and ($1::text is null or (lower(name) collate "C", id) >= ($1, $2::text))
      order by lower(name) collate "C", id`,
    [sort ?? null, id ?? null],
  );

const kindsOf = async (ask: Ask, page: readonly Found[]) => {
  const kinds = new Map<string, ReasonKind[]>();
  for (const [guest, reached] of Map.groupBy(page, (row) => row.guest.id)) {
    for (const [id, reasons] of await reasonsAmong(ask, guest, reached))
      kinds.set(`${guest} ${id}`, [...new Set(reasons.map(({ kind }) => kind))]);
  }
  return kinds;
};
