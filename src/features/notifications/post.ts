// By mail one letter to a person for all that they were told and haven't read: a change that tells many things tells them
// at once. A row counts as posted before its letter leaves, so that nobody gets it twice.
import { type Ask, principalOf, rows } from '#access';
import type { Notification } from '#contract';
import { kindOf } from '#kinds/index';
import type { StoreDeps } from '../deps.ts';
import { type NotificationRow, presentNotifications } from './present.ts';

/** Sentences, each with what it is about. */
export type Digest = {
  to: string;
  things: {
    sentence: string;
    message: string;
    /** Null where nothing is named: what they asked for. */
    about: { kind: string; id: string } | null;
    /** Where they can answer, rather than look. */
    answer: boolean;
  }[];
};

/** What is older than this stands in the app; nobody wants letters of last week because a server was away. */
const stale = 24 * 60 * 60 * 1000;
const peopleAtOnce = 100;

/** Of people whose oldest news is `restMs` old: until then somebody may add a message, or tell them more. */
export const postDigests = async (
  { store, clock }: StoreDeps,
  post: (digest: Digest) => Promise<void>,
  restMs = 0,
): Promise<number> => {
  const digests = await store.transaction(async (db) => {
    const ask: Ask = { db, now: clock.now() };
    const told = await rows<NotificationRow & { user_id: string }>(
      ask,
      `with people as (select user_id from notification where posted_at is null
                        group by user_id having min(at) <= $3 order by user_id limit $2),
            unposted as (select n.id from notification n
                          where n.posted_at is null and n.user_id in (select user_id from people)
                            for update skip locked)
       update notification n set posted_at = $1 from unposted where n.id = unposted.id returning n.*`,
      [ask.now, peopleAtOnce, new Date(ask.now.getTime() - restMs)],
    );
    const fresh = told.filter(({ at, read_at }) => read_at === null && ask.now.getTime() - at.getTime() < stale);
    const made: Digest[] = [];
    for (const [userId, of] of Map.groupBy(fresh, ({ user_id }) => user_id)) {
      const digest = await digestFor(ask, userId, of);
      if (digest) made.push(digest);
    }
    return made;
  });
  for (const digest of digests) await post(digest);
  return digests.length;
};

/** Asked again as of now: who left gets no letter, and what isn't reached any more is in none. */
const digestFor = async (ask: Ask, userId: string, told: readonly NotificationRow[]): Promise<Digest | null> => {
  const principal = await principalOf(ask, userId);
  const [user] = await rows<{ email: string | null }>(ask, 'select email from app_user where id = $1', [userId]);
  if (!principal || !user?.email) return null;
  const inOrder = told.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const things = (await presentNotifications(ask, principal, inOrder)).flatMap((one): Digest['things'] => {
    const { kind, resource, message } = one;
    if (kind === 'declined') return [{ sentence: declined(one), message, about: null, answer: false }];
    if (!resource) return [];
    const about = { kind: resource.kind, id: resource.id };
    return [{ sentence: sentenceOf(one, kind, resource), message, about, answer: kind === 'asked' }];
  });
  return things.length > 0 ? { to: user.email, things } : null;
};

const declined = ({ by }: Notification) => `${by?.label ?? 'Somebody'} declined what you asked for.`;

const sentenceOf = (
  { by, level, endsAt }: Notification,
  kind: Exclude<Notification['kind'], 'declined'>,
  resource: NonNullable<Notification['resource']>,
): string => {
  const who = by?.label ?? 'Somebody';
  const what = `the ${kindOf(resource.kind).label} “${resource.title}”`;
  switch (kind) {
    case 'shared':
      return `${who} shared ${what} with you: you can ${verbs[level]} it.`;
    case 'asked':
      return `${who} asks to ${verbs[level]} ${what}.`;
    case 'answered':
      return `${who} answered: you can ${verbs[level]} ${what}.`;
    case 'ends':
      return `Your access to ${what} ends on ${endsAt?.slice(0, 10)}.`;
  }
};
const verbs = { viewer: 'view', editor: 'edit', admin: 'manage' } as const;
