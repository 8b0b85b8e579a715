import { AppError } from '../../core/errors.ts';

/** `coming`: another version is being fetched, or waits already. */
export type FoundVersion = 'newest' | 'coming';

/**
 * Asks the server for another version. Rejects with `unsupported` where none is kept in this browser, with `offline` without a
 * network, and with `unreadable` where the server could not be reached or gave none.
 */
export async function lookForVersion(
  container: ServiceWorkerContainer | undefined,
  scope: string,
): Promise<FoundVersion> {
  const registration = await container?.getRegistration(scope);
  if (registration === undefined)
    throw new AppError('unsupported', 'Hearth is not kept for offline use here: a reload brings the newest version.');
  try {
    await registration.update();
  } catch (cause) {
    if (!navigator.onLine)
      throw new AppError('offline', 'Could not look for a new version: there is no network.', { cause });
    throw new AppError('unreadable', 'Could not look for a new version: the server gave none.', {
      cause,
      retryable: true,
    });
  }
  return registration.installing === null && registration.waiting === null ? 'newest' : 'coming';
}
