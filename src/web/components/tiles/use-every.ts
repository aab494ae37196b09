// Doing something again and again while the page is looked at. Nobody is asked for a tab in the background; whoever comes back
// to one that is overdue sees it done at once.
import { useEffect, useEffectEvent } from 'react';

const minutes = { off: 0, '1m': 1, '5m': 5, '15m': 15 } as const;
export type Every = keyof typeof minutes;

/** What an address says; anything else is off. */
export const readEvery = (text: string | undefined): Every => (text && Object.hasOwn(minutes, text) ? (text as Every) : 'off');
/** In milliseconds; 0 is never. */
export const everyOf = (every: Every): number => minutes[every] * 60_000;

export function useEvery(length: number, act: () => void): void {
  const now = useEffectEvent(act);
  useEffect(() => {
    if (length === 0) return;
    let due = Date.now() + length;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden') return;
      timer = setTimeout(
        () => {
          due = Date.now() + length;
          now();
          wait();
        },
        Math.max(0, due - Date.now()),
      );
    };
    wait();
    document.addEventListener('visibilitychange', wait);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wait);
    };
  }, [length]);
}
