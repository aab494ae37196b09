// The thing that a question about access is on.
import { type Ask, allowed, open, type Principal, type Row, rows } from '#access';
import { isResourceId, notFound } from '#contract';

/** Whoever may read the audit log may ask about everything there is; others about that whose access list they may read. */
export const askedAbout = async (ask: Ask, principal: Principal, id: string): Promise<Row> => {
  if (!principal.capabilities.has('audit.read')) return allowed(ask, principal, await open(ask, principal, id), 'read_access');
  const [row] = isResourceId(id) ? await rows<Row>(ask, 'select * from resource where id = $1 and live', [id]) : [];
  if (!row) throw notFound();
  return row;
};
