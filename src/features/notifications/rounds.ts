// What the server looks after by itself: whose access ends soon, letters that wait, and what is too old to keep. The clock
// says what time it is; timers only say when to look. Several servers may look at once.
import { type Ask, rows } from '#access';
import type { Log } from '#log';
import { newId } from '#store/new-id';
import type { StoreDeps } from '../deps.ts';
import { type Digest, postDigests } from './post.ts';

const minute = 60_000;
const keptDays = 180;

/** A week ahead, or half of its time where it was given for less than two; one row for each grant and its end. */
export const lookForEnds = ({ store, clock }: StoreDeps): Promise<number> =>
  store.transaction(async (db) => {
    const ask: Ask = { db, now: clock.now() };
    const ending = await rows<{ user_id: string }>(ask, ends, [ask.now]);
    const told = await rows(
      ask,
      `insert into notification (id, user_id, kind, resource_id, level, by_id, about, ends_at, at)
       select ids.id, e.user_id, 'ends', e.resource_id, e.level, e.given_by, e.about, e.expires_at, $1
         from (select *, row_number() over () as at_row from (${ends}) found) e
         join unnest($2::text[]) with ordinality as ids (id, at_row) on ids.at_row = e.at_row
       on conflict (user_id, kind, about) do nothing
       returning 1`,
      [ask.now, ending.map(() => newId('ntf'))],
    );
    return told.length;
  });

const soon = (one: string) => `
       ${one}.expires_at > $1 and ${one}.expires_at <= $1::timestamptz + interval '7 days'
   and $1 >= ${one}.expires_at - (${one}.expires_at - ${one}.given_at) / 2`;
const ends = `
select ending.* from (
  select u.id as user_id, g.resource_id, g.level, g.given_by, g.expires_at, 'grant ' || g.id || ' ' || extract(epoch from g.expires_at) as about
    from access_grant g
    join app_user u on u.id = g.subject_id and u.kind <> 'service' and u.status = 'active'
    join resource r on r.id = g.resource_id and r.live
   where g.membership_id is null and ${soon('g')}
  union all
  select u.id, m.project_id, m.level, m.given_by, m.expires_at, 'membership ' || m.id || ' ' || extract(epoch from m.expires_at)
    from membership m
    join app_user u on u.id = m.subject_id and u.kind <> 'service' and u.status = 'active'
    join resource r on r.id = m.project_id and r.live
   where ${soon('m')}) ending
 where not exists (select 1 from notification n where n.user_id = ending.user_id and n.kind = 'ends' and n.about = ending.about)
 order by ending.expires_at, ending.about
 limit 5000`;

export const tidyNotifications = async ({ store, clock }: StoreDeps): Promise<void> => {
  const before = new Date(clock.now().getTime() - keptDays * 24 * 60 * minute);
  await store.rows('delete from notification where at < $1', [before]);
};

export type Rounds = { stop(): Promise<void> };

/** Letters leave within `lettersMs` of what they tell. */
export const startRounds = (
  deps: StoreDeps & { log: Log },
  { lettersMs, post }: { lettersMs: number; post: (digest: Digest) => Promise<void> },
): Rounds => {
  const turns = [
    every(lettersMs / 2, 'letters', deps.log, () => postDigests(deps, post, lettersMs / 2)),
    every(60 * minute, 'ends', deps.log, async () => {
      await lookForEnds(deps);
      await tidyNotifications(deps);
    }),
  ];
  return { stop: async () => void (await Promise.all(turns.map((turn) => turn.stop()))) };
};

/** At once, and from then on; one that still runs isn't begun again. */
const every = (ms: number, what: string, log: Log, work: () => Promise<unknown>): Rounds => {
  let turn: Promise<void> | undefined;
  const look = () => {
    turn ??= work()
      .then(
        () => {},
        (error: unknown) => log.warn('a round failed', { what, message: error instanceof Error ? error.message : String(error) }),
      )
      .finally(() => {
        turn = undefined;
      });
  };
  look();
  const timer = setInterval(look, ms);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await turn;
    },
  };
};
