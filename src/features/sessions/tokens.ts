// What a browser or command holds: the key that stands in the table, and its HMAC under a secret that stands elsewhere.
// A leaked table alone opens nothing.
import { createHmac, timingSafeEqual } from 'node:crypto';

export type SessionTokens = {
  seal(key: string): string;
  /** The key, if we sealed this. */
  open(token: string): string | null;
};

export const sessionTokens = (secret: string): SessionTokens => {
  const sign = (key: string) => createHmac('sha256', secret).update(`session ${key}`).digest();
  return {
    seal: (key) => `${key}.${sign(key).toString('base64url')}`,
    open: (token) => {
      const dot = token.lastIndexOf('.');
      const key = token.slice(0, dot);
      const given = Buffer.from(token.slice(dot + 1), 'base64url');
      const right = sign(key);
      return dot > 0 && given.length === right.length && timingSafeEqual(given, right) ? key : null;
    },
  };
};
