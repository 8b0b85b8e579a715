/** Keeps what was used last, up to a total size; forgets the rest. */
export interface BoundedCache<V> {
  get(key: string): V | undefined;
  /** What alone is over the limit is not kept. */
  put(key: string, value: V): void;
}

/** `sizeOf` and `limit` in the same unit. */
export function createBoundedCache<V>(limit: number, sizeOf: (value: V) => number): BoundedCache<V> {
  const held = new Map<string, { readonly value: V; readonly size: number }>();
  let total = 0;
  const drop = (key: string) => {
    total -= held.get(key)?.size ?? 0;
    held.delete(key);
  };
  return {
    get(key) {
      const found = held.get(key);
      if (found === undefined) return undefined;
      // A map goes through its keys in the order of their entry.
      held.delete(key);
      held.set(key, found);
      return found.value;
    },
    put(key, value) {
      drop(key);
      const size = sizeOf(value);
      if (size > limit) return;
      held.set(key, { value, size });
      total += size;
      for (const oldest of held.keys()) {
        if (total <= limit) break;
        drop(oldest);
      }
    },
  };
}
