import { useCallback } from 'react';
import type { Span } from '../../core/items/item.ts';
import { useClient } from '../client.tsx';
import { useAttempt } from '../commands/use-keys.ts';
import { conversationAddress, isHeldHere, type Reading } from './addresses.ts';
import { useOpenSource } from './source-link.ts';
import { useGo } from './use-go.ts';

/**
 * Opens a thing where it is read: a conversation that was held here at the message of the passage, all else as a source.
 * `at` is the place of what was looked for in the passage, where it is not its beginning.
 */
export function useOpenThing(): (thing: Reading, span?: Span, at?: number) => void {
  const client = useClient();
  const go = useGo();
  const openSource = useOpenSource();
  const attempt = useAttempt();
  return useCallback(
    (thing, span, at = span?.start) => {
      if (!isHeldHere(thing)) return openSource(thing.id, span);
      attempt(async () => {
        const hits = at === undefined ? [] : [{ itemId: thing.id, at }];
        const [held] = hits.length === 0 ? [] : await client.query('hit-places', { hits });
        go(conversationAddress(thing.id, held?.place.type === 'message' ? held.place.id : null));
      });
    },
    [client, go, openSource, attempt],
  );
}
