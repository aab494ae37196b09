// What stands between a route and its use case: one function a route, under the route's name, typed from the contract.
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Principal } from '#access';
import type * as contract from '#contract';
import type { AnswerOf, BodyOf, ParamsOf, Preview, QueryOf, Route } from '#contract';

type Contract = typeof contract;
export type RoutesByName = {
  [Key in keyof Contract as Contract[Key] extends Route ? Contract[Key]['name'] : never]: Contract[Key] extends Route
    ? Contract[Key]
    : never;
};
export type RouteName = keyof RoutesByName;

export type Asked<R extends Route> = {
  /** Nobody only on open routes. */
  readonly principal: R extends { open: true } ? Principal | null : Principal;
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Where the route takes bytes: the body, unread. */
  readonly file: R extends { takes: 'bytes' } ? Readable : undefined;
  readonly ifMatch: number | undefined;
  readonly requestId: string;
  /** The session that the request came with, if one did. */
  readonly sessionId: string | undefined;
  readonly from: { readonly address: string; readonly agent: string };
  /** Fires when the asker has gone, or the request's time is over. */
  readonly signal: AbortSignal;
};

/** An answer with headers of its own: cookies, when signing in and out. */
export class Reply<Answer> {
  readonly answer: Answer;
  readonly headers: Record<string, string>;
  constructor(answer: Answer, headers: Record<string, string>) {
    this.answer = answer;
    this.headers = headers;
  }
}

/** An answer told line by line. What fails after the first byte is itself told in a line. */
export class Lines<Line> {
  readonly lines: AsyncIterable<Line>;
  constructor(lines: AsyncIterable<Line>) {
    this.lines = lines;
  }
}

/** A file to keep, told in pieces. */
export class Download {
  readonly file: { readonly name: string; readonly text: AsyncIterable<string>; readonly more: boolean };
  constructor(file: Download['file']) {
    this.file = file;
  }
}

/** What could be previewed may answer with a preview. */
type Answers<R extends Route> = R extends { previewable: true } ? AnswerOf<R> | Preview : AnswerOf<R>;
type Told<R extends Route> = R['lines'] extends z.ZodType
  ? Lines<z.input<R['lines']>>
  : R['format'] extends 'csv'
    ? Download
    : never;
export type Handler<R extends Route> = (asked: Asked<R>) => Promise<Answers<R> | Reply<Answers<R>> | Told<R>>;
export type Handlers = { [Name in RouteName]: Handler<RoutesByName[Name]> };

/** As the server calls it, once the contract has been held against the request. */
export type LooseHandler = (asked: Asked<Route>) => Promise<unknown>;
