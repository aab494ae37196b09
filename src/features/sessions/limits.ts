// Guessing passwords is slowed down where the guesses come from and where they go. Failures are counted in the store, so
// that several servers count together, and each attempt counts before it is checked, so that many at once are no way round.
import { createHash } from 'node:crypto';
import { problem } from '#contract';
import type { StoreDeps } from '../deps.ts';

const minutes = 5;
const limits = { pair: 5, address: 50, account: 100 };

export const beginAttempt = async (
  { store, clock }: StoreDeps,
  address: string,
  account: string,
): Promise<{ succeeded(): Promise<void> }> => {
  const now = clock.now();
  const until = new Date(now.getTime() + minutes * 60_000);
  const from = network(address);
  const counted = [
    { key: keyOf('pair', from, account), limit: limits.pair },
    { key: keyOf('address', from), limit: limits.address },
    { key: keyOf('account', account), limit: limits.account },
  ];
  for (const { key, limit } of counted) {
    const [row] = await store.rows<{ failures: number }>(count, [key, until, now]);
    if (row && row.failures > limit) {
      throw problem('too_many', `Too many attempts to sign in. Wait ${minutes} minutes and try again.`);
    }
  }
  const keys = counted.map(({ key }) => key);
  return {
    succeeded: async () => {
      await store.rows('update auth_attempt set failures = failures - 1 where key = any($1::text[])', [keys]);
      await store.rows('delete from auth_attempt where key = $1 or until < $2', [keys[0], now]);
    },
  };
};

// Counting on while it is over the limit doesn't move the end: waiting helps, whatever others try.
const count = `
  insert into auth_attempt (key, failures, until) values ($1, 1, $2)
  on conflict (key) do update set
    failures = case when auth_attempt.until <= $3 then 1 else auth_attempt.failures + 1 end,
    until = case when auth_attempt.until <= $3 then excluded.until else auth_attempt.until end
  returning failures`;

const keyOf = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url');

/** One IPv6 subscriber has a whole /64 of addresses. */
const network = (address: string): string => {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail?.split(':').filter(Boolean) ?? [];
  const groups = [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
    .join(':');
};
