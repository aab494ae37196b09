import { type Principal, requireCapability, rows } from '#access';
import type { AnswerOf, listAudit as listAuditRoute, QueryOf } from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';

type Row = {
  id: number;
  at: Date;
  actor_id: string | null;
  action: string;
  subject_id: string | null;
  resource_id: string | null;
  before: unknown;
  after: unknown;
  request_id: string | null;
};

/** Newest first; of one resource or one subject if told. */
export const listAudit = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listAuditRoute> },
): Promise<AnswerOf<typeof listAuditRoute>> => {
  requireCapability(principal, 'audit.read');
  const limit = query.limit ?? 50;
  const after = decodeCursor(query.cursor, 'audit', ['number']);
  const found = await rows<Row>(
    asking(deps),
    `select * from audit_event
      where ($1::text is null or resource_id = $1)
        and ($2::text is null or subject_id = $2)
        and ($3::bigint is null or id < $3)
      order by id desc
      limit $4`,
    [query.resource ?? null, query.subject ?? null, Number(after?.[0]) || null, limit + 1],
  );
  const { page, next } = paged('audit', found, limit, (last) => [last.id]);
  return {
    items: page.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      actor: row.actor_id,
      action: row.action,
      subject: row.subject_id,
      resource: row.resource_id,
      before: row.before,
      after: row.after,
      requestId: row.request_id,
    })),
    next,
  };
};
