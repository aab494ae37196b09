// Words that stand where some people may not look. None is ever sent by the fuzz, so an answer that holds one leaked it.
import { randomBytes } from 'node:crypto';
import type { Answered } from '../app.ts';

export const hunters = ['sam', 'vic', 'gus', 'oli'] as const;
export type Hunter = (typeof hunters)[number];

/** What every secret begins with: sent in searches and filters, it finds them all if anything does. */
export const bait = 'zq7secret';
const secret = /zq7secret[0-9a-f]{10}/gi;

export type Secrets = {
  /** A new secret, hidden from these; `what` says in a failure where it stood. */
  plant(what: string, hiddenFrom?: readonly Hunter[]): string;
  /** Where the secrets in an answer stood that this person may not see. */
  toldTo(hunter: Hunter, answered: Answered): string[];
};

export const newSecrets = (): Secrets => {
  const planted = new Map<string, { what: string; hiddenFrom: readonly Hunter[] }>();
  return {
    plant: (what, hiddenFrom = hunters) => {
      const word = `${bait}${randomBytes(5).toString('hex')}`;
      planted.set(word, { what, hiddenFrom });
      return word;
    },
    toldTo: (hunter, { text, headers, json }) => {
      const said = [text, ...[...headers].map((header) => header.join(': ')), cursorIn(json)].join('\n');
      const found = new Set([...said.matchAll(secret)].map(([word]) => word.toLowerCase()));
      return [...found].flatMap((word) => {
        const known = planted.get(word);
        return known?.hiddenFrom.includes(hunter) ? [known.what] : [];
      });
    },
  };
};

/** A cursor is opaque to people, not to programs. */
const cursorIn = (json: unknown): string =>
  typeof json === 'object' && json !== null && 'next' in json && typeof json.next === 'string'
    ? Buffer.from(json.next, 'base64url').toString()
    : '';
