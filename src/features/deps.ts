// What use cases are given. Each has the shape (deps, principal, input) => answer, and the name of its route.
import type { Analytics } from '#analytics/index';
import type { Clock } from '#clock';
import type { BodyOf, ParamsOf, QueryOf, Route } from '#contract';
import type { Log } from '#log';
import type { Store } from '#store/open';

export type Deps = { readonly store: Store; readonly clock: Clock; readonly analytics: Analytics; readonly log: Log };
/** For use cases that touch no data: access tests run these without an engine. */
export type StoreDeps = Pick<Deps, 'store' | 'clock'>;

/** What came with a request, as its route describes it; `ifMatch` is the version that a change was made from. */
export type Given<R extends Route> = {
  params: ParamsOf<R>;
  query?: Partial<QueryOf<R>> | undefined;
  ifMatch?: number | undefined;
} & (undefined extends BodyOf<R> ? { body?: BodyOf<R> } : { body: BodyOf<R> });

/** The store as of now. */
export const asking = ({ store, clock }: StoreDeps) => ({ db: store.db, now: clock.now() });
