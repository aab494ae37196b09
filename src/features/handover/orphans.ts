// What has no standing editor: left behind by expiry, directories or force.
import { type Principal, reachedAmong } from '#access';
import { orphans } from '#access/giving/index';
import { type AnswerOf, atLeast, type listOrphans as listOrphansRoute, type QueryOf } from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';

/** All of them for who may read the audit log; else those whose access one may read. */
export const listOrphans = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listOrphansRoute> },
): Promise<AnswerOf<typeof listOrphansRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? 50;
  const after = decodeCursor(query.cursor, 'orphans', ['text']);
  const found = await orphans(ask, after ? String(after[0]) : null);
  const reached = await reachedAmong(
    ask,
    principal,
    found.map(({ id }) => id),
  );
  const shown = principal.capabilities.has('audit.read')
    ? found
    : found.filter(({ id, kind }) => atLeast(reached.get(id)?.level ?? null, kind === 'project' ? 'admin' : 'editor'));
  const { page, next } = paged('orphans', shown, limit, (last) => [last.id]);
  return { items: page, next };
};
