// Whether something is on the screen or within one screen of it. Once near it stays so: what was drawn isn't forgotten.
import { type RefObject, useEffect, useState } from 'react';

export function useNear(ref: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (near || !element) return;
    const come = () => setNear(true);
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && come(), {
      rootMargin: '100% 0px',
    });
    observer.observe(element);
    // On paper everything is near.
    window.addEventListener('beforeprint', come);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', come);
    };
  }, [ref, near]);
  return near;
}
