// One's favourites, a page at a time. They are few and begin at one's own marks, so the lists of everything need not know
// of them; each is asked about before it is listed.
import { type Ask, type ListAsked, type Principal, privateTo, type Reached, reachedAmong, rows } from '#access';
import { atLeast } from '#contract';
import { pattern } from '../cursor.ts';

type Wanted = Omit<ListAsked, 'for'>;
type Listed = Reached & { sort_name: string };

export const listFavourites = async (ask: Ask, principal: Principal, asked: Wanted): Promise<Listed[]> => {
  const page: Listed[] = [];
  let after = asked.after;
  for (;;) {
    const marked = await marksAfter(ask, principal, asked, after);
    const reached = await reachedAmong(
      ask,
      principal,
      marked.map(({ id }) => id),
    );
    for (const { id, sort_name } of marked) {
      const row = reached.get(id);
      if (row && (!asked.level || atLeast(row.level, asked.level))) page.push({ ...row, sort_name });
    }
    const last = marked.at(-1);
    if (page.length >= asked.limit || marked.length < asked.limit || !last) return page.slice(0, asked.limit);
    after = last;
  }
};

type Mark = { id: string; key: string; sort_name: string };

const marksAfter = (ask: Ask, principal: Principal, asked: Wanted, after: { key: string; id: string } | undefined) =>
  rows<Mark>(
    ask,
    `select r.id, lower(r.name) collate "C" as sort_name, ${orders[asked.sort ?? 'updated'].key} as key
       from favourite f
       join resource r on r.id = f.resource_id and r.live
      where f.user_id = $1
        and ($2::text[] is null or r.kind = any($2))
        and ($3::text is null or r.project_id = $3)
        and ($4::text is null or r.title ilike $4 or r.name ilike $4)
        and ($5::text is null or lower(r.name) = lower($5))
        and ($6::text is null or ${orders[asked.sort ?? 'updated'].after})
      order by ${orders[asked.sort ?? 'updated'].by}
      limit $8`,
    [
      privateTo(principal),
      asked.kinds ?? null,
      asked.project ?? null,
      pattern(asked.q),
      asked.name ?? null,
      after?.key ?? null,
      after?.id ?? null,
      asked.limit,
    ],
  );

const orders = {
  updated: {
    key: 'r.updated_at::text',
    after: '(r.updated_at, r.id) < ($6::timestamptz, $7)',
    by: 'r.updated_at desc, r.id desc',
  },
  name: {
    key: 'lower(r.name) collate "C"',
    after: '(lower(r.name) collate "C", r.id) > ($6, $7)',
    by: 'lower(r.name) collate "C", r.id',
  },
};
