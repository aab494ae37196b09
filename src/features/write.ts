// Writing what gives nobody anything: one's own marks, drafts, views. It needs no lock and no promise held; a token that
// can only read writes nothing all the same.
import type { Ask, Principal } from '#access';
import { problem } from '#contract';
import type { StoreDeps } from './deps.ts';

export const write = <T>({ store, clock }: StoreDeps, principal: Principal, work: (ask: Ask) => Promise<T>): Promise<T> => {
  requireWriting(principal);
  return store.transaction((db) => work({ db, now: clock.now() }));
};

export const requireWriting = (principal: Principal): void => {
  if (principal.beside) throw problem('forbidden', 'While you view as somebody else nothing can be changed.');
  if (principal.narrow?.readOnly) throw problem('forbidden', 'This token can only read.');
};
