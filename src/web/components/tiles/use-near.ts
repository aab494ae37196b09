// Whether something is on the screen or within one screen of it; undefined until that is known. Once near it stays so: what was
// drawn isn't forgotten.
import { type RefObject, useEffect, useState } from 'react';

export function useNear(ref: RefObject<HTMLElement | null>): boolean | undefined {
  const [near, setNear] = useState<boolean>();
  useEffect(() => {
    const element = ref.current;
    if (near || !element) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), {
      rootMargin: '100% 0px',
    });
    observer.observe(element);
    // On paper everything is near.
    const come = () => setNear(true);
    window.addEventListener('beforeprint', come);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', come);
    };
  }, [ref, near]);
  return near;
}
