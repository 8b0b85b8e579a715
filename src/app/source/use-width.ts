import { type RefObject, useEffect, useState } from 'react';

/** While a width changes, what hangs on it waits. */
const STEADY_MS = 150;

/** An element's width in CSS pixels, once it is steady; 0 before the first. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new ResizeObserver(([entry]) => {
      const next = Math.round(entry?.contentRect.width ?? 0);
      clearTimeout(timer);
      timer = setTimeout(() => setWidth(next), STEADY_MS);
      setWidth((old) => (old === 0 ? next : old));
    });
    observer.observe(element.current);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [element]);
  return width;
}
