import { useEffect, useRef, useState } from 'react';

/** The text as it was at the last frame, while it grows; else as it is. However fast it comes, one render a frame. */
export function useFrameText(text: string, growing: boolean): string {
  const [shown, setShown] = useState(text);
  const latest = useRef(text);
  const frame = useRef<number | null>(null);
  latest.current = text;
  useEffect(() => {
    if (!growing || text === shown || frame.current !== null) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = null;
      setShown(latest.current);
    });
  });
  useEffect(
    () => () => {
      if (frame.current !== null) cancelAnimationFrame(frame.current);
      frame.current = null;
    },
    [],
  );
  return growing ? shown : text;
}
