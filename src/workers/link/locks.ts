/** Web Locks that more than one kind of worker takes, and how they are held. */

/** Held by whoever has the files of the store in use: the kernel's worker, or the keeper where there is no kernel. */
export const STORE_LOCK = 'hearth:store';

/** Holds the lock until the context ends or `signal` fires. Resolves when it is held. */
export function holdLock(locks: LockManager, name: string, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const held = () => {
      resolve();
      return new Promise<void>((release) => signal?.addEventListener('abort', () => release(), { once: true }));
    };
    locks.request(name, held).catch(reject);
  });
}
