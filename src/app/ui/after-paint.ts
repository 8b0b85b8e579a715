import { startTransition, useEffect, useState } from 'react';

/** Where no frame comes, as in a tab behind, nothing waits for longer. */
const LONGEST_MS = 500;

/** Runs `act` once the next frame is painted. Returns its cancelling. */
export function afterPaint(act: () => void): () => void {
  let timer = setTimeout(act, document.hidden ? 0 : LONGEST_MS);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(act);
  });
  return () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
}

/** Whether what was drawn first can be seen: parts that it does not need are drawn from then on. */
export function usePainted(): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => afterPaint(() => startTransition(() => setPainted(true))), []);
  return isPainted;
}
