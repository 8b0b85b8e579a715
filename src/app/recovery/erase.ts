import { removeMarks, rootFolder, sendOthersAway, TOLD_LOCK } from './erase-mark.ts';
import {
  cacheNames,
  databaseNames,
  isOurEntry,
  isOurs,
  isSomethingLeft,
  lookAround,
  type Remains,
  registrations,
} from './remains.ts';

/** Removes everything of Hearth from this browser. Runs in a page that runs nothing else of it (`erase-mark.ts`). */

export const ERASE_STEPS = ['tabs', 'files', 'databases', 'caches', 'looking'] as const;
export type EraseStep = (typeof ERASE_STEPS)[number];

/** Other tabs have so long to leave; a frozen one never does, and may hold files. */
const LEAVE_MS = 10_000;
/** A tab that has left shows so within it. */
const TOLD_MS = 4000;
const ROUNDS = 4;
const PAUSE_MS = 500;

/**
 * Resolves with what is left, found by looking. The marks are removed when nothing is, so that the next start goes on
 * where something is.
 */
export async function eraseEverything(onStep: (step: EraseStep) => void): Promise<Remains> {
  onStep('tabs');
  await waitForOthers();
  let remains = await eraseOnce(onStep);
  for (let round = 1; round < ROUNDS && isSomethingLeft(remains); round++) {
    await pause(PAUSE_MS);
    remains = await eraseOnce(onStep);
  }
  if (!isSomethingLeft(remains)) await removeMarks();
  return lookAround();
}

async function eraseOnce(onStep: (step: EraseStep) => void): Promise<Remains> {
  // Before its caches, so that it does not fill them again.
  for (const registration of await registrations()) await forget(registration);
  onStep('files');
  await eraseFiles();
  onStep('databases');
  for (const name of await databaseNames()) if (isOurs(name)) await deleteDatabase(name);
  onStep('caches');
  for (const name of await cacheNames()) if (isOurs(name)) await caches.delete(name);
  eraseKeys(sessionStorage);
  eraseKeys(localStorage);
  await clearBadge();
  onStep('looking');
  return lookAround();
}

/** What it has shown or was to be woken for goes with it. */
async function forget(registration: ServiceWorkerRegistration): Promise<void> {
  for (const shown of await registration.getNotifications().catch(() => [])) shown.close();
  await registration.unregister();
}

/** A file that another tab still holds stays, and is found by whoever looks. The mark stays until the end. */
async function eraseFiles(): Promise<void> {
  const root = await rootFolder();
  if (root === null) return;
  const names = (await Array.fromAsync(root.keys())).filter((name) => isOurEntry(name) && !name.endsWith('-erasing'));
  for (const name of names) await root.removeEntry(name, { recursive: true }).catch(() => undefined);
}

/** Resolves also where another tab keeps it open: then it is found by whoever looks. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    request.onblocked = () => resolve();
  });
}

function eraseKeys(storage: Storage): void {
  for (const key of Object.keys(storage)) if (isOurs(key) && key !== 'hearth.erasing') storage.removeItem(key);
}

const clearBadge = async () =>
  (navigator as { clearAppBadge?: () => Promise<void> }).clearAppBadge?.().catch(() => undefined);

/** Every tab of Hearth holds a lock for as long as it lives (`workers/kernel`). */
const CLIENT = 'hearth:client:';

const held = async (test: (name: string) => boolean): Promise<number> =>
  ((await navigator.locks.query()).held ?? []).filter(({ name }) => name !== undefined && test(name)).length;

async function waitForOthers(): Promise<void> {
  const others = await held((name) => name.startsWith(CLIENT));
  if (others === 0) return;
  sendOthersAway();
  await until(async () => (await held((name) => name.startsWith(CLIENT))) === 0, LEAVE_MS);
  // They are loading a page that says what happened: from the caches, where there is no network.
  await until(async () => (await held((name) => name === TOLD_LOCK)) >= others, TOLD_MS);
}

async function until(test: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await test()) && performance.now() < deadlineMs) await pause(50);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
