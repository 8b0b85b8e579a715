const KEY = 'hearth.welcomed';

/** Whether this browser has seen the first screen. A marker for the address bar alone: nothing depends on it. */
export function wasWelcomed(storage: Pick<Storage, 'getItem'>): boolean {
  try {
    return storage.getItem(KEY) !== null;
  } catch {
    // Storage denied: the first screen comes each time, and says so.
    return false;
  }
}

export function rememberWelcome(storage: Pick<Storage, 'setItem'>): void {
  try {
    storage.setItem(KEY, '1');
  } catch {
    // Storage denied: see above.
  }
}
