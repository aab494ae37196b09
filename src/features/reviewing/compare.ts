// What two people or groups reach, side by side.
import { type Ask, open, type Principal } from '#access';
import {
  type AnswerOf,
  type compareReach as compareReachRoute,
  invalid,
  isSubjectId,
  notFound,
  type QueryOf,
  type Subject,
} from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { firstOf, listReadable, type Named, reacherOf, reachOf } from '../explaining/index.ts';
import { kindsNamed } from '../resources/index.ts';
import { foundById } from '../subjects/index.ts';
import { thingsNamed } from './things.ts';

type Side = Named | undefined;
type Pair = { id: string; sort_name: string; one: Side; other: Side };

/** Only of things whose access list the asker may read, oneself or not: else what they may not know would look like nothing. */
export const compareReach = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof compareReachRoute> },
): Promise<AnswerOf<typeof compareReachRoute>> => {
  const ask = asking(deps);
  const [one, other] = [await found(ask, principal, query.one), await found(ask, principal, query.other)];
  if (one.id === other.id) throw invalid('other', 'is the same as the one it is compared with');
  if (query.project) await open(ask, principal, query.project, 'project');
  const limit = query.limit ?? 50;
  const after = decodeCursor(query.cursor, 'compare', ['text', 'text']);
  const asked = {
    ...(query.kind && { kinds: kindsNamed(query.kind) }),
    ...(query.project && { project: query.project }),
    ...(after && { after: { key: String(after[0]), id: String(after[1]) } }),
  };
  const reach = async ({ id }: Subject) =>
    reachOf(ask, await reacherOf(ask, id), asked, (page) => listReadable(ask, principal, page));
  const pairs = wanted(merged(await reach(one), await reach(other)), query.show);
  const { page, next } = paged('compare', await firstOf(pairs, limit + 1), limit, (last) => [last.sort_name, last.id]);
  const things = await thingsNamed(
    ask,
    page.map(({ id }) => id),
  );
  return {
    one,
    other,
    items: page.flatMap((pair) => {
      const resource = things.get(pair.id);
      return resource ? [{ resource, one: pair.one?.level ?? null, other: pair.other?.level ?? null }] : [];
    }),
    next,
  };
};

const found = async (ask: Ask, principal: Principal, id: string): Promise<Subject> => {
  const subject = isSubjectId(id) ? (await foundById(ask, principal, [id])).get(id) : undefined;
  if (!subject) throw notFound();
  return subject;
};

/** Both come by name and id, as the store orders them: byte by byte. */
async function* merged(ones: AsyncGenerator<Named>, others: AsyncGenerator<Named>): AsyncGenerator<Pair> {
  const next = async (from: AsyncGenerator<Named>): Promise<Side> => (await from.next()).value ?? undefined;
  let [one, other] = [await next(ones), await next(others)];
  while (one || other) {
    const order = one && other ? before(one, other) : one ? -1 : 1;
    const { id, sort_name } = (order <= 0 ? one : other)!; // the first of the two is there
    yield { id, sort_name, one: order <= 0 ? one : undefined, other: order >= 0 ? other : undefined };
    if (order <= 0) one = await next(ones);
    if (order >= 0) other = await next(others);
  }
}

const before = (a: Named, b: Named): number =>
  Buffer.compare(Buffer.from(a.sort_name), Buffer.from(b.sort_name)) || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));

async function* wanted(pairs: AsyncIterable<Pair>, show: 'both' | 'one' | 'other' | undefined): AsyncGenerator<Pair> {
  for await (const pair of pairs) {
    const has = pair.one && pair.other ? 'both' : pair.one ? 'one' : 'other';
    if (!show || show === has) yield pair;
  }
}
