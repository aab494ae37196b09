// What was given to somebody and taken from them. One's own is one's own; of others, as with what they reach, only what
// stands on things whose access list one may read, unless one may read the whole log.
import { type Ask, type Principal, privateTo, remembersSince, rows } from '#access';
import {
  type AnswerOf,
  isSubjectId,
  type listSubjectHistory as listSubjectHistoryRoute,
  notFound,
  type ParamsOf,
  type QueryOf,
} from '#contract';
import type { EventRow } from '../audit/index.ts';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { listReadable, toldOfAll } from '../explaining/index.ts';
import { requireFound, subjectsById } from '../subjects/index.ts';
import { entriesFor } from './entry.ts';

export const listSubjectHistory = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: { params: ParamsOf<typeof listSubjectHistoryRoute>; query: QueryOf<typeof listSubjectHistoryRoute> },
): Promise<AnswerOf<typeof listSubjectHistoryRoute>> => {
  const ask = asking(deps);
  const whose = isSubjectId(params.subject) ? params.subject : '';
  if (!(await subjectsById(ask, [whose])).has(whose)) throw notFound();
  await requireFound(ask, principal, whose);
  const limit = query.limit ?? 50;
  const after = decodeCursor(query.cursor, 'of', ['number']);
  const shown: EventRow[] = [];
  let from = after ? Number(after[0]) : null;
  // A page of what may be told can take several pages of what there is.
  while (shown.length <= limit) {
    const page = await rows<EventRow>(ask, eventsOf, [whose, from, 200]);
    shown.push(...(await tellable(ask, principal, whose, page)));
    const last = page.at(-1);
    if (!last || page.length < 200) break;
    from = last.id;
  }
  const since = await remembersSince(ask);
  const { page, next } = paged('of', shown, limit, (last) => [last.id]);
  return { items: await entriesFor(ask, principal, page), next, since: since?.toISOString() ?? null };
};

const eventsOf = `
select * from audit_event
 where (subject_id = $1 or in_id = $1) and ($2::bigint is null or id < $2)
 order by id desc
 limit $3`;

const tellable = async (ask: Ask, principal: Principal, whose: string, page: readonly EventRow[]): Promise<EventRow[]> => {
  if (toldOfAll(principal)) return [...page];
  // Declined isn't told apart from lapsed to who asked.
  if (whose === privateTo(principal)) return page.filter(({ action }) => action !== 'request.declined');
  const things = page.flatMap(({ resource_id }) => (resource_id === null ? [] : [{ id: resource_id }]));
  const readable = new Set((await listReadable(ask, principal, things)).map(({ id }) => id));
  return page.filter(({ resource_id }) => resource_id !== null && readable.has(resource_id));
};
