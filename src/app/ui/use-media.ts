import { useCallback, useState, useSyncExternalStore } from 'react';

/** Whether a media query holds, at once and whenever it changes. The query is of the first render. */
export function useMedia(text: string): boolean {
  // Made once: asking anew at each render makes the browser lay out the page for the answer.
  const [query] = useState(() => matchMedia(text));
  return useSyncExternalStore(
    useCallback(
      (changed) => {
        query.addEventListener('change', changed);
        return () => query.removeEventListener('change', changed);
      },
      [query],
    ),
    () => query.matches,
  );
}
