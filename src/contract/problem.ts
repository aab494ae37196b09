// What can go wrong, without any transport in it; `http/` alone knows status codes (RFC 9457 on the wire).
import { z } from 'zod';

export const problemCodes = [
  'malformed', // the body or query is not what the route takes
  'unauthenticated',
  'not_found', // missing and hidden are the same
  'forbidden',
  'stale',
  'invalid', // well-formed, and still wrong
  'conflict', // it would break a promise
  'too_large',
  'too_many',
  'timeout',
  'unavailable',
  'failed',
] as const;
export const ProblemCode = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof ProblemCode>;

export const FieldError = z.object({ field: z.string(), message: z.string() }).meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

export const ProblemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: ProblemCode,
    detail: z.string(),
    errors: z.array(FieldError).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.infer<typeof ProblemBody>;

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldError[];
  constructor(code: ProblemCode, detail: string, errors: FieldError[] = [], cause?: unknown) {
    super(detail, { cause });
    this.name = 'Problem';
    this.code = code;
    this.errors = errors;
  }
}

/** `throw problem('conflict', 'Only Eve can edit this; give someone else edit access first.')` */
export const problem = (code: ProblemCode, detail: string, errors: FieldError[] = [], cause?: unknown) =>
  new Problem(code, detail, errors, cause);

/** One sentence for everything that is missing, hidden or no id at all. */
export const notFound = () => problem('not_found', 'There is nothing here that you can see.');
const nobodyWaits = 'The query was given up because nobody waits for it any more.';
export const givenUp = () => problem('unavailable', nobodyWaits);
export const isGivenUp = ({ message }: Error): boolean => message === nobodyWaits;
/** A single wrong field of a well-formed body. */
export const invalid = (field: string, message: string) => problem('invalid', `${field} ${message}`, [{ field, message }]);
