import { useState } from 'react';

const FIRST = 50;

/** The first of a list that may be long, and the way to all of it; null where that is all. */
export function useFirst<T>(all: readonly T[]): {
  readonly shown: readonly T[];
  readonly showAll: (() => void) | null;
} {
  const [isWhole, setWhole] = useState(false);
  if (isWhole || all.length <= FIRST) return { shown: all, showAll: null };
  return { shown: all.slice(0, FIRST), showAll: () => setWhole(true) };
}
