// A typed client written from the contract: one function a route, by the route's name. The web app and the commands use
// this and nothing else to talk to a server.

import type { z } from 'zod';
import type * as contract from '#contract';
import { type LineOf, type ParamsOf, Problem, ProblemBody, type ProblemCode, type Route, routes } from '#contract';

type Contract = typeof contract;
type RoutesByName = {
  [Key in keyof Contract as Contract[Key] extends Route ? Contract[Key]['name'] : never]: Contract[Key] extends Route
    ? Contract[Key]
    : never;
};

/** Which keys may be left out follows what is sent, what they hold follows what is meant: flags are booleans, limits numbers. */
type QueryFor<Q extends z.ZodType> = {
  [Key in keyof z.input<Q>]: Key extends keyof z.output<Q> ? z.output<Q>[Key] : never;
};

type Part<Name extends string, Value> = Record<never, never> extends Value ? { [K in Name]?: Value } : { [K in Name]: Value };
type ParamsPart<R extends Route> = keyof ParamsOf<R> extends never ? unknown : { params: ParamsOf<R> };
type QueryPart<R extends Route> = R['query'] extends z.ZodType ? Part<'query', QueryFor<R['query']>> : unknown;
type BodyPart<R extends Route> = R['body'] extends z.ZodType
  ? undefined extends z.input<R['body']>
    ? { body?: z.input<R['body']> }
    : { body: z.input<R['body']> }
  : unknown;

export type CallOptions = {
  /** The version that a change was made from; a stale one is refused and changes nothing. */
  ifMatch?: number | string;
  signal?: AbortSignal;
};
export type CallOf<R extends Route> = ParamsPart<R> & QueryPart<R> & BodyPart<R> & CallOptions;
export type Client = {
  [Name in keyof RoutesByName]: Record<never, never> extends CallOf<RoutesByName[Name]>
    ? (call?: CallOf<RoutesByName[Name]>) => Promise<z.output<RoutesByName[Name]['answer']>>
    : (call: CallOf<RoutesByName[Name]>) => Promise<z.output<RoutesByName[Name]['answer']>>;
};

export type ClientOptions = {
  /** Where the server is, without /api; '' in the browser, which is served by it. */
  baseUrl: string;
  token?: string | undefined;
  /** Sent with every request besides, as they are then. */
  headers?: () => Record<string, string>;
  fetch?: typeof fetch;
};

type LooseCall = CallOptions & { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown };

export const createClient = (options: ClientOptions): Client => {
  const functions = routes.map((route) => [route.name, (call: LooseCall = {}) => send(options, route, call)] as const);
  // Each function's shape follows from its route, which TypeScript can't see through the list of routes.
  return Object.fromEntries(functions) as unknown as Client;
};

async function send(options: ClientOptions, route: Route, call: LooseCall): Promise<unknown> {
  const response = await request(options, route, call);
  const text = await reading(options, call, () => response.text());
  if (!response.ok) throw problemIn(response.status, text);
  if (text === '') return undefined;
  if (route.format === 'csv') return text;
  return parsed(text) ?? refuse(response.status);
}

/** The lines of a route that answers line by line, each as it arrives. */
export const linesOf = <R extends Route>(options: ClientOptions, route: R) =>
  async function* (call: CallOf<R>): AsyncGenerator<LineOf<R>, void, undefined> {
    const response = await request(options, route, call);
    if (!response.ok) throw problemIn(response.status, await reading(options, call, () => response.text()));
    const reader = (response.body ?? refuse(response.status)).pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value = '' } = await reading(options, call, () => reader.read());
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield (parsed(line) ?? refuse(response.status)) as LineOf<R>;
      if (done) return;
    }
  };

async function request(options: ClientOptions, route: Route, call: LooseCall): Promise<Response> {
  const { baseUrl, token, fetch: fetching = fetch } = options;
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers?.() };
  if (token) headers.authorization = `Bearer ${token}`;
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  if (call.ifMatch !== undefined) headers['if-match'] = `"${call.ifMatch}"`;
  return reading(options, call, () =>
    fetching(addressOf(baseUrl, route, call), {
      method: route.method.toUpperCase(),
      headers,
      credentials: 'same-origin',
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      ...(call.signal && { signal: call.signal }),
    }),
  );
}

/** Who cancels knows; only what nobody asked for is a problem. */
async function reading<Answer>({ baseUrl }: ClientOptions, { signal }: LooseCall, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Problem('unavailable', `No answer from ${baseUrl || 'the server'}. Check that it runs and try again.`, [], cause);
  }
}

export function addressOf(baseUrl: string, route: Route, call: LooseCall): string {
  const path = route.path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(call.params?.[name] ?? ''));
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(call.query ?? {})) if (value !== undefined) query.set(key, String(value));
  const search = query.toString();
  return `${baseUrl.replace(/\/$/, '')}/api${path}${search && `?${search}`}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(status: number): never {
  throw new Problem('failed', `The server answered ${status} with something that is not JSON. Is this the address of Sightline?`);
}

function problemIn(status: number, text: string): Problem {
  const body = ProblemBody.safeParse(parsed(text));
  if (body.success) return new Problem(body.data.code, body.data.detail, body.data.errors);
  return new Problem(codeOf(status), `The server answered ${status} without saying why.`);
}

/** For answers that aren't ours, such as a proxy's in between. */
function codeOf(status: number): ProblemCode {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 412) return 'stale';
  if (status === 413) return 'too_large';
  if (status === 429) return 'too_many';
  if (status === 502 || status === 503 || status === 504) return 'unavailable';
  return 'failed';
}
