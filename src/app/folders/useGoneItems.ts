import { useMemo } from 'react';
import type { Id } from '../../core/ids.ts';
import { useLive } from '../client.tsx';

/** Items whose file is not in its connected folder any more. */
export function useGoneItems(): ReadonlySet<Id> {
  const { value } = useLive('items-gone', {});
  return useMemo(() => new Set(value?.map(({ itemId }) => itemId)), [value]);
}
