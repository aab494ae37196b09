// What is loaded apart, shown as soon as it is there. Behind Suspense React keeps a fallback for 300 ms once it was shown
// (its throttle for retries); a state that changes waits for nothing.
import { useEffect, useState } from 'react';

export type Loadable<Loaded> = { load(): Promise<Loaded>; use(): Loaded | undefined };

/** `use` answers undefined until it is there, and throws what made it fail, for the nearest error boundary. */
export function loadable<Loaded>(from: () => Promise<Loaded>): Loadable<Loaded> {
  let loaded: Loaded | undefined;
  let coming: Promise<Loaded> | undefined;
  const load = () => {
    coming ??= from().then(
      (module) => {
        loaded = module;
        return module;
      },
      (error: unknown) => {
        // Asked for again, it is tried again.
        coming = undefined;
        throw error;
      },
    );
    return coming;
  };
  const use = () => {
    const [, setHere] = useState(loaded !== undefined);
    const [failed, setFailed] = useState<{ error: unknown } | null>(null);
    useEffect(() => {
      // Also when it came between the first drawing and now.
      load().then(
        () => setHere(true),
        (error: unknown) => setFailed({ error }),
      );
    }, []);
    if (failed) throw failed.error;
    return loaded;
  };
  return { load, use };
}
