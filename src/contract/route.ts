// A route is a plain object. The server, the typed client and OpenAPI are all written from it.
import type { z } from 'zod';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export type Route = {
  readonly name: string;
  readonly method: Method;
  /** With `{param}` placeholders, below /api. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
  /** Of a success; 200 unless told. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Open to nobody in particular: signing in, health. Everything else needs a principal. */
  readonly open?: true;
  /** With ?preview=true it changes nothing and answers a Preview. */
  readonly previewable?: true;
  /** It only reads, though by its method it might not. */
  readonly reads?: true;
  /** A file's bytes as the body, instead of JSON. */
  readonly takes?: 'bytes';
  /** What the answer is instead of JSON. */
  readonly format?: 'csv';
  /** It may also answer line by line (NDJSON), as things finish; each line is one of these. */
  readonly lines?: z.ZodType;
};

export const route = <const R extends Route>(described: R): R => described;

type Params<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Params<Rest> : never;
export type ParamsOf<R extends Route> = { [Name in Params<R['path']>]: string };
export type QueryOf<R extends Route> = R['query'] extends z.ZodType ? z.output<R['query']> : Record<never, never>;
export type BodyOf<R extends Route> = R['body'] extends z.ZodType ? z.output<R['body']> : undefined;
export type LineOf<R extends Route> = R['lines'] extends z.ZodType ? z.output<R['lines']> : never;
export type AnswerOf<R extends Route> = z.input<R['answer']>;
