import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Keeps what stands in the middle of the pane there when its content grows or shrinks to `zoom`. */
export function useKeptPlace(
  content: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  zoom: number,
): void {
  const before = useRef(zoom);
  useLayoutEffect(() => {
    const factor = zoom / before.current;
    before.current = zoom;
    const pane = scroller.current;
    if (factor === 1 || !pane || !content.current) return;
    const top = content.current.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    const middle = { x: pane.clientWidth / 2, y: pane.clientHeight / 2 };
    pane.scrollTo({
      top: top + (pane.scrollTop + middle.y - top) * factor - middle.y,
      left: (pane.scrollLeft + middle.x) * factor - middle.x,
      behavior: 'instant',
    });
  }, [content, scroller, zoom]);
}
