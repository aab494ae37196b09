// When a person last opened a thing, to the hour: what tells access that is used from access that isn't.
import { type Ask, type Principal, rows } from '#access';

/** Nothing is noted of who looks as somebody else, who hasn't opened it, nor of machines. */
export const noteOpened = async (ask: Ask, { beside, kind, userId }: Principal, resource: string): Promise<void> => {
  if (beside || kind === 'service') return;
  await rows(ask, noted, [userId, resource, ask.now]);
};

// Looked for before it is written: nearly always there is nothing to write.
const noted = `
insert into opened (user_id, resource_id, at)
select $1, $2, $3::timestamptz
 where not exists (
         select 1 from opened o where o.user_id = $1 and o.resource_id = $2 and $3::timestamptz - interval '1 hour' < o.at)
    on conflict (user_id, resource_id) do update set at = greatest(opened.at, excluded.at)`;
