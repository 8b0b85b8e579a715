import { useCommand, useLive } from '../client.tsx';

const KEY = 'notes.pinned';

/** Notes that stay above the others, in the order in which they were pinned. */
export function usePinned(): { readonly ids: readonly string[]; readonly toggle: (itemId: string) => Promise<void> } {
  const command = useCommand();
  const kept = useLive('preferences', {}).value?.[KEY];
  const ids = Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  return {
    ids,
    async toggle(itemId) {
      const next = ids.includes(itemId) ? ids.filter((id) => id !== itemId) : [...ids, itemId];
      await command('set-preference', { key: KEY, value: next.length === 0 ? null : next });
    },
  };
}
