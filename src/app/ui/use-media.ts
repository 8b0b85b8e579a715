import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds, at once and whenever it changes. */
export function useMedia(text: string): boolean {
  return useSyncExternalStore(
    useCallback(
      (changed) => {
        const query = matchMedia(text);
        query.addEventListener('change', changed);
        return () => query.removeEventListener('change', changed);
      },
      [text],
    ),
    () => matchMedia(text).matches,
  );
}
