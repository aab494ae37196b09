// Who may be told who has what. Of a thing whoever may read its access list is; of everything there is whoever may read
// the audit log, in which all of it stands, or administers (docs/decisions/0008).
import { type Ask, actionsOn, allowed, open, type Principal, type Reached, type Row, reachedAmong, rows } from '#access';
import { isResourceId, notFound } from '#contract';

export const toldOfAll = ({ capabilities, administers }: Principal): boolean => administers || capabilities.has('audit.read');

/** The thing that a question about access is on. */
export const askedAbout = async (ask: Ask, principal: Principal, id: string): Promise<Row> => {
  if (!toldOfAll(principal)) return allowed(ask, principal, await open(ask, principal, id), 'read_access');
  const [row] = isResourceId(id) ? await rows<Row>(ask, 'select * from resource where id = $1 and live', [id]) : [];
  if (!row) throw notFound();
  return row;
};

/** Those whose access list one may read. */
export const listReadable = async <Thing extends { id: string }>(
  ask: Ask,
  principal: Principal,
  things: readonly Thing[],
): Promise<Thing[]> => {
  if (toldOfAll(principal)) return [...things];
  const reached = [...(await reachedAmong(ask, principal, [...new Set(things.map(({ id }) => id))])).values()];
  const readable = new Set((await readableOf(ask, principal, reached)).map(({ id }) => id));
  return things.filter(({ id }) => readable.has(id));
};

export const readableOf = async (ask: Ask, principal: Principal, reached: readonly Reached[]): Promise<Reached[]> => {
  const actions = await actionsOn(ask, principal, reached);
  return reached.filter((_, i) => actions[i]?.includes('read_access'));
};
