// What somebody reaches, by name, of which the asker may be told.
import { type Ask, type ListAsked, listReached, type Principal, type Reached } from '#access';

export type Named = Reached & { sort_name: string };
const atOnce = 200;

/** From behind `after` on, as long as more is asked for: a page of what may be told can take several of what there is. */
export async function* reachOf(
  ask: Ask,
  reacher: Principal | null,
  { after, ...asked }: Pick<ListAsked, 'kinds' | 'project' | 'after'>,
  told: (page: readonly Named[]) => Promise<Named[]>,
): AsyncGenerator<Named, void, undefined> {
  for (let from = after; reacher; ) {
    const page = await listReached(ask, reacher, { ...asked, sort: 'name', limit: atOnce, ...(from && { after: from }) });
    yield* await told(page);
    const last = page.at(-1);
    if (!last || page.length < atOnce) return;
    from = { key: last.sort_name, id: last.id };
  }
}

export const firstOf = async <Item>(items: AsyncIterable<Item>, limit: number): Promise<Item[]> => {
  const first: Item[] = [];
  for await (const item of items) if (first.push(item) === limit) break;
  return first;
};
