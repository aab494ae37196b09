// Writing what gives nobody anything: one's own marks, drafts, views. It needs no lock and no promise held.
import { type Ask, type Principal, requireWriting } from '#access';
import type { StoreDeps } from './deps.ts';

export const write = <T>({ store, clock }: StoreDeps, principal: Principal, work: (ask: Ask) => Promise<T>): Promise<T> => {
  requireWriting(principal);
  return store.transaction((db) => work({ db, now: clock.now() }));
};
