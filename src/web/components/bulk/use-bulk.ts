// One change for many things: each by itself, in order, so that one refusal takes nothing from the others.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ResourceItem } from '#contract';

export type Failure = { item: ResourceItem; error: unknown };
export type Progress =
  | { state: 'ready' }
  | { state: 'running'; done: number; of: number }
  | { state: 'done'; did: ResourceItem[]; failures: Failure[] };

export function useBulk() {
  const [progress, setProgress] = useState<Progress>({ state: 'ready' });
  const stopped = useRef(false);
  const client = useQueryClient();

  const run = async (items: readonly ResourceItem[], act: (item: ResourceItem) => Promise<unknown>) => {
    const did: ResourceItem[] = [];
    const failures: Failure[] = [];
    stopped.current = false;
    for (const [done, item] of items.entries()) {
      if (stopped.current) break;
      setProgress({ state: 'running', done, of: items.length });
      try {
        await act(item);
        did.push(item);
      } catch (error) {
        failures.push({ item, error });
      }
    }
    setProgress({ state: 'done', did, failures });
    for (const key of ['resources', 'resource', 'access', 'picker', 'trash']) void client.invalidateQueries({ queryKey: [key] });
    return { did, failures };
  };
  /** What is done is done; the rest is left. */
  const stop = () => {
    stopped.current = true;
  };
  const again = () => setProgress({ state: 'ready' });
  return { progress, run, stop, again };
}
