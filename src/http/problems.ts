// The only place that knows what a problem is on the wire (RFC 9457), status codes included.
import pg from 'pg';
import { isGivenUp, notFound, Problem, type ProblemBody, type ProblemCode, problem } from '#contract';
import type { Fields, Log } from '#log';

const onTheWire: Record<ProblemCode, { status: number; title: string }> = {
  malformed: { status: 400, title: 'Malformed request' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  not_found: { status: 404, title: 'Not found' },
  forbidden: { status: 403, title: 'Not allowed' },
  stale: { status: 412, title: 'Changed in the meantime' },
  invalid: { status: 400, title: 'Invalid request' },
  conflict: { status: 409, title: 'Conflict' },
  too_large: { status: 413, title: 'Too large' },
  too_many: { status: 429, title: 'Too many attempts' },
  timeout: { status: 504, title: 'Took too long' },
  unavailable: { status: 503, title: 'Unavailable' },
  failed: { status: 500, title: 'Failed' },
};

export const statusOf = (code: ProblemCode): number => onTheWire[code].status;

export const problemBody = ({ code, message, errors }: Problem): ProblemBody => ({
  type: 'about:blank',
  title: onTheWire[code].title,
  status: onTheWire[code].status,
  code,
  // Missing, hidden and malformed are told by the same bytes, whatever was thrown.
  detail: code === 'not_found' ? notFound().message : message,
  ...(errors.length && code !== 'not_found' && { errors }),
});

export const problemResponse = (thrown: Problem): Response =>
  new Response(JSON.stringify(problemBody(thrown)), {
    status: statusOf(thrown.code),
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(thrown.code === 'unauthenticated' && { 'www-authenticate': 'Bearer realm="sightline"' }),
      ...(thrown.code === 'too_many' && { 'retry-after': '60' }),
    },
  });

/** What a library or the store threw, as a problem; its words stay in the log. */
export const asProblem = (thrown: unknown): Problem => {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof pg.DatabaseError) {
    if (thrown.code === '57014') return problem('timeout', 'This took too long; try again.', [], thrown);
    if (thrown.code?.startsWith('57P')) return problem('unavailable', 'The store is not available; try again.', [], thrown);
  }
  if (thrown instanceof Error && /timeout|terminated|ECONNREFUSED|ECONNRESET|has ended|not queryable/i.test(thrown.message)) {
    return problem('unavailable', 'The store is not available; try again.', [], thrown);
  }
  return problem('failed', 'Something went wrong here; the server’s log has the details.', [], thrown);
};

/** What the server is to blame for goes to the log, with the cause that the answer leaves out. */
export const logged = (log: Log, told: Problem, about: Fields): Problem => {
  if (told.code === 'failed' || told.code === 'unavailable' || told.code === 'timeout') {
    const cause = told.cause instanceof Error ? told.cause : told;
    // Who stopped waiting is nobody's failure.
    if (isGivenUp(cause)) log.info('request given up', about);
    else log.error('request failed', { ...about, message: cause.message, stack: cause.stack });
  }
  return told;
};
