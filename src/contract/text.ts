// Text that people type. Names stand in paths, files and commands; titles are for reading.
import { z } from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is what this is for
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const printable = (text: string) => !control.test(text);

export const Name = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'is longer than 100 characters')
  .refine(printable, 'contains control characters')
  .refine((text) => !/[/:]/.test(text), 'must not contain "/" or ":"')
  .meta({ id: 'Name' });
export const Title = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200, 'is longer than 200 characters')
  .refine(printable, 'contains control characters')
  .meta({ id: 'Title' });
export const Email = z
  .email('is not an e-mail address')
  .max(254)
  .transform((text) => text.toLowerCase())
  .meta({ id: 'Email' });
export const Search = z.string().trim().max(200).refine(printable, 'contains control characters');
/** A moment, ISO 8601 in UTC or with an offset. */
export const Moment = z.iso
  .datetime({ offset: true, error: 'is not a date and time like 2026-06-01T00:00:00Z' })
  .meta({ id: 'Moment' });
