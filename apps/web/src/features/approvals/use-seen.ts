import { useCallback, useEffect, useRef, useState } from 'react';
import { countsAsShown } from './friction';

const STEPS = Array.from({ length: 21 }, (_, step) => step / 20);

/** Whether what `look` is attached to has been on the screen, for this digest. Another digest has to be looked at anew. */
export const useSeen = (digest: string) => {
  const [seenDigest, setSeenDigest] = useState<string | null>(null);
  const [element, setElement] = useState<HTMLElement | null>(null);
  const latest = useRef(element);
  latest.current = element;
  useEffect(() => {
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry === undefined) return;
        const { intersectionRect, boundingClientRect } = entry;
        if (countsAsShown(intersectionRect.height, boundingClientRect.height, window.innerHeight)) setSeenDigest(digest);
      },
      { threshold: STEPS },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, digest]);
  // After the next drawing: what is to be shown may stand behind another tab still.
  const show = useCallback(() => void requestAnimationFrame(() => latest.current?.scrollIntoView({ block: 'start' })), []);
  return { seen: seenDigest === digest, look: setElement, show };
};
