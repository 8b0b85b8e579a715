import { useEffect, useMemo } from 'react';
import type { Keeper } from '../../../workers/keeper/keeper.api.ts';
import { createKeeper } from '../../../workers/keeper/keeper.client.ts';

/** One for the view; it ends with it. */
export function useKeeper(): Keeper {
  const keeper = useMemo(() => createKeeper(), []);
  useEffect(() => () => keeper.close(), [keeper]);
  return keeper;
}
