import { AppError, throwIfAborted } from '../../core/errors.ts';
import { STORE_LOCK } from '../link/locks.ts';

/** A kernel that was ended lets go of its files within moments. */
const WAIT_MS = 5000;

/** Does `work` while no kernel has the store in use. Rejects with `store-busy` where one keeps it. */
export async function withStoreLock<T>(locks: LockManager, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(WAIT_MS);
  let held = false;
  try {
    return await locks.request(STORE_LOCK, { signal: AbortSignal.any([signal, late]) }, () => {
      held = true;
      return work();
    });
  } catch (cause) {
    if (held) throw cause;
    throwIfAborted(signal);
    if (!late.aborted) throw cause;
    throw new AppError('store-busy', 'Another tab or window of Hearth has your data open. Close it, and try again.', {
      cause,
    });
  }
}
