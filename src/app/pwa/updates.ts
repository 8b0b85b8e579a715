import type { Workbox } from 'workbox-window';
import { AppError, toAppError } from '../../core/errors.ts';
import type { PrecacheProgress, ServiceWorkerState } from '../../workers/sw/sw.api.ts';
import { afterPaint } from '../ui/after-paint.ts';
import { createDraftCall, type DraftCall, type SaveDraft } from './draft-call.ts';
import { type FoundVersion, lookForVersion } from './look-for-version.ts';

export interface UpdateState {
  /** `off`: this browser, or this way of opening the page, has no service worker. */
  readonly offline: 'off' | 'preparing' | 'ready' | 'failed';
  /** While `preparing`, and while a new version is fetched: files kept, of all. */
  readonly progress: { readonly kept: number; readonly total: number } | null;
  /** A new version waits for `applyUpdate`. */
  readonly updateReady: boolean;
}

export interface Updates {
  /** A new object at each change: fit for `useSyncExternalStore`. */
  readonly state: UpdateState;
  onChange(changed: () => void): () => void;
  /** `save` is awaited in every tab before it reloads into another version. Returns its removal. */
  beforeReload(save: SaveDraft): () => void;
  /**
   * Saves drafts in all tabs, makes a backup, then moves all of them to the new version by a reload. Rejects with `conflict`, and changes
   * nothing, when a draft could not be saved; with `not-found` when no new version waits.
   */
  applyUpdate(): Promise<void>;
  /** Asks the server for a new version now. Rejects where that could not be found out. */
  check(): Promise<FoundVersion>;
}

export interface UpdatesDeps {
  /** Of this page: a page whose service worker says another one reloads. */
  readonly buildId: string;
  /** Absolute address of Hearth's folder, with a slash at its end. */
  readonly scope: string;
  /** How often to look for a new version. Default: an hour. */
  readonly checkEveryMs?: number;
  /** Awaited when all drafts are saved, before any tab moves to another version. Default: nothing. */
  readonly beforeUpdate?: () => Promise<void>;
}

const HOUR_MS = 3_600_000;

/** Registers the service worker, and says what comes of it. Never moves a page to another version by itself. */
export function startUpdates(deps: UpdatesDeps): Updates {
  const board = createBoard();
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  const drafts = createDraftCall({
    scope: deps.scope,
    locks: navigator.locks,
    openChannel: (name) => new BroadcastChannel(name),
    newId: () => crypto.randomUUID(),
  });
  const workbox = serviceWorker === undefined ? null : registered(serviceWorker, deps, drafts, board);
  return {
    get state() {
      return board.state;
    },
    onChange: board.onChange,
    beforeReload: drafts.add,
    async applyUpdate() {
      if (workbox === null || !board.state.updateReady) throw new AppError('not-found', 'No new version is waiting.');
      if (!(await drafts.saveEverywhere())) {
        throw new AppError('conflict', 'A draft could not be saved, so this version stays. Try again.', {
          retryable: true,
        });
      }
      await deps.beforeUpdate?.();
      (await workbox)?.messageSkipWaiting();
    },
    check: () => lookForVersion(serviceWorker, deps.scope),
  };
}

interface Board {
  readonly state: UpdateState;
  put(change: Partial<UpdateState>): void;
  onChange(changed: () => void): () => void;
}

function createBoard(): Board {
  const listeners = new Set<() => void>();
  let state: UpdateState = { offline: 'off', progress: null, updateReady: false };
  return {
    get state() {
      return state;
    },
    put(change) {
      state = { ...state, ...change };
      for (const changed of listeners) changed();
    },
    onChange(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** Null where it could not be loaded; the state says so then. No first paint waits for it. */
async function registered(
  container: ServiceWorkerContainer,
  deps: UpdatesDeps,
  drafts: DraftCall,
  board: Board,
): Promise<Workbox | null> {
  board.put({ offline: 'preparing' });
  try {
    await new Promise<void>(afterPaint);
    const { Workbox } = await import('workbox-window');
    const workbox = new Workbox(`${deps.scope}sw.js`, { scope: deps.scope, updateViaCache: 'none' });
    run(workbox, container, deps, drafts, board);
    return workbox;
  } catch {
    board.put({ offline: 'failed', progress: null });
    return null;
  }
}

function run(
  workbox: Workbox,
  container: ServiceWorkerContainer,
  deps: UpdatesDeps,
  drafts: DraftCall,
  board: Board,
): void {
  container.addEventListener('message', ({ data }: MessageEvent<PrecacheProgress | undefined>) => {
    if (data?.type === 'HEARTH_PRECACHE') board.put({ progress: { kept: data.kept, total: data.total } });
  });
  workbox.addEventListener('waiting', () => board.put({ updateReady: true, progress: null }));
  container.addEventListener('controllerchange', () => void followController(container, deps.buildId, drafts, board));
  workbox
    .register({ immediate: true })
    .then(() => container.ready)
    .then(() => sayWhetherOffline(container, board))
    .catch(() => board.put({ offline: 'failed', progress: null }));
  setInterval(() => void checkByItself(container, deps.scope), deps.checkEveryMs ?? HOUR_MS);
}

/** Nobody waits for it, and the next one comes. */
async function checkByItself(container: ServiceWorkerContainer, scope: string): Promise<void> {
  try {
    await lookForVersion(container, scope);
  } catch (thrown) {
    const { code } = toAppError(thrown);
    if (code !== 'offline') console.warn(`could not look for a new version: ${code}`);
  }
}

/** All tabs get here together when a version takes over; the first version of all takes over the page that it came with. */
async function followController(
  container: ServiceWorkerContainer,
  buildId: string,
  drafts: DraftCall,
  board: Board,
): Promise<void> {
  const state = await askState(container.controller);
  if (state === null || state.buildId === buildId) return sayWhetherOffline(container, board);
  // This version is over, whatever comes of the drafts: `applyUpdate` has saved them all once already.
  await drafts.saveHere().catch(() => undefined);
  location.reload();
}

/** Says `ready` only when every file is kept and this page's requests go through the service worker. */
async function sayWhetherOffline(container: ServiceWorkerContainer, board: Board): Promise<void> {
  const state = await askState(container.controller);
  if (state === null) return; // not in control yet: `controllerchange` comes
  board.put({ offline: state.kept >= state.total ? 'ready' : 'failed', progress: null });
}

const ANSWER_MS = 5000;

/** `null` when there is none, or it does not answer. */
async function askState(controller: ServiceWorker | null): Promise<ServiceWorkerState | null> {
  if (controller === null) return null;
  const { port1, port2 } = new MessageChannel();
  const answer = Promise.withResolvers<ServiceWorkerState | null>();
  port1.onmessage = ({ data }: MessageEvent<ServiceWorkerState>) => answer.resolve(data);
  const timer = setTimeout(() => answer.resolve(null), ANSWER_MS);
  controller.postMessage({ type: 'HEARTH_STATE' }, [port2]);
  const state = await answer.promise;
  clearTimeout(timer);
  port1.close();
  return state;
}
