import { useCallback, useSyncExternalStore } from 'react';
import { useLive } from '../client.tsx';

const WIDE = '(min-width: 761px)';

/** Whether open views stand in a strip: by the setting, and by the room there is. */
export function useTabsShown(): boolean {
  const { value } = useLive('settings', {});
  const isWide = useSyncExternalStore(
    useCallback((changed) => {
      const query = matchMedia(WIDE);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    }, []),
    () => matchMedia(WIDE).matches,
  );
  const choice = value?.['panes.tabs'];
  return choice === 'always' || (choice !== 'never' && isWide);
}
