// From a thing to what it is built from, and to what is built from it: step by step, and only over what is seen. What lies behind
// something hidden stays untold even where one sees it, or its standing here would tell that the hidden thing is in between.
import { type Ask, allow, type Principal, type Reached, reachedAmong, rows } from '#access';
import type { AnswerOf, getLineage as getLineageRoute, LineageItem } from '#contract';
import { asking, type Given, type StoreDeps } from '../deps.ts';

const most = 200;
/** Source, datasets over datasets, chart, dashboard, report. */
const furthest = 8;

export const getLineage = async (
  deps: StoreDeps,
  principal: Principal,
  { params }: Given<typeof getLineageRoute>,
): Promise<AnswerOf<typeof getLineageRoute>> => {
  const ask = asking(deps);
  const row = await allow(ask, principal, params.resource, 'view');
  const builtFrom = await walk(ask, principal, row, partsOfAll);
  const usedBy = await walk(ask, principal, row, containersOfAll);
  return {
    builtFrom: builtFrom.slice(0, most),
    usedBy: usedBy.slice(0, most),
    more: builtFrom.length > most || usedBy.length > most,
  };
};

const partsOfAll = 'select distinct part_id as id from resource_use where container_id = any($1::text[])';
const containersOfAll = 'select distinct container_id as id from resource_use where part_id = any($1::text[])';

const walk = async (ask: Ask, principal: Principal, from: Reached, next: string): Promise<LineageItem[]> => {
  const seen = new Set([from.id]);
  const found: LineageItem[] = [];
  let here = [from.id];
  for (let step = 0; step < furthest && here.length > 0; step++) {
    const ids = (await rows<{ id: string }>(ask, next, [here])).map(({ id }) => id).filter((id) => !seen.has(id));
    const reached = [...(await reachedAmong(ask, principal, ids)).values()];
    for (const { id } of reached) seen.add(id);
    const items = reached.map(({ id, kind, title }) => ({ id, kind, title, direct: step === 0 }));
    found.push(...items.toSorted((a, b) => a.kind.localeCompare(b.kind) || a.title.localeCompare(b.title)));
    if (found.length > most) break;
    here = reached.map(({ id }) => id);
  }
  return found;
};
