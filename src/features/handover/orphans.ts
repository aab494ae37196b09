// What has no standing editor: left behind by expiry, directories or force.
import type { Principal } from '#access';
import { orphans } from '#access/giving/index';
import type { AnswerOf, listOrphans as listOrphansRoute, QueryOf } from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { listReadable } from '../explaining/index.ts';

/** Those whose access one may read. */
export const listOrphans = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listOrphansRoute> },
): Promise<AnswerOf<typeof listOrphansRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? 50;
  const after = decodeCursor(query.cursor, 'orphans', ['text']);
  const found = await orphans(ask, after ? String(after[0]) : null);
  const shown = await listReadable(ask, principal, found);
  const { page, next } = paged('orphans', shown, limit, (last) => [last.id]);
  return { items: page, next };
};
