// What comes quickly needs no placeholder; only after 150 ms does its shape appear.
import { type ReactNode, useEffect, useState } from 'react';

export const useLate = (waiting: boolean, after = 150): boolean => {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), after);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting, after]);
  return waiting && late;
};

export const Late = ({ children }: { children: ReactNode }) => (useLate(true) ? children : null);
