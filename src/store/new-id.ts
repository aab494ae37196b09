import { randomBytes } from 'node:crypto';
import type { IdPrefix } from '#contract';

// Without i, l, o, u: ids are read aloud, and shouldn't spell words. 20 of 32 letters are 100 random bits.
const letters = '0123456789abcdefghjkmnpqrstvwxyz';

export const newId = (prefix: IdPrefix): string => `${prefix}_${[...randomBytes(20)].map((byte) => letters[byte & 31]).join('')}`;
