import { type Ask, type Principal, privateTo, rows } from '#access';
import type {
  AnswerOf,
  BodyOf,
  listNotifications as listNotificationsRoute,
  QueryOf,
  readNotifications as readNotificationsRoute,
} from '#contract';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type StoreDeps } from '../deps.ts';
import { write } from '../write.ts';
import { knownAmong, type NotificationRow, presentNotifications } from './present.ts';

export const listNotifications = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listNotificationsRoute> },
): Promise<AnswerOf<typeof listNotificationsRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? 50;
  const after = decodeCursor(query.cursor, 'notifications', ['moment', 'text']);
  const found = await rows<NotificationRow>(
    ask,
    `select * from notification
      where user_id = $1
        and ($2::boolean is not true or read_at is null)
        and ($3::timestamptz is null or (at, id) < ($3, $4::text))
      order by at desc, id desc
      limit $5`,
    [privateTo(principal), query.unread ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );
  const { page, next } = paged('notifications', found, limit, (last) => [last.at.toISOString(), last.id]);
  return {
    items: await presentNotifications(ask, principal, page),
    next,
    unread: await unreadBy(ask, principal),
  };
};

/** Ids that aren't one's own are nobody's. */
export const readNotifications = (
  deps: StoreDeps,
  principal: Principal,
  { body }: { body: BodyOf<typeof readNotificationsRoute> },
): Promise<AnswerOf<typeof readNotificationsRoute>> =>
  write(deps, principal, async (ask) => {
    await rows(
      ask,
      `update notification set read_at = $2
        where user_id = $1 and read_at is null and ($3::text[] is null or id = any($3))`,
      [principal.userId, ask.now, 'ids' in body ? body.ids : null],
    );
    return { unread: await unreadBy(ask, principal) };
  });

/** Nobody is called to read what would name nothing; beyond so many nobody counts. */
const counted = 200;

const unreadBy = async (ask: Ask, principal: Principal): Promise<number> => {
  const unread = await rows<NotificationRow>(
    ask,
    'select * from notification where user_id = $1 and read_at is null order by at desc, id desc limit $2',
    [privateTo(principal), counted],
  );
  const known = await knownAmong(ask, principal, unread);
  return unread.filter((one) => one.kind === 'declined' || known(one)).length;
};
