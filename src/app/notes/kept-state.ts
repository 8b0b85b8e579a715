import { useState } from 'react';

/** A choice of how things are shown, kept on this device. A storage that is denied keeps it for this page. */
export function useKeptState<V extends string>(key: string, values: readonly V[], first: V): [V, (value: V) => void] {
  const [value, setValue] = useState<V>(() => {
    const kept = readKept(key);
    return values.find((each) => each === kept) ?? first;
  });
  return [
    value,
    (next) => {
      setValue(next);
      writeKept(key, next);
    },
  ];
}

function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // denied: the first value is as good
  }
}

function writeKept(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Denied or full: it holds until the page goes.
  }
}
