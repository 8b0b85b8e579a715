import { useLive } from '../client.tsx';
import { useMedia } from '../ui/use-media.ts';

/** Whether open views stand in a strip: by the setting, and by the room there is. */
export function useTabsShown(): boolean {
  const { value } = useLive('settings', {});
  const isWide = useMedia('(min-width: 761px)');
  const choice = value?.['panes.tabs'];
  return choice === 'always' || (choice !== 'never' && isWide);
}
