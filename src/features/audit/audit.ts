import { type Principal, requireCapability, rows } from '#access';
import type { AnswerOf, listAudit as listAuditRoute, QueryOf } from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { type EventRow, eventsNamed } from './events.ts';
import { asked, valuesOf } from './filters.ts';

/** Newest first. */
export const listAudit = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listAuditRoute> },
): Promise<AnswerOf<typeof listAuditRoute>> => {
  requireCapability(principal, 'audit.read');
  const ask = asking(deps);
  const limit = query.limit ?? 50;
  const after = decodeCursor(query.cursor, 'audit', ['number']);
  const found = await rows<EventRow>(
    ask,
    `select * from audit_event where ${asked} and ($7::bigint is null or id < $7) order by id desc limit $8`,
    [...valuesOf(query), after?.[0] ?? null, limit + 1],
  );
  const { page, next } = paged('audit', found, limit, (last) => [last.id]);
  return { items: await eventsNamed(ask, page), next };
};
