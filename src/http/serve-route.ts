// One route of the contract, served. The order of refusals is the model's: what is malformed says nothing about the
// thing, so it comes first; then who nobody knows; then the use case decides.
import { isDeepStrictEqual } from 'node:util';
import type { Context } from 'hono';
import { z } from 'zod';
import { requireOwnEyes } from '#access';
import { answerOf, notFound, problem, type Route } from '#contract';
import type { AppDeps, Variables } from './app.ts';
import { requireOwnOrigin } from './authenticate.ts';
import { attachment } from './file-name.ts';
import { Download, Lines, type LooseHandler, Reply } from './handler.ts';
import { readBody, readFile, readIfMatch, readQuery } from './read.ts';

export const serveRoute =
  (deps: AppDeps, route: Route, handler: LooseHandler) =>
  async (context: Context<{ Variables: Variables }>): Promise<Response> => {
    const request = context.req.raw;
    const requestId = context.get('requestId');
    const url = new URL(request.url);

    const query = readQuery(route, url);
    const ifMatch = readIfMatch(context.req.header('if-match'));
    const body = route.takes ? undefined : await readBody(route, request);
    const file = route.takes ? readFile(request) : undefined;
    requireOwnOrigin(request, deps.publicOrigin ?? url.origin);
    const known = await deps.authenticate(request.headers, requestId);
    if (!known && !route.open) throw problem('unauthenticated', 'Sign in to do this.');
    if (known) context.set('userId', (known.principal.beside ?? known.principal).userId);
    if (known && route.method !== 'get' && !route.reads) requireOwnEyes(known.principal);
    const params = context.req.param();
    // No id of ours holds such a thing, and the store refuses to be asked for it.
    if (Object.values(params).some((param) => unaskable.test(param) || !param.isWellFormed())) throw notFound();

    const limit = AbortSignal.timeout(deps.requestMs * (route.takes ? arriving : 1));
    const answered = await within(
      limit,
      handler({
        // Nobody only where the route is open; the type of each handler says so.
        principal: known?.principal as never,
        params: params as never,
        query: query as never,
        body: body as never,
        file: file as never,
        ifMatch,
        requestId,
        sessionId: known?.sessionId,
        from: { address: context.get('address'), agent: request.headers.get('user-agent')?.slice(0, 300) ?? '' },
        signal: AbortSignal.any([limit, request.signal]),
      }),
    );

    if (answered instanceof Lines)
      return lineByLine(answered, (line) => deps.checkAnswers && requireAsPromised(route.name, route.lines, line));
    if (answered instanceof Download) return download(answered.file);
    const { answer, headers } = answered instanceof Reply ? answered : { answer: answered, headers: {} };
    if (deps.checkAnswers) requireAsPromised(route.name, answerOf(route), answer);
    // What was only asked about wasn't created.
    const previewing = typeof query === 'object' && query !== null && 'preview' in query && query.preview === true;
    return new Response(route.status === 204 ? null : JSON.stringify(answer), {
      status: (!previewing && route.status) || 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...versionHeader(answer), ...headers },
    });
  };

/** A file may take this many times as long as other requests. */
const arriving = 20;

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is what this is for
const unaskable = /[\u0000-\u001f]/;

const within = async <T>(limit: AbortSignal, work: Promise<T>): Promise<T> => {
  let over = () => {};
  const late = new Promise<never>((_, reject) => {
    over = () => reject(problem('timeout', 'This took too long; try again.'));
    limit.addEventListener('abort', over, { once: true });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    limit.removeEventListener('abort', over);
  }
};

/** Each line leaves as it is there. */
const lineByLine = ({ lines }: Lines<unknown>, hold: (line: unknown) => unknown): Response =>
  new Response(
    streamed(lines, (line) => {
      hold(line);
      return `${JSON.stringify(line)}\n`;
    }),
    { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' } },
  );

const download = ({ name, text, more }: Download['file']): Response =>
  new Response(
    streamed(text, (piece) => piece),
    {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': attachment(name),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        ...(more && { 'x-more-rows': 'true' }),
      },
    },
  );

/** Who stops reading stops the work behind it: their request's signal fires. */
const streamed = <Piece>(pieces: AsyncIterable<Piece>, written: (piece: Piece) => string): ReadableStream<Uint8Array> => {
  const each = pieces[Symbol.asyncIterator]();
  const bytes = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await each.next();
      if (done) return controller.close();
      controller.enqueue(bytes.encode(written(value)));
    },
    cancel: async () => void (await each.return?.()),
  });
};

const versionHeader = (answer: unknown): Record<string, string> =>
  typeof answer === 'object' && answer !== null && 'version' in answer && typeof answer.version === 'number'
    ? { etag: `"${answer.version}"` }
    : {};

/** In tests and development: a column that strayed into an answer fails here rather than leaking. */
const requireAsPromised = (name: string, shape: z.ZodType = z.never(), answer: unknown) => {
  const sent: unknown = JSON.parse(JSON.stringify(answer ?? null));
  const promised = shape.safeParse(sent);
  if (!promised.success) throw new Error(`${name} answers what its contract doesn't: ${promised.error.message}`);
  if (!isDeepStrictEqual(promised.data, sent)) {
    throw new Error(`${name} answers more than its contract: ${JSON.stringify(sent).slice(0, 1000)}`);
  }
};
