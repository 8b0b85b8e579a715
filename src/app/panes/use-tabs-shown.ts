<<<<<<< Updated upstream

import { useCallback, useState, useSyncExternalStore } from 'react';

=======
>>>>>>> Stashed changes

import { useLive } from '../client.tsx';
import { useMedia } from '../ui/use-media.ts';

/** Whether open views stand in a strip: by the setting, and by the room there is. */
export function useTabsShown(): boolean {
  const { value } = useLive('settings', {});
<<<<<<< Updated upstream
  const [query] = useState(() => matchMedia(WIDE));
  const isWide = useSyncExternalStore(
    useCallback(
      (changed) => {
        query.addEventListener('change', changed);
        return () => query.removeEventListener('change', changed);
      },
      [query],
    ),
    () => query.matches,
  );
=======
  const isWide = useMedia('(min-width: 761px)');
>>>>>>> Stashed changes
  const choice = value?.['panes.tabs'];
  return choice === 'always' || (choice !== 'never' && isWide);
}
